import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { limitMemory } from "./memory-limit.ts";
import { processTree, residentBytes } from "./process-tree.ts";

/** The memory of the smallest task that the local engine is meant for. */
export const TASK_BYTES = 2 * 1024 ** 3;

/** Milliseconds between looks at the memory. */
const LOOK_EVERY = 50;

export interface ServiceOptions {
  /** The checkout; this one by default. */
  readonly project?: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** Bytes that its processes may have together; {@link TASK_BYTES} by default. */
  readonly memory?: number;
}

/** The API with all its processes, as a container has them. */
export interface Service {
  readonly url: string;
  readonly port: number;
  /** Where the kernel bounds the memory. Elsewhere all is ended when the looks see more. */
  readonly isLimited: boolean;
  /** Most bytes that its processes had together since the last call. */
  peak(): number;
  /** Whether it runs and none of its processes was ended for want of memory. */
  readonly alive: boolean;
  signal(name: NodeJS.Signals): void;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Ends what still runs. */
  stop(): Promise<void>;
}

/** Starts the API and waits until it has read a first picture, since models load in the background. */
export async function startService(
  warmUp: (url: string) => Promise<boolean>,
  {
    project = fileURLToPath(new URL("../../", import.meta.url)),
    variables = {},
    memory = TASK_BYTES,
  }: ServiceOptions = {},
): Promise<Service> {
  const limit = limitMemory(memory);
  const port = await freePort();
  const enter = limit === undefined ? "" : `${limit.enter} && `;
  const child = spawn("sh", ["-c", `${enter}exec "$0" app/main.ts`, process.execPath], {
    cwd: project,
    env: { PATH: process.env.PATH, MALLOC_ARENA_MAX: "1", PORT: String(port), ...variables },
    stdio: ["ignore", "ignore", "pipe"],
  });
  child.stderr?.resume();
  const ended = once(child, "close").then(([code, signal]): number | string => code ?? signal);
  const pid = child.pid ?? 0;
  let tree = [pid];
  let peak = 0;
  let overdrawn = false;
  const looking = setInterval(() => {
    tree = processTree(pid);
    const bytes = residentBytes(tree);
    peak = Math.max(peak, bytes);
    if (bytes > 1.5 * memory) {
      overdrawn = true;
      endAll(tree);
    }
  }, LOOK_EVERY);
  const endWithUs = () => endAll(processTree(pid));
  process.once("exit", endWithUs);
  const service: Service = {
    url: `http://127.0.0.1:${port}`,
    port,
    isLimited: limit !== undefined,
    peak() {
      const most = peak;
      peak = 0;
      return most;
    },
    get alive() {
      return !hasEnded(child) && !overdrawn && (limit?.ended() ?? 0) === 0;
    },
    signal: (name) => child.kill(name),
    ended,
    async stop() {
      clearInterval(looking);
      process.off("exit", endWithUs);
      endAll(processTree(pid));
      await ended;
      await limit?.remove();
    },
  };
  for (let tries = 0; tries < 120; tries++) {
    if (await warmUp(service.url).catch(() => false)) {
      return service;
    }
    if (hasEnded(child)) {
      break;
    }
    await sleep(250);
  }
  await service.stop();
  throw new Error(`the API of ${project} did not start`);
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/** The first one first: it would start the others again. */
function endAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // has ended meanwhile
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
