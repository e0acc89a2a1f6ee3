import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A group of processes that may have so much memory together, the kernel's way. Needs root. */
export interface MemoryLimit {
  /** A shell command that puts its own shell into the group. */
  readonly enter: string;
  /** Processes that the kernel ended because there was no more memory. */
  ended(): number;
  /** When its processes have ended. */
  remove(): Promise<void>;
}

const VERSION_1 = "/sys/fs/cgroup/memory";
const VERSION_2 = "/sys/fs/cgroup";
let made = 0;

/** Undefined where the machine does not allow it. */
export function limitMemory(bytes: number): MemoryLimit | undefined {
  const isVersion1 = existsSync(`${VERSION_1}/memory.limit_in_bytes`);
  const group = `${isVersion1 ? VERSION_1 : VERSION_2}/hostile-${process.pid}-${made++}`;
  try {
    mkdirSync(group);
    writeFileSync(`${group}/${isVersion1 ? "memory.limit_in_bytes" : "memory.max"}`, String(bytes));
  } catch {
    return undefined;
  }
  const counts = `${group}/${isVersion1 ? "memory.oom_control" : "memory.events"}`;
  return {
    enter: `echo $$ > ${group}/cgroup.procs`,
    ended: () => Number(/^oom_kill (\d+)/m.exec(readFileSync(counts, "utf8"))?.[1] ?? 0),
    async remove() {
      for (let tries = 0; tries < 50; tries++) {
        try {
          rmdirSync(group);
          return;
        } catch {
          await sleep(20); // the kernel lets go of the last process a moment later
        }
      }
    },
  };
}
