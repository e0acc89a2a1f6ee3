import { readFileSync } from "node:fs";

/**
 * Bytes of memory that a process holds: its threads, native code and WebAssembly included. Undefined where the system
 * does not tell (anything but Linux), or when the process has ended.
 */
export function memoryOfProcess(id: number): number | undefined {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/status`, "utf8")) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
