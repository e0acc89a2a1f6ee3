/**
 * How one piece of work ended: finished, well or not, or to be repeated: after `wait` milliseconds, when online again, or
 * when the server answers again.
 */
export type WorkResult =
  | { readonly kind: "finished" }
  | { readonly kind: "busy"; readonly wait: number }
  | { readonly kind: "offline" }
  | { readonly kind: "unreachable" };

/** Why nothing new begins: until a time of the clock (milliseconds since 1970), or until network or server are back. */
export type Pause =
  | { readonly kind: "busy"; readonly until: number }
  | { readonly kind: "offline" }
  | { readonly kind: "unreachable" };

export interface QueueOptions {
  /** Pieces of work that run at the same time. */
  readonly concurrency: number;
  /** Never rejects; after the signal aborts, its result does not matter. */
  work(id: string, signal: AbortSignal): Promise<WorkResult>;
  /** Resolves when a server that could not be reached answers again. */
  untilReachable(): Promise<void>;
  /** Called when a pause begins or ends. */
  onPause(pause: Pause | undefined): void;
}

/**
 * Does pieces of work in order, several at the same time. When the server is too busy for one of them, all wait as long
 * as it asks; when the server is gone, until it answers; when the network is, until {@link resume}.
 */
export class Queue {
  readonly #options: QueueOptions;
  readonly #waiting: string[] = [];
  readonly #running = new Map<string, AbortController>();
  #pause: Pause | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  add(ids: readonly string[]): void {
    this.#waiting.push(...ids);
    this.#start();
  }

  cancel(id: string): void {
    const index = this.#waiting.indexOf(id);
    if (index < 0 && !this.#running.has(id)) {
      return;
    }
    if (index >= 0) {
      this.#waiting.splice(index, 1);
    }
    this.#running.get(id)?.abort();
    this.#running.delete(id);
    if (this.#waiting.length === 0) {
      this.resume();
    }
    this.#start();
  }

  /** Ends a pause. */
  resume(): void {
    clearTimeout(this.#timer);
    if (this.#pause !== undefined) {
      this.#pause = undefined;
      this.#options.onPause(undefined);
    }
    this.#start();
  }

  #start(): void {
    while (this.#pause === undefined && this.#running.size < this.#options.concurrency) {
      const id = this.#waiting.shift();
      if (id === undefined) {
        return;
      }
      void this.#run(id);
    }
  }

  async #run(id: string): Promise<void> {
    const controller = new AbortController();
    this.#running.set(id, controller);
    const result = await this.#options.work(id, controller.signal);
    if (controller.signal.aborted) {
      return;
    }
    this.#running.delete(id);
    if (result.kind !== "finished") {
      this.#waiting.unshift(id);
      this.#begin(result.kind === "busy" ? { kind: "busy", until: Date.now() + result.wait } : result);
    }
    this.#start();
  }

  #begin(pause: Pause): void {
    if (pause.kind === "unreachable" && this.#pause?.kind === "unreachable") {
      return;
    }
    clearTimeout(this.#timer);
    this.#pause = pause;
    this.#options.onPause(pause);
    if (pause.kind === "busy") {
      this.#timer = setTimeout(() => this.resume(), pause.until - Date.now());
    } else if (pause.kind === "unreachable") {
      void this.#options.untilReachable().then(() => {
        if (this.#pause === pause) {
          this.resume();
        }
      });
    }
  }
}
