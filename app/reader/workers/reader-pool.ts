import { ReaderUnavailableError } from "../reader.ts";
import { millisecondsForPages } from "./limits.ts";
import type { FileToRead, ReaderAnswer } from "./messages.ts";
import type { ReaderHandle } from "./reader-handle.ts";
import { Starts } from "./starts.ts";
import { WaitingLine, type WaitingPicture } from "./waiting-line.ts";

/** Starts in a minute for each process; ending one and loading the models again takes two seconds or more. */
const STARTS_PER_MINUTE = 30;

/** After so many starts in a row that did not load the models there is no hope. */
const MOST_FAILED_STARTS = 3;

/** After so many deadlines without a free process something is wrong that waiting does not mend. */
const DEADLINES_WITHOUT_FREE = 3;

/** Milliseconds that must have passed as well: a short deadline is no reason to give a slow start up. */
const LEAST_WITHOUT_FREE = 120_000;

/** Part of the capacity from which on previews are refused, so that they take no place from what is to be read. */
const PREVIEWS = 0.5;

/** Part of the deadline that a picture may wait, so that time is left to read it. */
const PATIENCE = 0.6;

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

/** Keeps `size` processes running, gives each a picture at a time, and replaces those that end. */
export class ReaderPool {
  readonly #options: ReaderPoolOptions;
  readonly #starts: Starts;
  readonly #line: WaitingLine;
  readonly #running = new Set<ReaderHandle>();
  /** Of the running ones, those whose models are loaded, and of these those without a picture. */
  readonly #loaded = new Set<ReaderHandle>();
  readonly #idle = new Set<ReaderHandle>();
  readonly #watch: NodeJS.Timeout;
  #state: "open" | "broken" | "closed" = "open";
  #busy = 0;
  #failedStarts = 0;
  #lastFree = performance.now();

  constructor(options: ReaderPoolOptions) {
    const { size, deadline } = options;
    this.#options = options;
    this.#starts = new Starts(size + size * STARTS_PER_MINUTE);
    this.#line = new WaitingLine(deadline * PATIENCE);
    this.#watch = setInterval(() => this.#lookForFree(), deadline / 5).unref();
    for (let count = 0; count < size; count += 1) {
      this.#replace();
    }
  }

  /** Whether a process has its models loaded. */
  get isReady(): boolean {
    return this.#loaded.size > 0;
  }

  /**
   * Reads a picture when its turn comes.
   * @throws ReaderUnavailableError when too many wait, the wait is too long, or the process was lost
   * @throws the signal's reason when it is aborted
   */
  async read(file: FileToRead, signal: AbortSignal): Promise<ReaderAnswer> {
    signal.throwIfAborted();
    if (this.#state === "closed") {
      throw new ReaderUnavailableError("The reader is closed.");
    }
    if (this.#running.size === 0) {
      throw new ReaderUnavailableError("The reader is being started again.");
    }
    const capacity = this.#options.capacity * (file.preview === undefined ? 1 : PREVIEWS);
    if (this.#busy + this.#line.length >= capacity) {
      throw new ReaderUnavailableError("Too many pictures are waiting.");
    }
    return this.#line.join(file, signal, () => this.#assign());
  }

  /** Ends all processes at once. */
  async close(): Promise<void> {
    this.#state = "closed";
    clearInterval(this.#watch);
    const ended = [...this.#running].map((handle) => handle.ended);
    for (const handle of this.#running) {
      handle.kill();
    }
    await Promise.all(ended);
    this.#line.refuseAll("The reader is closed.");
  }

  #assign(): void {
    for (const handle of this.#idle) {
      const waiting = this.#line.length > 0 && handle.isUsable ? this.#line.next() : undefined;
      if (waiting !== undefined) {
        this.#idle.delete(handle);
        void this.#work(handle, waiting);
      }
    }
  }

  async #work(handle: ReaderHandle, waiting: WaitingPicture): Promise<void> {
    this.#busy += 1;
    const { file, progress, since } = waiting;
    const milliseconds = millisecondsForPages(this.#options.deadline, performance.now() - since);
    const outcome = await handle.read({ ...file, milliseconds, progress }, waiting.signal);
    this.#busy -= 1;
    if (outcome === "unseen" && !waiting.signal.aborted) {
      this.#line.putBack(waiting);
    } else if (outcome === "unseen" || outcome === "lost") {
      waiting.reject(new ReaderUnavailableError("The reader's process ended."));
    } else if ("progress" in outcome) {
      waiting.progress = outcome.progress;
      this.#line.putBack(waiting);
    } else {
      waiting.resolve(outcome);
    }
    if (handle.isWorn) {
      handle.kill();
    }
    this.#free(handle);
  }

  #free(handle: ReaderHandle): void {
    if (handle.isUsable) {
      this.#lastFree = performance.now();
      this.#idle.add(handle);
    }
    this.#assign();
  }

  #replace(): void {
    if (this.#state !== "open") {
      return;
    }
    const delay = this.#starts.next();
    if (delay > 0) {
      setTimeout(() => this.#replace(), delay).unref();
      return;
    }
    const handle = this.#options.start();
    this.#running.add(handle);
    void this.#live(handle);
  }

  /** From the start of a process to its end. */
  async #live(handle: ReaderHandle): Promise<void> {
    if (await handle.ready) {
      this.#failedStarts = 0;
      this.#loaded.add(handle);
      this.#free(handle);
    } else {
      this.#failedStarts += 1;
    }
    await handle.ended;
    for (const handles of [this.#running, this.#loaded, this.#idle]) {
      handles.delete(handle);
    }
    if (this.#failedStarts >= MOST_FAILED_STARTS) {
      this.#breakDown(
        new Error(`The reader's process could not be started ${this.#failedStarts} times in a row.`),
      );
    }
    if (this.#failedStarts === 0) {
      this.#replace();
    } else {
      // What passes, such as a lack of file descriptors, gets time to pass.
      setTimeout(() => this.#replace(), this.#failedStarts * 1_000).unref();
    }
    if (this.#running.size === 0) {
      this.#line.refuseAll("The reader is being started again.");
    }
  }

  #lookForFree(): void {
    const now = performance.now();
    if (this.#idle.size > 0) {
      this.#lastFree = now;
    }
    const most = Math.max(this.#options.deadline * DEADLINES_WITHOUT_FREE, LEAST_WITHOUT_FREE);
    if (now - this.#lastFree > most) {
      this.#breakDown(new Error("No reader's process has become free for a long time."));
    }
  }

  #breakDown(reason: Error): void {
    if (this.#state === "open") {
      this.#state = "broken";
      clearInterval(this.#watch);
      this.#options.onBroken(reason);
    }
  }
}
