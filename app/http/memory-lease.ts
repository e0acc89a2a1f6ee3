/**
 * The memory of one upload. It gives itself back at the end of its scope:
 *
 *     using lease = await memory.lease(bytes, patience, signal);
 */
export class MemoryLease implements Disposable {
  readonly slab: Buffer;
  readonly #giveBack: (slab: Buffer, mayBeReused: boolean) => void;
  #state: "held" | "lent" | "given back" = "held";

  constructor(slab: Buffer, giveBack: (slab: Buffer, mayBeReused: boolean) => void) {
    this.slab = slab;
    this.#giveBack = giveBack;
  }

  /**
   * Lends the slab to work that reads from it. Only its success says that it no longer does: a write that was cut off,
   * or a reader that nobody waits for, may still read. Therefore the slab of work that fails, or that has not ended when
   * the lease ends, is never used again.
   */
  async lend<Result>(work: (slab: Buffer) => Promise<Result>): Promise<Result> {
    this.#state = "lent";
    const result = await work(this.slab);
    if (this.#state === "lent") {
      this.#state = "held";
    }
    return result;
  }

  [Symbol.dispose](): void {
    if (this.#state !== "given back") {
      const mayBeReused = this.#state === "held";
      this.#state = "given back";
      this.#giveBack(this.slab, mayBeReused);
    }
  }
}
