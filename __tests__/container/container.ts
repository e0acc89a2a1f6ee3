/** A container that runs as ECS would run it: limits, no capabilities, nothing to write to. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "../../fixtures/loopback.ts";
import type { ContainerStore } from "./store.ts";

const run = promisify(execFile);

export interface ContainerOptions {
  /** Name and tag or digest. */
  readonly image: string;
  /** MB. */
  readonly memory: number;
  readonly cpus: number;
  readonly variables: Readonly<Record<string, string>>;
}

export interface Container extends AsyncDisposable {
  readonly url: string;
  /** Milliseconds from the start of the container to its first 200 of /health. */
  readonly startTime: number;
  /** The process as the host sees it: the text of /proc/PID/status. */
  status(): Promise<string>;
  /** Highest memory use so far in bytes, by the container's own account. */
  peakMemory(): Promise<number>;
  log(): Promise<string>;
  /** Sends SIGTERM and waits. @returns the exit code */
  stop(): Promise<number>;
}

export async function startContainer(store: ContainerStore, options: ContainerOptions): Promise<Container> {
  const podman = async (...args: string[]) => {
    const { stdout, stderr } = await run("podman", args, {
      env: { ...process.env, ...store.environment },
      maxBuffer: 2 ** 26,
    });
    return stdout + stderr;
  };
  const port = await freePort();
  const variables = { ...options.variables, HOST: "127.0.0.1", PORT: String(port) };
  const started = performance.now();
  const [id = ""] = (
    await podman(
      ...[
        "run",
        "--detach",
        "--no-healthcheck",
        "--network",
        "host",
        "--read-only",
        "--read-only-tmpfs=false",
      ],
      ...["--cap-drop", "all", "--security-opt", "no-new-privileges", "--cpus", String(options.cpus)],
      ...["--memory", `${options.memory}m`, "--memory-swap", `${options.memory}m`],
      ...Object.entries(variables).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
      options.image,
    )
  ).split("\n");
  const inspect = async (format: string) => (await podman("inspect", "--format", format, id)).trim();
  const remove = async () => {
    await podman("rm", "--force", "--time", "1", id);
  };

  const url = `http://127.0.0.1:${port}`;
  const healthy = () =>
    fetch(`${url}/health`).then(
      ({ status }) => status === 200,
      () => false,
    );
  while (!(await healthy())) {
    if (performance.now() - started > 60_000 || (await inspect("{{.State.Running}}")) !== "true") {
      const log = await podman("logs", id);
      await remove();
      throw new Error(`The container does not answer /health. Its log:\n${log}`);
    }
    await sleep(20);
  }
  return {
    url,
    startTime: performance.now() - started,
    async status() {
      return readFile(`/proc/${await inspect("{{.State.Pid}}")}/status`, "utf8");
    },
    async peakMemory() {
      const cgroups = await readFile(`/proc/${await inspect("{{.State.Pid}}")}/cgroup`, "utf8");
      const memory = /^\d+:memory:(.*)$/m.exec(cgroups)?.[1];
      const unified = /^0::(.*)$/m.exec(cgroups)?.[1] ?? "";
      const file =
        memory === undefined
          ? `/sys/fs/cgroup${unified}/memory.peak`
          : `/sys/fs/cgroup/memory${memory}/memory.max_usage_in_bytes`;
      return Number(await readFile(file, "utf8"));
    },
    log: () => podman("logs", id),
    async stop() {
      await podman("stop", "--time", "30", id);
      return Number(await inspect("{{.State.ExitCode}}"));
    },
    [Symbol.asyncDispose]: remove,
  };
}
