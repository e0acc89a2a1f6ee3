import { readdirSync, readFileSync } from "node:fs";

/** Of a process, as /proc says it. */
interface Running {
  readonly pid: number;
  readonly parent: number;
}

/** A process and all that it has started, directly or not. Linux only. */
export function processTree(root: number): number[] {
  const running = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): Running[] => {
      // The name of the program, in brackets, may contain anything.
      const [, fields] = /.*\) (.*)/s.exec(read(`/proc/${name}/stat`)) ?? [];
      return fields === undefined ? [] : [{ pid: Number(name), parent: Number(fields.split(" ")[1]) }];
    });
  const tree = [root];
  for (const pid of tree) {
    tree.push(...running.filter(({ parent }) => parent === pid).map((child) => child.pid));
  }
  return tree;
}

/** Bytes of these processes that are in memory, shared ones as often as they are shared. */
export function residentBytes(pids: readonly number[]): number {
  return pids.reduce(
    (sum, pid) => sum + 1024 * Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0),
    0,
  );
}

/** Empty when the process has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
