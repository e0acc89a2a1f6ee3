import { Worker } from "node:worker_threads";
import { ReaderUnavailableError } from "../reader.ts";
import type { WorkerMessage, WorkerSettings } from "./messages.ts";

/** Workers make few objects and large arrays outside of the heap, which a small heap of new objects lets go sooner. */
const LIMITS = { maxYoungGenerationSizeMb: 1 };

export interface WorkerPool<Request, Answer> {
  /** @throws ReaderUnavailableError when too many requests wait, or the worker died */
  run(request: Request, signal?: AbortSignal): Promise<Answer>;
  /** Lets running and waiting requests finish. */
  close(): Promise<void>;
}

interface Job<Request, Answer> {
  readonly request: Request;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

export interface PoolOptions {
  readonly file: URL;
  readonly settings: WorkerSettings;
  /** Workers, each with one request at a time. */
  readonly size: number;
  /** Requests that may run or wait. */
  readonly capacity: number;
}

/**
 * Starts the workers. One that dies costs its request only: the next request starts another.
 *
 * A running worker is never terminated, not even when nobody wants its answer any more: the native runtime answers that
 * with the end of the whole process. This is why the pools on npm, which terminate, do not serve here.
 */
export function createWorkerPool<Request, Answer>({
  file,
  settings,
  size,
  capacity,
}: PoolOptions): WorkerPool<Request, Answer> {
  const idle: Worker[] = [];
  const running = new Map<Worker, Job<Request, Answer>>();
  const waiting: Job<Request, Answer>[] = [];
  const finished = new Set<() => void>();
  let closing = false;
  // With this variable of `node --watch` a thread sends each module that it imports as a message, as if it answered.
  const { WATCH_REPORT_DEPENDENCIES: _, ...env } = process.env;

  function start(): Worker {
    const worker = new Worker(file, { workerData: settings, env, stdout: true, resourceLimits: LIMITS });
    // Standard output belongs to the log of the process, and libheif writes there when a file is damaged.
    worker.stdout.resume();
    worker.on("message", (answer: Answer) => {
      running.get(worker)?.resolve(answer);
      running.delete(worker);
      idle.push(worker);
      assign();
    });
    worker.on("error", (cause) => {
      running.get(worker)?.reject(new ReaderUnavailableError("The reader failed.", { cause }));
    });
    worker.on("exit", () => {
      running.get(worker)?.reject(new ReaderUnavailableError("The reader stopped."));
      running.delete(worker);
      idle.splice(0, Infinity, ...idle.filter((other) => other !== worker));
      assign();
    });
    return worker;
  }

  function assign(): void {
    while (waiting.length > 0 && running.size < size) {
      const job = waiting.shift();
      if (job !== undefined) {
        const worker = idle.pop() ?? start();
        running.set(worker, job);
        worker.postMessage(job.request satisfies WorkerMessage<Request>);
      }
    }
    if (running.size === 0) {
      for (const finish of finished) {
        finish();
      }
    }
  }

  idle.push(...Array.from({ length: size }, start));

  return {
    run(request, signal) {
      signal?.throwIfAborted();
      if (closing || running.size + waiting.length >= capacity) {
        throw new ReaderUnavailableError(
          closing ? "The reader is closed." : "Too many pictures are waiting.",
        );
      }
      const { promise, resolve, reject } = Promise.withResolvers<Answer>();
      const job = { request, resolve, reject };
      const abort = () => {
        waiting.splice(0, Infinity, ...waiting.filter((other) => other !== job));
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort, { once: true });
      waiting.push(job);
      assign();
      return promise.finally(() => signal?.removeEventListener("abort", abort));
    },

    async close() {
      closing = true;
      if (running.size > 0) {
        await new Promise<void>((finish) => finished.add(finish));
      }
      await Promise.all(
        idle.map((worker) => {
          worker.postMessage("end" satisfies WorkerMessage<Request>);
          return new Promise((resolve) => worker.once("exit", resolve));
        }),
      );
    },
  };
}
