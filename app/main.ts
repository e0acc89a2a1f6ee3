import { createEngine } from "./engines/create-engine.ts";
import { type Environment, EnvironmentError, parseEnvironment } from "./environment.ts";
import { createApp } from "./http/app.ts";
import { type Listening, listen } from "./http/listen.ts";
import { UploadTurns } from "./http/upload-turns.ts";
import { logTo } from "./log.ts";

const log = logTo(process.stdout);
const environment = readEnvironment();
const { HOST, PORT, DEADLINE_MS, KEEP_ALIVE_MS } = environment;
const engine = await createEngine(environment, endBroken).catch(failBecause);
const turns = new UploadTurns();
const app = createApp({ engine, environment, turns, log });
const listening = await listen(app, {
  host: HOST,
  port: PORT,
  deadline: DEADLINE_MS,
  keepAlive: KEEP_ALIVE_MS,
  turns,
}).catch((error: NodeJS.ErrnoException) =>
  fail(
    error.code === "EADDRINUSE"
      ? `Port ${PORT} is in use. Choose another one, for example PORT=${PORT + 1}.`
      : `Cannot listen on ${HOST}:${PORT}: ${error.message}`,
  ),
);
let stopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => stop(signal));
}
announce(listening);
await engine.prepare();

function readEnvironment(): Environment {
  try {
    return parseEnvironment(process.env);
  } catch (error) {
    return failBecause(error);
  }
}

function failBecause(error: unknown): never {
  if (error instanceof EnvironmentError) {
    fail(error.message);
  }
  throw error;
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  if (stopping) {
    // A second Ctrl-C is impatience; a second SIGTERM is an orchestrator that repeats itself.
    if (signal === "SIGINT") {
      process.exit(130);
    }
    return;
  }
  stopping = true;
  log("info", { message: `${signal}: finishing the requests in flight` });
  await listening.drain();
  await engine.close();
  process.exit(0);
}

/** The readers cannot be brought back: whoever runs the container starts another. */
function endBroken({ message }: Error): void {
  log("error", { message });
  process.exit(1);
}

function announce({ port }: Listening): void {
  const host = HOST === "127.0.0.1" || HOST === "0.0.0.0" || HOST === "::" ? "localhost" : HOST;
  const message = `Reading receipts at http://${host}:${port} (engine: ${engine.name})`;
  log("info", { message: process.stdout.isTTY ? `${message}. Ctrl-C stops it.` : message });
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
