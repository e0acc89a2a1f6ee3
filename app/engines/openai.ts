import http from "node:http";
import https from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { Problem } from "../problem.ts";
import { collectAnswer } from "./collect-answer.ts";
import { MAX_ATTEMPTS, type Model } from "./model.ts";
import { problemOfStatus, tooSlow, unreachable } from "./model-problems.ts";

/** Milliseconds before the second attempt. */
const RETRY_DELAY = 300;

/** A second attempt may succeed after these. */
const TRANSIENT = new Set([429, 500, 502, 503]);

export interface OpenaiOptions {
  /** For example http://127.0.0.1:8001/v1. */
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey: string | undefined;
}

/**
 * Your own vLLM, or any server with OpenAI's chat API. `node:http` and not `fetch`, because fetch copies the body, some
 * megabytes for each receipt, and keeps the copy until the answer comes.
 */
export function openaiModel({ baseUrl, model, apiKey }: OpenaiOptions): Model {
  const url = new URL(`${baseUrl.replace(/\/+$/, "")}/chat/completions`);
  const { Agent, request } = url.protocol === "https:" ? https : http;
  const agent = new Agent({ keepAlive: true });
  const headers = {
    "Content-Type": "application/json",
    ...(apiKey === undefined ? {} : { Authorization: `Bearer ${apiKey}` }),
  };

  function post(body: Buffer, signal: AbortSignal): Promise<http.IncomingMessage> {
    return new Promise((resolve, reject) => {
      const options = {
        method: "POST",
        agent,
        signal,
        headers: { ...headers, "Content-Length": body.length },
      };
      request(url, options, resolve).on("error", reject).end(body);
    });
  }

  async function attempt(body: Buffer, signal: AbortSignal): Promise<Uint8Array> {
    const response = await post(body, signal);
    const status = response.statusCode ?? 0;
    const answer = await collectAnswer(response);
    if (status !== 200) {
      throw new StatusError(status);
    }
    return answer;
  }

  return {
    name: "openai",
    model,
    prepare: () => Promise.resolve(),
    async call({ body }, signal) {
      for (let attempts = 1; ; attempts++) {
        try {
          return { body: await attempt(body, signal), attempts };
        } catch (error) {
          if (signal.aborted) {
            throw tooSlow(error);
          }
          if (error instanceof Problem) {
            throw error;
          }
          if (attempts === MAX_ATTEMPTS || (error instanceof StatusError && !TRANSIENT.has(error.status))) {
            throw error instanceof StatusError ? problemOfStatus(error.status, error) : unreachable(error);
          }
          await sleep(RETRY_DELAY, undefined, { signal }).catch((cause: unknown) => {
            throw tooSlow(cause);
          });
        }
      }
    },
    close: () => agent.destroy(),
  };
}

class StatusError extends Error {
  override readonly name = "StatusError";
  readonly status: number;

  constructor(status: number) {
    super(`status ${status}`);
    this.status = status;
  }
}
