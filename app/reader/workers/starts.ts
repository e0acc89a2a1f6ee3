/** Milliseconds over which starts are counted. */
const WINDOW = 60_000;

/** How many processes may be started in a minute, so that files which end them do not keep the machine busy with starts. */
export class Starts {
  readonly #most: number;
  #times: number[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** Milliseconds until another start is allowed; 0 counts as one that happens now. */
  next(now = performance.now()): number {
    this.#times = this.#times.filter((time) => now - time < WINDOW);
    const [oldest = now] = this.#times;
    if (this.#times.length >= this.#most) {
      return oldest + WINDOW - now;
    }
    this.#times.push(now);
    return 0;
  }
}
