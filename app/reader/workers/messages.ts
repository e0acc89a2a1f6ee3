/** What the API's process, a reader's process and its threads say to each other. */
import type { Hints } from "../../hints.ts";
import type { FileReading } from "../../receipt.ts";
import type { Quad } from "../page.ts";
import type { Bitmap } from "../picture/bitmap.ts";

/** A file to read. */
export interface ReadRequest {
  /** Its bytes. */
  readonly picture: Uint8Array;
  readonly hints: Hints;
}

/** To a reader's process: a file, one at a time, or that nobody waits for the answer any more. */
export type ReaderRequest = ReadRequest | "stop";

/** How far a picture is: its file is opened (parsed, decoded, drawn), its text is read, the fields are chosen. */
export type Stage = "opening" | "reading" | "choosing";

/** The end of the work on one picture. Classes of errors do not survive the way between processes. */
export type ReaderAnswer =
  | { readonly reading: FileReading }
  /** A sentence for the person who sent the picture. */
  | { readonly unreadable: string }
  /** Something that should not happen. */
  | { readonly failure: unknown }
  /** It was asked to stop, and did. */
  | { readonly stopped: true };

/** From a reader's process. */
export type ReaderMessage =
  /** The models are loaded. */
  | { readonly ready: true }
  /** The picture has come to this stage. */
  | { readonly stage: Stage }
  /** Bytes of memory that the process holds, where the system does not tell others. */
  | { readonly memory: number }
  | { readonly answer: ReaderAnswer };

/** What a recogniser thread is asked to read; it answers with a `Recognised`. */
export interface BoxOfPicture {
  readonly picture: Bitmap;
  readonly box: Quad;
}
