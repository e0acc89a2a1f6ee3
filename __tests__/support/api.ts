import { createEngine } from "../../app/engines/create-engine.ts";
import type { Engine } from "../../app/engines/engine.ts";
import { engineOfReader } from "../../app/engines/local.ts";
import { parseEnvironment } from "../../app/environment.ts";
import { createApp } from "../../app/http/app.ts";
import { listen } from "../../app/http/listen.ts";
import { UploadTurns } from "../../app/http/upload-turns.ts";
import type { LogEntry } from "../../app/log.ts";
import type { Reader } from "../../app/reader/reader.ts";
import { fileOf, READING } from "./reading.ts";

/** The local engine with a scripted reader instead of the networks. */
export function scriptedEngine(read: Reader["read"] = async () => fileOf(READING)): Engine {
  return engineOfReader(
    () => ({ read, preview: async () => new Uint8Array([0xff, 0xd8]), isReady: true, close: async () => {} }),
    2,
  );
}

export interface RunningApi {
  readonly url: string;
  readonly port: number;
  /** Lines of the log so far. */
  readonly log: LogEntry[];
  close(): Promise<void>;
}

/** The real app on a loopback port, with these environment variables. */
export async function startApi(variables: Record<string, string>, engine?: Engine): Promise<RunningApi> {
  const environment = parseEnvironment(variables);
  const used = engine ?? (await createEngine(environment));
  await used.prepare();
  const log: LogEntry[] = [];
  const turns = new UploadTurns();
  const app = createApp({ engine: used, environment, turns, log: (_level, entry) => log.push(entry) });
  const listening = await listen(app, {
    host: "127.0.0.1",
    port: 0,
    deadline: environment.DEADLINE_MS,
    keepAlive: environment.KEEP_ALIVE_MS,
    turns,
  });
  return {
    url: `http://127.0.0.1:${listening.port}`,
    port: listening.port,
    log,
    async close() {
      const drained = listening.drain();
      listening.server.closeAllConnections();
      await drained;
      await used.close();
    },
  };
}

/** Environment of an engine that talks to the stand-in. For SageMaker the SDK's own variables are set as well. */
export function remoteVariables(engine: "sagemaker" | "openai", modelUrl: string): Record<string, string> {
  process.env.AWS_REGION = "us-west-2";
  process.env.AWS_ACCESS_KEY_ID = "test";
  process.env.AWS_SECRET_ACCESS_KEY = "test";
  process.env.AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME = modelUrl;
  return { EXTRACTOR: engine, OPENAI_BASE_URL: `${modelUrl}/v1`, OPENAI_API_KEY: "key" };
}

/** Posts a picture as browsers do. */
export function post(url: string, file: Uint8Array, init: RequestInit = {}, query = ""): Promise<Response> {
  return fetch(`${url}/predict${query}`, { method: "POST", body: form(file), ...init });
}

export function form(file: Uint8Array, field = "file"): FormData {
  const data = new FormData();
  data.append(field, new Blob([new Uint8Array(file)]), "receipt.jpg");
  return data;
}
