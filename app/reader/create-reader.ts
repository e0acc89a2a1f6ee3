import { rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { CORES_PER_READER } from "../environment.ts";
import { type Reader, UnreadableImageError } from "./reader.ts";
import type { Runtime } from "./runtime.ts";
import { createCodeCache } from "./workers/code-cache.ts";
import { limitsOf } from "./workers/limits.ts";
import { ReaderHandle } from "./workers/reader-handle.ts";
import { ReaderPool } from "./workers/reader-pool.ts";

/** Pictures that may be read or wait for each process: at a second each, the last is read within the API's deadline. */
const PICTURES_PER_PROCESS = 16;

export interface ReaderOptions {
  /** Milliseconds that a request may take. */
  readonly deadline: number;
  /** Processes that read, each with one picture at a time. */
  readonly processes: number;
  /** Pages of a file that are read at most. */
  readonly maxPages: number;
  /** Bytes of memory that each of them may hold. */
  readonly memory: number;
  /** Called once when the processes cannot be brought back. */
  readonly onBroken: (reason: Error) => void;
  /** What computes; the best that is installed by default. */
  readonly runtime?: Runtime["name"];
  /** The module that the processes run; app/reader/workers/reader-process.ts by default. */
  readonly file?: URL;
}

/** Starts the processes, which load the models at once, and returns without waiting for them. */
export function createReader({
  deadline,
  processes,
  maxPages,
  memory,
  onBroken,
  runtime,
  file = new URL("./workers/reader-process.ts", import.meta.url),
}: ReaderOptions): Reader {
  const threads = Math.min(availableParallelism(), CORES_PER_READER);
  const limits = limitsOf(deadline, memory);
  const codeCache = createCodeCache();
  const pool = new ReaderPool({
    start: () => new ReaderHandle({ file, threads, runtime, limits, codeCache }),
    size: processes,
    capacity: processes * PICTURES_PER_PROCESS,
    deadline,
    onBroken,
  });
  return {
    async read(picture, hints, signal) {
      const answer = await pool.read({ picture, hints, maxPages }, signal);
      if ("unreadable" in answer) {
        throw new UnreadableImageError(answer.unreadable);
      }
      if ("failure" in answer) {
        throw answer.failure;
      }
      if ("stopped" in answer) {
        throw signal.reason;
      }
      return answer.reading;
    },
    get isReady() {
      return pool.isReady;
    },
    async close() {
      await pool.close();
      if (codeCache !== undefined) {
        await rm(codeCache, { recursive: true, force: true });
      }
    },
  };
}
