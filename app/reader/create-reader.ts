import { rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { CORES_PER_READER } from "../environment.ts";
import { NoSuchPageError, type Reader, UnreadableImageError } from "./reader.ts";
import type { Runtime } from "./runtime.ts";
import { createCodeCache } from "./workers/code-cache.ts";
import { limitsOf } from "./workers/limits.ts";
import type { FileToRead } from "./workers/messages.ts";
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
  const ask = async (file: FileToRead, signal: AbortSignal) => {
    const answer = await pool.read(file, signal);
    if ("unreadable" in answer) {
      throw new UnreadableImageError(answer.unreadable);
    }
    if ("noSuchPage" in answer) {
      throw new NoSuchPageError(answer.noSuchPage);
    }
    if ("failure" in answer) {
      throw answer.failure;
    }
    if ("stopped" in answer) {
      throw signal.reason;
    }
    return answer;
  };
  return {
    async read(picture, request, signal) {
      const answer = await ask({ picture, ...request, maxPages }, signal);
      if ("preview" in answer) {
        throw new Error("the process has shown a page instead of reading the file");
      }
      return answer.reading;
    },
    async preview(picture, page, signal) {
      const answer = await ask({ picture, hints: {}, details: false, maxPages, preview: page }, signal);
      if ("reading" in answer) {
        throw new Error("the process has read the file instead of showing a page");
      }
      return answer.preview;
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
