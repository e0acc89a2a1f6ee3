import http from "node:http";
import type https from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import type { SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { parseJson } from "../parse-json.ts";
import { Problem } from "../problem.ts";
import { amzDate, signPost } from "./aws-signature.ts";
import type { Model } from "./model.ts";
import { problemOfStatus, tooSlow, unreachable } from "./model-problems.ts";
import { post, StatusError } from "./post.ts";

/** Milliseconds for the first health checks, before loading the SDK blocks the thread. */
const PREPARE_DELAY = 1_000;

/** A second attempt may succeed after these. */
const TRANSIENT = new Set([429, 500, 502, 503, 504]);

/** Where the calls go, and who makes them. */
interface Target {
  readonly url: URL;
  readonly region: string;
  readonly client: typeof http | typeof https;
  readonly agent: http.Agent;
  /** Fetched again before they expire. */
  readonly credentials: SageMakerRuntimeClient["config"]["credentials"];
}

/**
 * A model behind a SageMaker endpoint. The SDK finds region, credentials and address by itself, so that tests can set
 * AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME to a stand-in. The calls are made without it, which saves a fifth of the CPU of a
 * small upload (`npm run bench:api`).
 */
export function sagemakerModel(endpointName: string): Model {
  let sdk: Promise<SageMakerRuntimeClient> | undefined;
  let target: Target | undefined;
  const loadOnce = () => {
    sdk ??= loadSdk();
    return sdk;
  };
  return {
    name: "sagemaker",
    async prepare() {
      await sleep(PREPARE_DELAY);
      await loadOnce();
    },
    async call({ body, sha256 }, signal) {
      try {
        target ??= await findTarget(await loadOnce(), endpointName);
        const headers = await signedHeaders(target, sha256);
        const { client, agent, url } = target;
        return await post({ client, agent, url, headers, body, signal, isTransient });
      } catch (error) {
        throw error instanceof Problem ? error : problemOf(error);
      }
    },
    close() {
      target?.agent.destroy();
    },
  };
}

/** Loaded after the server listens: it is half of what the container would otherwise load before its first answer. */
async function loadSdk(): Promise<SageMakerRuntimeClient> {
  const { SageMakerRuntimeClient } = await import("@aws-sdk/client-sagemaker-runtime");
  return new SageMakerRuntimeClient();
}

async function findTarget({ config }: SageMakerRuntimeClient, endpointName: string): Promise<Target> {
  const region = await config.region();
  const endpoint = config.endpointProvider({
    Region: region,
    UseDualStack: await config.useDualstackEndpoint(),
    UseFIPS: await config.useFipsEndpoint(),
    Endpoint: await config.serviceConfiguredEndpoint?.(),
  });
  const url = new URL(`${String(endpoint.url).replace(/\/+$/, "")}/endpoints/${endpointName}/invocations`);
  const client = url.protocol === "https:" ? (await import("node:https")).default : http;
  return {
    url,
    region,
    client,
    agent: new client.Agent({ keepAlive: true }),
    credentials: config.credentials,
  };
}

async function signedHeaders({ url, region, credentials }: Target, sha256: string) {
  const identity = await credentials();
  const headers = {
    accept: "application/json",
    "content-type": "application/json",
    host: url.host,
    "x-amz-content-sha256": sha256,
    "x-amz-date": amzDate(new Date()),
    ...(identity.sessionToken === undefined ? {} : { "x-amz-security-token": identity.sessionToken }),
  };
  return {
    ...headers,
    authorization: signPost({ url, service: "sagemaker", region, headers, sha256 }, identity),
  };
}

/** SageMaker answers with 400 when it throttles. */
function isTransient({ status, name }: StatusError): boolean {
  return TRANSIENT.has(status) || name === "ThrottlingException";
}

function problemOf(error: unknown): Problem {
  if (!(error instanceof StatusError)) {
    return unreachable(error);
  }
  if (error.name === "ThrottlingException") {
    return problemOfStatus(429, error);
  }
  const answer = parseJson(error.body.toString());
  if (error.name === "ModelError" && isObject(answer) && "OriginalStatusCode" in answer) {
    // 0: SageMaker gave up on the container after 60 s.
    return answer.OriginalStatusCode === 0
      ? tooSlow(error)
      : problemOfStatus(Number(answer.OriginalStatusCode), error);
  }
  return problemOfStatus(error.status, error);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
