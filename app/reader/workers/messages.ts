/** What the API's process, a reader's process and its threads say to each other. */
import type { Hints } from "../../hints.ts";
import type { FileReading } from "../../receipt.ts";
import type { Quad } from "../page.ts";
import type { Bitmap } from "../picture/bitmap.ts";
import type { FileProgress, PageText } from "../read-file.ts";

/** A file to read, as it is sent. */
export interface FileToRead {
  /** Its bytes. */
  readonly picture: Uint8Array;
  readonly hints: Hints;
  readonly details: boolean;
  /** Pages that are read at most. */
  readonly maxPages: number;
  /** The page (from 1) that is to be shown, instead of reading the file. */
  readonly preview?: number;
}

/** A file to read, for one process. */
export interface ReadRequest extends FileToRead {
  /** Milliseconds after which no further page is read. */
  readonly milliseconds: number;
  /** What another process read of it before a page ended that. */
  readonly progress?: FileProgress | undefined;
}

/** To a reader's process: a file, one at a time, or that nobody waits for the answer any more. */
export type ReaderRequest = ReadRequest | "stop";

/** How far a picture is: its file is opened (parsed, decoded, drawn), its text is read, the fields are chosen. */
export type Stage = "opening" | "reading" | "choosing";

/** The end of the work on one picture. Classes of errors do not survive the way between processes. */
export type ReaderAnswer =
  | { readonly reading: FileReading }
  /** A JPEG file. */
  | { readonly preview: Uint8Array }
  /** A sentence for the person who asked for it. */
  | { readonly noSuchPage: string }
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
  /** The picture has come to this stage; with a page (from 1) until the fields are chosen. */
  | { readonly stage: Stage; readonly page?: number }
  /** The text of a page that is not the last one. */
  | { readonly page: PageText; readonly pageCount: number }
  /** Bytes of memory that the process holds, where the system does not tell others. */
  | { readonly memory: number }
  | { readonly answer: ReaderAnswer };

/** What a recogniser thread is asked to read; it answers with a `Recognised`. */
export interface BoxOfPicture {
  readonly picture: Bitmap;
  readonly box: Quad;
}
