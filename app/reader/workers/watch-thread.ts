/**
 * Runs in a thread of a reader's process, and ends the process when nobody else does: its main thread hears nothing while
 * a file keeps it busy, and the API sees nothing while requests keep that busy.
 */
import { rmSync } from "node:fs";
import { workerData } from "node:worker_threads";

/** Milliseconds between two looks. */
const LOOK_EVERY = 20;

/** The API ends a process that is above its limit, and says so to who sent the file; this is for when it does not. */
const MORE = 1.1;

const limit: number = MORE * workerData;
const api = process.ppid;
setInterval(() => {
  if (process.ppid !== api) {
    leave();
  } else if (process.memoryUsage.rss() > limit) {
    process.kill(process.pid, "SIGKILL");
  }
}, LOOK_EVERY);

/** The API was killed, and left this process and the code that it compiled. */
function leave(): void {
  const { NODE_COMPILE_CACHE } = process.env;
  if (NODE_COMPILE_CACHE !== undefined) {
    rmSync(NODE_COMPILE_CACHE, { recursive: true, force: true });
  }
  process.kill(process.pid, "SIGKILL");
}
