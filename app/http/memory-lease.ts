import type { UploadPace } from "./upload-pace.ts";

/** The client's side of an upload, while its memory is filled. */
export interface Receiving {
  readonly pace: UploadPace;
  /** Whether the client is what the upload waits for, not this process. */
  isClientsTurn(): boolean;
  /** Ends the upload, so that its lease ends. */
  stop(): void;
}

/**
 * The memory of one upload. It gives itself back at the end of its scope:
 *
 *     using lease = await memory.lease(bytes, patience, signal);
 */
export class MemoryLease implements Disposable {
  readonly slab: Buffer;
  /** Set while the upload is received: the memory may then be taken away. */
  receiving: Receiving | undefined;
  readonly #giveBack: (lease: MemoryLease, mayBeReused: boolean) => void;
  #state: "held" | "lent" | "given back" = "held";

  constructor(slab: Buffer, giveBack: (lease: MemoryLease, mayBeReused: boolean) => void) {
    this.slab = slab;
    this.#giveBack = giveBack;
  }

  /** Milliseconds for which the client has sent next to nothing; 0 when the client is not to blame. */
  get stalledFor(): number {
    return this.receiving?.isClientsTurn() ? this.receiving.pace.stalledFor : 0;
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
      this.receiving = undefined;
      this.#giveBack(this, mayBeReused);
    }
  }
}
