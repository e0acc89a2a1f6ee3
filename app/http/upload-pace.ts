/** Milliseconds after which an upload that makes no progress may lose its memory to others. */
export const STALL = 500;

/** How fast an upload comes in. */
export class UploadPace {
  /** Bytes that an upload of the least pace receives in the time of a stall. */
  readonly #quantum: number;
  #received = 0;
  #since = performance.now();

  /** @param leastRate bytes a second that count as progress */
  constructor(leastRate: number) {
    this.#quantum = (leastRate * STALL) / 1000;
  }

  received(bytes: number): void {
    this.#received += bytes;
    if (this.#received >= this.#quantum) {
      this.#received = 0;
      this.#since = performance.now();
    }
  }

  /** Milliseconds since the upload last made progress. One at the least rate makes some within a stall. */
  get stalledFor(): number {
    return performance.now() - this.#since;
  }
}
