import { Problem } from "../problem.ts";
import { MemoryLease } from "./memory-lease.ts";
import { STALL } from "./upload-pace.ts";

/** Bytes. Sizes of slabs are multiples of this, so that uploads of similar sizes share them. */
const STEP = 64 * 1024;

/** Requests that may wait for memory. When there are more, the one that has waited longest is told to come back. */
const MAX_WAITING = 256;

interface Waiting {
  readonly bytes: number;
  readonly since: number;
  readonly admit: (lease: MemoryLease) => void;
  readonly refuse: () => void;
}

/**
 * The gate before the bodies of uploads, and the memory that they are read into.
 *
 * An upload gets its memory before its body is read; until then the body stays in the client and in the buffers of the
 * socket. So `capacity` bounds the memory no matter what clients send. When memory is short, the upload that has
 * stalled for longest gives its own back, and when somebody has waited for longer than a stall, those who came last are
 * served first: behind a flood of requests that send nothing, the honest one is the last.
 *
 * Slabs are used again: new ones for each request cost a third of the CPU of a 5 MB upload, nearly all of it in garbage
 * collection (`npm run bench:api`).
 */
export class UploadMemory {
  /** The most bytes that all slabs together have. */
  readonly capacity: number;
  #taken = 0;
  #idle: Buffer[] = [];
  #waiting: Waiting[] = [];
  readonly #leases = new Set<MemoryLease>();
  /** Bytes of leases that were told to end and have not yet done so. */
  #ending = 0;
  readonly #ended = new WeakSet<MemoryLease>();
  #nextLook: NodeJS.Timeout | undefined;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  /** Requests that wait for memory. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Memory for one upload, in the order of asking unless somebody has waited for longer than a stall.
   * @param bytes at most `capacity`
   * @param patience milliseconds
   * @throws Problem `overloaded` if the patience ends, or too many wait and this one for longest
   */
  lease(bytes: number, patience: number, signal: AbortSignal): Promise<MemoryLease> {
    if (bytes > this.capacity) {
      throw new RangeError(`${bytes} bytes asked of ${this.capacity}`);
    }
    if (this.#waiting.length === 0 && this.#fits(bytes)) {
      return Promise.resolve(this.#newLease(bytes));
    }
    if (this.#waiting.length >= MAX_WAITING) {
      this.#waiting[0]?.refuse();
    }
    return new Promise((resolve, reject) => {
      const leave = (error: unknown) => {
        stopWaiting();
        this.#remove(waiting);
        this.#admit();
        reject(error);
      };
      const onAbort = () => leave(overloaded());
      const timer = setTimeout(() => leave(overloaded()), patience);
      const stopWaiting = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", onAbort);
      };
      const waiting: Waiting = {
        bytes,
        since: performance.now(),
        admit(lease) {
          stopWaiting();
          resolve(lease);
        },
        refuse: () => leave(overloaded()),
      };
      signal.addEventListener("abort", onAbort, { once: true });
      this.#waiting.push(waiting);
      this.#admit();
    });
  }

  /** Whether somebody has waited for longer than it takes to see who stalls. */
  #isOverloaded(): boolean {
    const [oldest] = this.#waiting;
    return oldest !== undefined && performance.now() - oldest.since > STALL;
  }

  #next(): Waiting | undefined {
    return this.#isOverloaded() ? this.#waiting.at(-1) : this.#waiting[0];
  }

  #remove(waiting: Waiting): void {
    const index = this.#waiting.indexOf(waiting);
    if (index >= 0) {
      this.#waiting.splice(index, 1);
    }
  }

  /** Ends the uploads that have stalled for longest until the next in line fits; looks again when others may have. */
  #makeRoom(): void {
    clearTimeout(this.#nextLook);
    const next = this.#next();
    if (next === undefined) {
      return;
    }
    this.#nextLook = setTimeout(() => this.#admit(), STALL).unref();
    const receiving = [...this.#leases]
      .filter((lease) => lease.receiving !== undefined)
      .sort((a, b) => b.stalledFor - a.stalledFor);
    for (const lease of receiving) {
      if (this.#taken - this.#ending + this.#sizeFor(next.bytes) <= this.capacity) {
        break;
      }
      if (lease.stalledFor < STALL) {
        clearTimeout(this.#nextLook);
        this.#nextLook = setTimeout(() => this.#admit(), Math.max(STALL - lease.stalledFor, 10)).unref();
        break;
      }
      this.#ending += lease.slab.length;
      const { stop } = lease.receiving ?? {};
      lease.receiving = undefined;
      this.#ended.add(lease);
      stop?.();
    }
  }

  /** The size of the slab for an upload. The capacity itself need not be a multiple of a step. */
  #sizeFor(bytes: number): number {
    return Math.min(Math.ceil(bytes / STEP) * STEP, this.capacity);
  }

  #fits(bytes: number): boolean {
    return this.#taken + this.#sizeFor(bytes) <= this.capacity;
  }

  #admit(): void {
    for (let next = this.#next(); next !== undefined && this.#fits(next.bytes); next = this.#next()) {
      this.#remove(next);
      next.admit(this.#newLease(next.bytes));
    }
    this.#makeRoom();
  }

  #newLease(bytes: number): MemoryLease {
    const slab = this.#slab(this.#sizeFor(bytes));
    this.#taken += slab.length;
    const lease = new MemoryLease(slab, this.#takeBack);
    this.#leases.add(lease);
    return lease;
  }

  readonly #takeBack = (lease: MemoryLease, mayBeReused: boolean): void => {
    const { slab } = lease;
    this.#leases.delete(lease);
    if (this.#ended.delete(lease)) {
      this.#ending -= slab.length;
    }
    if (mayBeReused) {
      this.#idle.push(slab);
    }
    this.#taken -= slab.length;
    this.#admit();
  };

  /** An idle slab that fits, or a new one. */
  #slab(size: number): Buffer {
    // A much larger slab than needed would leave less for others.
    const most = Math.min(size * 1.25, this.capacity - this.#taken);
    const index = this.#idle.findIndex(({ length }) => length >= size && length <= most);
    const [reused] = index < 0 ? [] : this.#idle.splice(index, 1);
    return reused ?? this.#newSlab(size);
  }

  #newSlab(size: number): Buffer {
    const held = () => this.#idle.reduce((sum, { length }) => sum + length, this.#taken);
    for (
      let oldest = this.#idle[0];
      oldest !== undefined && held() + size > this.capacity;
      oldest = this.#idle[0]
    ) {
      this.#idle.shift();
      // Frees the memory now. The garbage collector would free it long after the new slab is made.
      if (oldest.buffer instanceof ArrayBuffer) {
        oldest.buffer.transfer(0);
      }
    }
    return Buffer.allocUnsafeSlow(size);
  }
}

function overloaded(): Problem {
  return new Problem(
    "overloaded",
    "Too many receipts are being read at the moment. Try again in a few seconds.",
  );
}
