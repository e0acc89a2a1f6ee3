import "./no-telemetry.ts";
import { availableParallelism } from "node:os";
import { type Reader, UnreadableImageError } from "./reader.ts";
import type { Runtime } from "./runtime.ts";
import type { WorkerAnswer } from "./workers/messages.ts";
import { createWorkerPool } from "./workers/worker-pool.ts";

/** Two cores share one picture at nearly full use, and each worker has a copy of the models in memory. */
const CORES_PER_WORKER = 2;

/** Pictures that may run or wait for each worker: at a second each, the last is read within the API's deadline. */
const PICTURES_PER_WORKER = 16;

export interface ReaderOptions {
  /** What computes; the best that is installed by default. */
  readonly runtime?: Runtime["name"];
  /** The module that the workers run; app/reader/workers/worker.ts by default. */
  readonly worker?: URL;
}

/** Starts the workers, which load the models at once, and returns without waiting for them. */
export function createReader({
  runtime,
  worker = new URL("./workers/worker.ts", import.meta.url),
}: ReaderOptions = {}): Reader {
  const cores = availableParallelism();
  const threads = Math.min(cores, CORES_PER_WORKER);
  const size = Math.ceil(cores / threads);
  const pool = createWorkerPool<Uint8Array, WorkerAnswer>({
    file: worker,
    settings: { threads, runtime },
    size,
    capacity: size * PICTURES_PER_WORKER,
  });
  return {
    async read(image, signal) {
      const answer = await pool.run(image, signal);
      if ("unreadable" in answer) {
        throw new UnreadableImageError(answer.unreadable);
      }
      if ("failure" in answer) {
        throw answer.failure;
      }
      return answer.reading;
    },
    close: () => pool.close(),
  };
}
