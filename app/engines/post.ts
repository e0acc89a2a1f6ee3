import type http from "node:http";
import type https from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { Problem } from "../problem.ts";
import { collectAnswer } from "./collect-answer.ts";
import { MAX_ATTEMPTS, type ModelAnswer } from "./model.ts";
import { tooSlow, unreachable } from "./model-problems.ts";

/** Milliseconds before the second attempt. */
const RETRY_DELAY = 300;

/** Milliseconds until there is a connection. */
const CONNECT_TIMEOUT = 3_000;

export interface Post {
  /** The module for the URL's protocol. */
  readonly client: typeof http | typeof https;
  readonly agent: http.Agent;
  readonly url: URL;
  readonly headers: http.OutgoingHttpHeaders;
  readonly body: Buffer;
  readonly signal: AbortSignal;
  /** Whether a second attempt may succeed after this. */
  readonly isTransient: (error: StatusError) => boolean;
}

/** An answer other than 200. */
export class StatusError extends Error {
  override readonly name: string;
  readonly status: number;
  readonly body: Buffer;

  /** @param name what the server calls its error */
  constructor(status: number, name: string, body: Buffer) {
    super(`status ${status}`);
    this.name = name;
    this.status = status;
    this.body = body;
  }
}

/**
 * Posts a body to a model, once more if that can help. `node:http` and not `fetch`, because fetch copies the body, some
 * megabytes for each receipt, and keeps the copy until the answer comes.
 * @throws StatusError, or Problem if there is no answer
 */
export async function post(request: Post): Promise<ModelAnswer> {
  const { signal, isTransient } = request;
  for (let attempts = 1; ; attempts++) {
    try {
      return { body: await attempt(request), attempts };
    } catch (error) {
      if (signal.aborted) {
        throw tooSlow(error);
      }
      if (error instanceof Problem) {
        throw error;
      }
      if (error instanceof StatusError && (attempts === MAX_ATTEMPTS || !isTransient(error))) {
        throw error;
      }
      if (attempts === MAX_ATTEMPTS) {
        throw unreachable(error);
      }
      await sleep(RETRY_DELAY, undefined, { signal }).catch((cause: unknown) => {
        throw tooSlow(cause);
      });
    }
  }
}

async function attempt({ client, agent, url, headers, body, signal }: Post): Promise<Buffer> {
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const request = client.request(url, {
      method: "POST",
      agent,
      signal,
      headers: { ...headers, "content-length": body.length },
    });
    request.on("socket", (socket) => {
      if (socket.connecting) {
        const timer = setTimeout(() => request.destroy(new Error("no connection in time")), CONNECT_TIMEOUT);
        socket.once("connect", () => clearTimeout(timer)).once("close", () => clearTimeout(timer));
      }
    });
    request.on("response", resolve).on("error", reject).end(body);
  });
  const answer = await collectAnswer(response);
  const { statusCode: status = 0, headers: received } = response;
  if (status !== 200) {
    // AWS names its errors, sometimes with an address behind the name.
    const [name] = String(received["x-amzn-errortype"] ?? "StatusError").split(":");
    throw new StatusError(status, name ?? "", answer);
  }
  return answer;
}
