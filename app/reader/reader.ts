import type { ReadRequest } from "../parameters.ts";
import type { FileReading } from "../receipt.ts";

/** The embedded reader: files in, readings out, in processes of their own, which can be ended. */
export interface Reader {
  /**
   * Reads one file.
   * @param image the bytes of a JPEG, PNG, WebP, … file; not changed, and not kept after the answer
   * @throws UnreadableImageError when the bytes cannot be decoded
   * @throws ReaderUnavailableError when the queue is full or the process ended; the next call may work
   */
  read(image: Uint8Array, request: ReadRequest, signal: AbortSignal): Promise<FileReading>;
  /**
   * A page as a JPEG file for people to look at, upright as it is read, at most 1,280 pixels wide and high and 200 kB.
   * Pictures that are to be read go before.
   * @param page from 1
   * @throws NoSuchPageError, and what {@link read} throws
   */
  preview(image: Uint8Array, page: number, signal: AbortSignal): Promise<Uint8Array>;
  /** Whether a picture would be read now or after those that wait. */
  readonly isReady: boolean;
  /** Ends the processes at once, and what they read. */
  close(): Promise<void>;
}

/** The bytes are no picture that can be decoded. The message is a sentence for the person who sent them. */
export class UnreadableImageError extends Error {
  override readonly name = "UnreadableImageError";
}

/** The file has fewer pages. The message is a sentence for the person who sent it. */
export class NoSuchPageError extends Error {
  override readonly name = "NoSuchPageError";
}

/** No capacity at the moment. */
export class ReaderUnavailableError extends Error {
  override readonly name = "ReaderUnavailableError";
}
