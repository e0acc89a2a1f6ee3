/**
 * A model on loopback with faults on demand. It speaks as a SageMaker endpoint (/endpoints/NAME/invocations) and as a
 * vLLM (/v1/chat/completions). Tests use it in their own process; `node __tests__/support/model-stand-in.ts PORT` runs
 * it alone, and `PUT /behaviour` then sets what `behave` sets.
 */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

/** What the model "reads" on every picture. */
export const STANDARD_ANSWER = {
  storeName: "Oak Street Market",
  purchaseDate: "26-10-2023",
  total: 42.58,
  currency: "USD",
};

type Respond = (response: ServerResponse, request: IncomingMessage) => void | Promise<void>;

function completion(content: unknown, message = {}, finish = "stop"): string {
  return JSON.stringify({
    id: "chatcmpl-1",
    object: "chat.completion",
    model: "stand-in",
    choices: [
      {
        index: 0,
        finish_reason: finish,
        message: { role: "assistant", content, reasoning: null, ...message },
      },
    ],
    usage: { prompt_tokens: 1200, completion_tokens: 40, total_tokens: 1240 },
  });
}

function reply(body: string): Respond {
  return (response) => {
    response.writeHead(200, { "Content-Type": "application/json" }).end(body);
  };
}

function answer(values: object): Respond {
  return reply(completion(JSON.stringify({ ...STANDARD_ANSWER, ...values })));
}

/** An error as SageMaker sends it. Each message has a word that must never reach a client: SECRET. */
function awsError(status: number, type: string, fields = {}): Respond {
  return (response) => {
    response
      .writeHead(status, { "Content-Type": "application/json", "x-amzn-ErrorType": type })
      .end(JSON.stringify({ message: "SECRET", Message: "SECRET", ...fields }));
  };
}

function modelError(originalStatus: number): Respond {
  return awsError(424, "ModelError", {
    OriginalStatusCode: originalStatus,
    OriginalMessage: "SECRET",
    LogStreamArn: "arn:aws:logs:SECRET",
  });
}

/** What the model can do. */
const BEHAVIOURS = {
  ok: answer({}),
  "null fields": answer({ storeName: null, purchaseDate: null, total: null, currency: null }),
  "date as ISO": answer({ purchaseDate: "2023-10-26" }),
  "date with slashes": answer({ purchaseDate: "26/10/2023" }),
  "date with month name": answer({ purchaseDate: "26 Oct 2023" }),
  "impossible date": answer({ purchaseDate: "31-02-2023" }),
  "total with separators": answer({ total: "1,042.58" }),
  "total with decimal comma": answer({ total: "1.042,58 €" }),
  "total in words": answer({ total: "forty" }),
  "JSON in prose": reply(completion(`Here it is: ${JSON.stringify(STANDARD_ANSWER)} Anything else?`)),
  "JSON in a fence": reply(completion(`\`\`\`json\n${JSON.stringify(STANDARD_ANSWER)}\n\`\`\``)),
  "with reasoning": reply(completion(JSON.stringify(STANDARD_ANSWER), { reasoning: "SECRET {}" })),

  "wrong JSON": reply(completion('{"storeName": "Oak, "total": }')),
  "prose only": reply(completion("I see a receipt of a market.")),
  "wrong types": answer({ storeName: 7, total: [42.58] }),
  truncated: reply(completion('{"storeName": "Oak Str', {}, "length")),
  "empty content": reply(completion("")),
  "no content": reply(completion(null, { reasoning: "SECRET" })),
  refusal: reply(completion(null, { refusal: "SECRET" })),
  "no completion": reply('{"hello": "world"}'),
  "not JSON": reply("<html>SECRET</html>"),
  "10 MB of answer": reply(completion("x".repeat(10_000_000))),

  throttled: awsError(429, "ThrottlingException"),
  "model not ready": awsError(429, "ModelNotReadyException"),
  "service unavailable": awsError(503, "ServiceUnavailable"),
  "internal failure": awsError(500, "InternalFailure"),
  "dependency failure": awsError(530, "InternalDependencyException"),
  "no such endpoint": awsError(400, "ValidationError"),
  "access denied": awsError(403, "AccessDeniedException"),
  "424 of a 500": modelError(500),
  "424 of a 400": modelError(400),
  "424 of a 503": modelError(503),
  "424 of a timeout": modelError(0),

  "cut before the answer": (response) => {
    response.destroy();
  },
  "cut in the answer": async (response) => {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": 1000 });
    response.write('{"choices": [');
    await sleep(20);
    response.destroy();
  },
  "cut after the headers": async (response) => {
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": 1000 }).flushHeaders();
    await sleep(20);
    response.destroy();
  },
  hangs: () => {},
  "hangs in the answer": (response) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.write("{");
  },
  slow: async (response) => {
    const body = completion(JSON.stringify(STANDARD_ANSWER));
    response.writeHead(200, { "Content-Type": "application/json" });
    for (let at = 0; at < body.length; at += 100) {
      response.write(body.slice(at, at + 100));
      await sleep(30);
    }
    response.end();
  },
} as const satisfies Record<string, Respond>;

export type BehaviourName = keyof typeof BEHAVIOURS;

export interface Behaviour {
  readonly name: BehaviourName;
  /** Milliseconds before each answer. */
  readonly delay?: number;
  /** So many calls behave like this, later ones are "ok". */
  readonly times?: number;
}

/** One call that reached the model. */
export interface ModelCall {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  /** The request; undefined while it is not complete, or when it is no JSON. */
  readonly body: unknown;
  /** The picture in it. */
  readonly image: Buffer | undefined;
  /** Whether x-amz-content-sha256 is the body's hash. */
  readonly hashMatches: boolean;
}

export interface ModelStandIn {
  readonly port: number;
  readonly url: string;
  /** Calls whose body arrived, since the last `behave`. Bodies are kept only when asked for. */
  readonly calls: readonly ModelCall[];
  /** How many calls the other side broke off. */
  readonly abandoned: number;
  /** Most calls at once. */
  readonly peak: number;
  behave(behaviour: BehaviourName | Behaviour): void;
  close(): Promise<void>;
}

export interface StandInOptions {
  readonly port?: number;
  /** Whether calls are parsed and kept; false for load. */
  readonly keepCalls?: boolean;
  /** Instead of what it reads by default. */
  readonly values?: Partial<typeof STANDARD_ANSWER>;
}

export async function startModelStandIn({
  port = 0,
  keepCalls = true,
  values = {},
}: StandInOptions = {}): Promise<ModelStandIn> {
  const behaviours = { ...BEHAVIOURS, ok: answer(values) };
  let behaviour: Behaviour = { name: "ok" };
  let calls: ModelCall[] = [];
  let [remaining, abandoned, running, peak] = [Number.POSITIVE_INFINITY, 0, 0, 0];
  const behave = (next: BehaviourName | Behaviour) => {
    behaviour = typeof next === "string" ? { name: next } : next;
    remaining = behaviour.times ?? Number.POSITIVE_INFINITY;
    calls = [];
    abandoned = 0;
    peak = 0;
  };

  const server = createServer(async (request, response) => {
    if (request.method === "PUT" && request.url === "/behaviour") {
      behave(JSON.parse((await buffer(request)).toString()));
      response.end();
      return;
    }
    if (request.url === "/statistics") {
      response.end(JSON.stringify({ calls: calls.length, abandoned, peak }));
      return;
    }
    running += 1;
    peak = Math.max(peak, running);
    response.on("close", () => {
      running -= 1;
      abandoned += response.writableFinished ? 0 : 1;
    });
    response.on("error", () => {});
    try {
      if (keepCalls) {
        calls.push(toCall(request, await buffer(request)));
      } else {
        request.resume();
        await new Promise((resolve) => request.on("end", resolve));
      }
    } catch {
      return; // broken off by the other side
    }
    remaining -= 1;
    await sleep(behaviour.delay ?? 0);
    if (!response.destroyed) {
      const respond: Respond = remaining < 0 ? behaviours.ok : behaviours[behaviour.name];
      await respond(response, request);
    }
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address() as AddressInfo;
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    get calls() {
      return calls;
    },
    get abandoned() {
      return abandoned;
    },
    get peak() {
      return peak;
    },
    behave,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function toCall(request: IncomingMessage, bytes: Buffer): ModelCall {
  const [, base64] = /;base64,([^"]*)"/.exec(bytes.toString("latin1")) ?? [];
  return {
    path: request.url ?? "",
    headers: request.headers,
    body: JSON.parse(bytes.toString()),
    image: base64 === undefined ? undefined : Buffer.from(base64, "base64"),
    hashMatches: request.headers["x-amz-content-sha256"] === createHash("sha256").update(bytes).digest("hex"),
  };
}

if (import.meta.main) {
  const standIn = await startModelStandIn({ port: Number(process.argv[2] ?? 0), keepCalls: false });
  process.stdout.write(`${standIn.url}\n`);
}
