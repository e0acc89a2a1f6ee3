/** The servers that are compared, and the stand-in for the model that they call. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { pythonEnvironment } from "../../tools/python/environment.ts";
import { load, uploadOf } from "./load.ts";
import { type Command, ServerProcess, TASK } from "./server-process.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Where the bundle of the cloud image is made. */
export const BUNDLE = path("../../dist/cloud");

const MODEL_PORT = 18_200;
const MODEL = `http://127.0.0.1:${MODEL_PORT}`;

const environment = {
  AWS_REGION: "us-west-2",
  AWS_DEFAULT_REGION: "us-west-2",
  AWS_ACCESS_KEY_ID: "bench",
  AWS_SECRET_ACCESS_KEY: "bench",
  AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: MODEL,
  PYTHONDONTWRITEBYTECODE: "",
};

export const SERVERS = ["ours", "article", "threads", "floor"] as const;
export type ServerName = (typeof SERVERS)[number];

let nextPort = MODEL_PORT + 1;
export const freshPort = (): number => nextPort++;

/** How to start each of them. The first call makes the Python environment of the article's app. */
export async function commands(port: number): Promise<Record<ServerName, Command>> {
  const python = await pythonEnvironment(path("requirements.txt"));
  const node = process.execPath;
  const uvicorn = [
    "-m",
    "uvicorn",
    "article_app:app",
    "--app-dir",
    import.meta.dirname,
    "--port",
    String(port),
    "--log-level",
    "warning",
  ];
  const ours = { ...environment, EXTRACTOR: "sagemaker", PORT: String(port), NODE_ENV: "production" };
  return {
    ours: { file: node, args: [`${BUNDLE}/main.js`], env: ours },
    article: { file: python, args: uvicorn, env: environment },
    threads: { file: python, args: uvicorn, env: { ...environment, THREADS: "1" } },
    floor: { file: node, args: [path("floor.ts"), String(port), MODEL], env: environment },
  };
}

export async function startServer(
  name: ServerName,
  options: { limits?: typeof TASK; core?: number } = {},
): Promise<ServerProcess> {
  const port = freshPort();
  return ServerProcess.start((await commands(port))[name], { port, ...options });
}

/** With the limits of a task, after one request: tasks get traffic some seconds after their start. */
export async function startWarm(name: ServerName): Promise<ServerProcess> {
  const server = await startServer(name, { limits: TASK });
  await load({ port: server.port, body: uploadOf(1_000), clients: 1, requests: 1 });
  return server;
}

/** Starts the stand-in for the model on the other core. */
export async function startModel(): Promise<ChildProcess> {
  const script = path("model-stand-in.ts");
  const model = spawn("taskset", ["-c", "1", process.execPath, script, String(MODEL_PORT)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(model.stdout, "data");
  return model;
}

/** @param delay milliseconds */
export async function modelAnswersIn(delay: number): Promise<void> {
  await fetch(`${MODEL}/behaviour`, { method: "PUT", body: JSON.stringify({ name: "ok", delay }) });
}
