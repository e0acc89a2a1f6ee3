import { ReaderUnavailableError } from "../reader.ts";
import type { ReaderAnswer } from "./messages.ts";
import type { ReaderHandle } from "./reader-handle.ts";
import { Starts } from "./starts.ts";

/** Starts in a minute for each process; ending one and loading the models again takes two seconds or more. */
const STARTS_PER_MINUTE = 30;

/** After so many starts in a row that did not load the models there is no hope. */
const MOST_FAILED_STARTS = 3;

/** After so many deadlines without a free process something is wrong that waiting does not mend. */
const DEADLINES_WITHOUT_FREE = 3;

/** Milliseconds that must have passed as well: a short deadline is no reason to give a slow start up. */
const LEAST_WITHOUT_FREE = 120_000;

/** Part of the deadline that a picture may wait, so that time is left to read it. */
const PATIENCE = 0.6;

export interface ReaderPool {
  /**
   * Reads a picture when its turn comes.
   * @throws ReaderUnavailableError when too many wait, the wait is too long, or the process was lost
   * @throws the signal's reason when it is aborted
   */
  read(picture: Uint8Array, signal: AbortSignal): Promise<ReaderAnswer>;
  /** Whether a process has its models loaded. */
  readonly isReady: boolean;
  /** Ends all processes. */
  close(): Promise<void>;
}

export interface ReaderPoolOptions {
  readonly start: () => ReaderHandle;
  /** Processes, each with one picture at a time. */
  readonly size: number;
  /** Pictures that may be read or wait. */
  readonly capacity: number;
  /** Milliseconds that a request may take. */
  readonly deadline: number;
  /** Called once when the processes cannot be brought back. */
  readonly onBroken: (reason: Error) => void;
}

interface Waiting {
  readonly picture: Uint8Array;
  readonly signal: AbortSignal;
  readonly resolve: (answer: ReaderAnswer) => void;
  readonly reject: (reason: unknown) => void;
}

/** Keeps `size` processes running, gives each a picture at a time, and replaces those that end. */
export function createReaderPool({
  start,
  size,
  capacity,
  deadline,
  onBroken,
}: ReaderPoolOptions): ReaderPool {
  const starts = new Starts(size * STARTS_PER_MINUTE + size);
  const running = new Set<ReaderHandle>();
  const loaded = new Set<ReaderHandle>();
  const idle: ReaderHandle[] = [];
  const waiting: Waiting[] = [];
  let busy = 0;
  let failedStarts = 0;
  let lastFree = performance.now();
  let isClosing = false;
  let isBroken = false;

  const mostWithoutFree = Math.max(deadline * DEADLINES_WITHOUT_FREE, LEAST_WITHOUT_FREE);
  const watch = setInterval(() => {
    if (idle.length > 0) {
      lastFree = performance.now();
    }
    if (performance.now() - lastFree > mostWithoutFree) {
      breakDown(new Error("No reader's process has become free for a long time."));
    }
  }, deadline / 5);
  watch.unref();

  for (let count = 0; count < size; count += 1) {
    replace();
  }

  return {
    get isReady() {
      return loaded.size > 0;
    },
    read(picture, signal) {
      signal.throwIfAborted();
      if (isClosing || running.size === 0 || busy + waiting.length >= capacity) {
        throw new ReaderUnavailableError(
          isClosing
            ? "The reader is closed."
            : running.size === 0
              ? "The reader is being started again."
              : "Too many pictures are waiting.",
        );
      }
      return enqueue(picture, signal);
    },
    async close() {
      isClosing = true;
      clearInterval(watch);
      const ended = [...running].map((handle) => handle.ended);
      for (const handle of running) {
        handle.kill();
      }
      await Promise.all(ended);
      rejectWaiting("The reader is closed.");
    },
  };

  function enqueue(picture: Uint8Array, signal: AbortSignal): Promise<ReaderAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<ReaderAnswer>();
    const job: Waiting = { picture, signal, resolve, reject };
    const leave = (reason: unknown) => {
      const place = waiting.indexOf(job);
      if (place >= 0) {
        waiting.splice(place, 1);
      }
      reject(reason);
    };
    const onAbort = () => leave(signal.reason);
    const timer = setTimeout(() => {
      if (waiting.includes(job)) {
        leave(new ReaderUnavailableError("The wait is too long."));
      }
    }, deadline * PATIENCE);
    signal.addEventListener("abort", onAbort, { once: true });
    waiting.push(job);
    assign();
    return promise.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    });
  }

  function assign(): void {
    while (waiting.length > 0 && idle.length > 0) {
      const handle = idle.pop();
      if (!handle?.isUsable) {
        continue;
      }
      const job = waiting.shift();
      if (job !== undefined) {
        void work(handle, job);
      }
    }
  }

  async function work(handle: ReaderHandle, job: Waiting): Promise<void> {
    busy += 1;
    const answer = await handle.read(job.picture, job.signal);
    busy -= 1;
    if (answer === "unseen" && !job.signal.aborted) {
      waiting.unshift(job);
    } else if (answer === "unseen" || answer === "lost") {
      job.reject(new ReaderUnavailableError("The reader's process ended."));
    } else {
      job.resolve(answer);
    }
    free(handle);
  }

  function free(handle: ReaderHandle): void {
    if (!handle.isUsable) {
      assign();
      return;
    }
    lastFree = performance.now();
    idle.push(handle);
    assign();
  }

  function replace(): void {
    if (isClosing || isBroken) {
      return;
    }
    const delay = starts.next();
    if (delay > 0) {
      setTimeout(replace, delay).unref();
      return;
    }
    const handle = start();
    running.add(handle);
    void live(handle);
  }

  /** From the start of a process to its end. */
  async function live(handle: ReaderHandle): Promise<void> {
    if (await handle.ready) {
      failedStarts = 0;
      loaded.add(handle);
      free(handle);
    } else {
      failedStarts += 1;
    }
    await handle.ended;
    running.delete(handle);
    loaded.delete(handle);
    const place = idle.indexOf(handle);
    if (place >= 0) {
      idle.splice(place, 1);
    }
    if (failedStarts >= MOST_FAILED_STARTS) {
      breakDown(new Error(`The reader's process could not be started ${failedStarts} times in a row.`));
    }
    if (failedStarts === 0) {
      replace();
    } else {
      // What passes, such as a lack of file descriptors, gets time to pass.
      setTimeout(replace, failedStarts * 1_000).unref();
    }
    if (running.size === 0) {
      rejectWaiting("The reader is being started again.");
    }
  }

  function rejectWaiting(reason: string): void {
    for (const job of waiting.splice(0)) {
      job.reject(new ReaderUnavailableError(reason));
    }
  }

  function breakDown(reason: Error): void {
    if (isBroken || isClosing) {
      return;
    }
    isBroken = true;
    clearInterval(watch);
    onBroken(reason);
  }
}
