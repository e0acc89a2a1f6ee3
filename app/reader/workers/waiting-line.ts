import type { FileProgress } from "../read-file.ts";
import { ReaderUnavailableError } from "../reader.ts";
import type { FileToRead, ReaderAnswer } from "./messages.ts";

export interface WaitingPicture {
  readonly file: FileToRead;
  /** What was read of it before one of its pages ended the process. */
  progress: FileProgress | undefined;
  /** When it came (performance.now). */
  readonly since: number;
  readonly signal: AbortSignal;
  readonly resolve: (answer: ReaderAnswer) => void;
  readonly reject: (reason: unknown) => void;
}

/** Pictures that wait for a reader's process, in the order in which they came, previews last. */
export class WaitingLine {
  readonly #patience: number;
  readonly #waiting: WaitingPicture[] = [];

  /** @param patience milliseconds that a picture waits at most */
  constructor(patience: number) {
    this.#patience = patience;
  }

  get length(): number {
    return this.#waiting.length;
  }

  /**
   * Puts a picture at the end of the line.
   * @param onJoined called when it is there
   * @throws ReaderUnavailableError when its patience ends, or {@link refuseAll} is called
   * @throws the signal's reason when it is aborted, also after the picture has left the line
   */
  join(file: FileToRead, signal: AbortSignal, onJoined: () => void): Promise<ReaderAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<ReaderAnswer>();
    const waiting: WaitingPicture = {
      file,
      progress: undefined,
      since: performance.now(),
      signal,
      resolve,
      reject,
    };
    const onAbort = () => {
      this.#remove(waiting);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      if (this.#remove(waiting)) {
        reject(new ReaderUnavailableError("The wait is too long."));
      }
    }, this.#patience);
    signal.addEventListener("abort", onAbort, { once: true });
    this.#waiting.push(waiting);
    onJoined();
    return promise.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    });
  }

  /** Takes the first one out of the line that is to be read; the first one that is to be shown where there is none. */
  next(): WaitingPicture | undefined {
    const first = this.#waiting.find(({ file }) => file.preview === undefined);
    if (first === undefined) {
      return this.#waiting.shift();
    }
    this.#remove(first);
    return first;
  }

  /** Puts one back that was first. */
  putBack(waiting: WaitingPicture): void {
    this.#waiting.unshift(waiting);
  }

  refuseAll(reason: string): void {
    for (const { reject } of this.#waiting.splice(0)) {
      reject(new ReaderUnavailableError(reason));
    }
  }

  #remove(waiting: WaitingPicture): boolean {
    const place = this.#waiting.indexOf(waiting);
    if (place >= 0) {
      this.#waiting.splice(place, 1);
    }
    return place >= 0;
  }
}
