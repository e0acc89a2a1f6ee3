/** A stand-in for AWS on loopback, for what asks AWS itself: each operation has a script of answers. */
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import { listenOnLoopback } from "../../fixtures/loopback.ts";
import { answerS3, type Objects } from "./s3.ts";

/** The answer of STS, which speaks XML. */
const IDENTITY = `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/test</Arn>
<UserId>test</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

/** What is answered: an object, or an error by its name. */
export type Answer = object | { readonly error: string; readonly message?: string };

/** A request, as AWS got it. */
export interface Call {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface Aws {
  /** Answers by operation, one after the other; the last again and again. What has none is answered {}. */
  script: Record<string, Answer[] | ((input: Call["input"]) => Answer)>;
  readonly calls: Call[];
  /** What S3 holds. */
  readonly objects: Objects;
}

/** Leads the SDKs of these tests to a stand-in. Its script and calls are empty at the start of each test. */
export function standInForAws(): Aws {
  const aws: Aws = { script: {}, calls: [], objects: new Map() };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (body.startsWith("Action=GetCallerIdentity")) {
      response.setHeader("Content-Type", "text/xml").end(IDENTITY);
      return;
    }
    if (request.url !== "/") {
      answerS3(aws.objects, request, body, response);
      return;
    }
    const operation =
      String(request.headers["x-amz-target"] ?? "")
        .split(".")
        .at(-1) ?? "";
    const input = body === "" ? {} : JSON.parse(body);
    aws.calls.push({ operation, input });
    const script = aws.script[operation] ?? [{}];
    const answer =
      typeof script === "function" ? script(input) : ((script.length > 1 ? script.shift() : script[0]) ?? {});
    response.setHeader("Content-Type", "application/x-amz-json-1.1");
    if ("error" in answer) {
      response.writeHead(400);
    }
    const { error, ...rest } = { error: undefined, ...answer };
    response.end(JSON.stringify(error === undefined ? rest : { __type: error, ...rest }));
  });
  beforeAll(async () => {
    vi.stubEnv("AWS_ENDPOINT_URL", await listenOnLoopback(server));
    vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
  });
  beforeEach(() => {
    aws.script = {};
    aws.calls.length = 0;
    aws.objects.clear();
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    server.close();
  });
  return aws;
}
