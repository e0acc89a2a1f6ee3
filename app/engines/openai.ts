import http from "node:http";
import https from "node:https";
import type { Model } from "./model.ts";
import { problemOfStatus } from "./model-problems.ts";
import { post, StatusError } from "./post.ts";

/** A second attempt may succeed after these. */
const TRANSIENT = new Set([429, 500, 502, 503]);

export interface OpenaiOptions {
  /** For example http://127.0.0.1:8001/v1. */
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey: string | undefined;
}

/** Your own vLLM, or any server with OpenAI's chat API. */
export function openaiModel({ baseUrl, model, apiKey }: OpenaiOptions): Model {
  const url = new URL(`${baseUrl.replace(/\/+$/, "")}/chat/completions`);
  const client = url.protocol === "https:" ? https : http;
  const agent = new client.Agent({ keepAlive: true });
  const headers = {
    "content-type": "application/json",
    ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
  };
  return {
    name: "openai",
    model,
    prepare: () => Promise.resolve(),
    async call({ body }, signal) {
      try {
        const isTransient = ({ status }: StatusError) => TRANSIENT.has(status);
        return await post({ client, agent, url, headers, body, signal, isTransient });
      } catch (error) {
        throw error instanceof StatusError ? problemOfStatus(error.status, error) : error;
      }
    },
    close: () => agent.destroy(),
  };
}
