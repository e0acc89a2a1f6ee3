import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import http from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The task size of the article: 0.25 vCPU and 512 MB. */
export const TASK = { cpus: 0.25, bytes: 512 * 1024 * 1024 };

const CGROUPS = "/sys/fs/cgroup";

/** Ticks of /proc/PID/stat in a second. */
const TICKS = 100;

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface StartOptions {
  readonly port: number;
  /** Limits, by its own cgroup (version 1); they need root. */
  readonly limits?: typeof TASK;
  /** Core to run on; any unless given. */
  readonly core?: number;
}

/** Whether processes can be limited on this machine. */
export function canLimit(): boolean {
  try {
    const group = join(CGROUPS, "memory", `bench-probe-${process.pid}`);
    mkdirSync(group);
    readFileSync(join(group, "memory.limit_in_bytes"));
    rmdirSync(group);
    return true;
  } catch {
    return false;
  }
}

/** A server under measurement. */
export class ServerProcess {
  readonly port: number;
  /** Milliseconds from the start of the process to the first 200 of /health. */
  readonly startTime: number;
  readonly #child: ChildProcess;
  readonly #groups: readonly string[];

  private constructor(child: ChildProcess, port: number, groups: readonly string[], startTime: number) {
    this.#child = child;
    this.port = port;
    this.#groups = groups;
    this.startTime = startTime;
  }

  /** Starts the server and waits until it answers. */
  static async start(
    { file, args, env }: Command,
    { port, limits, core }: StartOptions,
  ): Promise<ServerProcess> {
    const groups = limits === undefined ? [] : makeGroups(limits);
    const enter = groups.map((group) => `echo $$ > ${group}/cgroup.procs && `).join("");
    const pin = core === undefined ? "" : `taskset -c ${core} `;
    const started = performance.now();
    const child = spawn("sh", ["-c", `${enter}exec ${pin}"$0" "$@"`, file, ...args], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ["ignore", "ignore", "inherit"],
    });
    while (!(await isHealthy(port))) {
      if (child.exitCode !== null || performance.now() - started > 60_000) {
        throw new Error(`${file} ${args.join(" ")} did not start`);
      }
      await sleep(5);
    }
    return new ServerProcess(child, port, groups, performance.now() - started);
  }

  /** Seconds of CPU so far, of all its threads. */
  cpuSeconds(): number {
    const [, fields = ""] = readFileSync(`/proc/${this.#child.pid}/stat`, "utf8").split(") ");
    const [userTicks, systemTicks] = fields.split(" ").slice(11, 13).map(Number);
    return ((userTicks ?? 0) + (systemTicks ?? 0)) / TICKS;
  }

  /** Peak memory of its cgroup, with socket buffers and cached files; without limits, of the process alone. */
  peakBytes(): number {
    const memory = this.#groups.find((group) => group.startsWith(join(CGROUPS, "memory")));
    if (memory !== undefined) {
      return Number(readFileSync(join(memory, "memory.max_usage_in_bytes"), "utf8"));
    }
    const [, kilobytes] =
      /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${this.#child.pid}/status`, "utf8")) ?? [];
    return Number(kilobytes) * 1024;
  }

  /** Bytes of the process that are in memory now. */
  residentBytes(): number {
    const [, kilobytes] =
      /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.#child.pid}/status`, "utf8")) ?? [];
    return Number(kilobytes) * 1024;
  }

  /** Whether it still runs: the kernel ends what exceeds its memory. */
  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async stop(): Promise<void> {
    if (this.alive) {
      this.#child.kill("SIGKILL");
      await once(this.#child, "exit");
    }
    for (const group of this.#groups) {
      for (let tries = 0; tries < 50; tries++) {
        try {
          rmdirSync(group);
          break;
        } catch {
          await sleep(20); // the kernel releases the last process a moment later
        }
      }
    }
  }
}

let groupsMade = 0;

function makeGroups({ cpus, bytes }: typeof TASK): string[] {
  const name = `bench-api-${process.pid}-${groupsMade++}`;
  const [cpu, memory] = [join(CGROUPS, "cpu", name), join(CGROUPS, "memory", name)];
  mkdirSync(cpu);
  mkdirSync(memory);
  writeFileSync(join(cpu, "cpu.cfs_period_us"), "100000");
  writeFileSync(join(cpu, "cpu.cfs_quota_us"), String(cpus * 100_000));
  writeFileSync(join(memory, "memory.limit_in_bytes"), String(bytes));
  return [cpu, memory];
}

function isHealthy(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    http
      .get({ port, host: "127.0.0.1", path: "/health", agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      })
      .on("error", () => resolve(false));
  });
}
