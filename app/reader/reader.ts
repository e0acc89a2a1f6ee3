import type { Hints } from "../hints.ts";
import type { FileReading } from "../receipt.ts";

/** The embedded reader: files in, readings out, in processes of their own, which can be ended. */
export interface Reader {
  /**
   * Reads one file.
   * @param image the bytes of a JPEG, PNG, WebP, … file; not changed, and not kept after the answer
   * @throws UnreadableImageError when the bytes cannot be decoded
   * @throws ReaderUnavailableError when the queue is full or the process ended; the next call may work
   */
  read(image: Uint8Array, hints: Hints, signal: AbortSignal): Promise<FileReading>;
  /** Whether a picture would be read now or after those that wait. */
  readonly isReady: boolean;
  /** Ends the processes at once, and what they read. */
  close(): Promise<void>;
}

/** The bytes are no picture that can be decoded. The message is a sentence for the person who sent them. */
export class UnreadableImageError extends Error {
  override readonly name = "UnreadableImageError";
}

/** No capacity at the moment. */
export class ReaderUnavailableError extends Error {
  override readonly name = "ReaderUnavailableError";
}
