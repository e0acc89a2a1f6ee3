import type { Extractor } from "../environment.ts";
import type { MediaType } from "../media-type.ts";
import type { Parameter, ReadRequest } from "../parameters.ts";
import type { FileReading } from "../receipt.ts";

/** Something that reads receipts. */
export interface Engine {
  readonly name: Extractor;
  /** What requests may ask of it. */
  readonly parameters: readonly Parameter[];
  /** Whether its intakes make previews. */
  readonly hasPreview: boolean;
  /** The media types that it reads. */
  readonly mediaTypes: readonly MediaType[];
  /** A picture with more pixels is scaled down before it is read: clients may do this themselves without loss. */
  readonly usefulPixels: number;
  /** Receipts that a client should send at the same time: more would only wait here. */
  readonly concurrency: number;
  /** Bytes of memory that {@link receive} needs for a picture of `imageBytes`. */
  memoryFor(imageBytes: number): number;
  /**
   * Begins to receive one picture.
   * @param slab at least {@link memoryFor} bytes, for the intake alone until the reading has ended
   */
  receive(mediaType: MediaType, slab: Buffer): Intake;
  /** Loads what can wait until the server listens, so that the first receipt does not wait for it. */
  prepare(): Promise<void>;
  /** Whether a receipt would be read now; for /ready. A model elsewhere is not asked. */
  readonly isReady: boolean;
  close(): Promise<void>;
}

/** One picture on its way into an engine, so that what the engine needs is ready with the last byte. */
export interface Intake {
  /** The next bytes of the picture; not kept after the call. */
  write(chunk: Buffer): void;
  /**
   * Reads the file, once, after the last `write`.
   * @param signal aborted when the client has left or the time is up; the work then stops
   * @throws Problem
   */
  read(request: ReadRequest, signal: AbortSignal): Promise<Answer>;
  /**
   * Instead of reading the file, a page of it as a JPEG file for people to look at.
   * @param page from 1
   * @throws Problem
   */
  preview(page: number, signal: AbortSignal): Promise<Uint8Array>;
}

export interface Answer {
  readonly reading: FileReading;
  /** Calls of the model, more than one after a transient failure. */
  readonly attempts: number;
}
