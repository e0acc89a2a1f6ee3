/** What the API's thread and the workers say to each other. Classes of errors do not survive the way between threads. */
import type { Reading } from "../../receipt.ts";
import type { Quad } from "../page.ts";
import type { Bitmap } from "../picture/bitmap.ts";
import type { Runtime } from "../runtime.ts";

/** What a worker is started with. */
export interface WorkerSettings {
  /** Threads that the native runtime computes with. */
  readonly threads: number;
  /** The best available one, unless named. */
  readonly runtime?: Runtime["name"] | undefined;
}

/** A worker gets requests, or this word when it shall end. */
export type WorkerMessage<Request> = Request | "end";

/** What the worker answers for the bytes of a picture. */
export type WorkerAnswer =
  | { readonly reading: Reading }
  /** A sentence for the person who sent the picture. */
  | { readonly unreadable: string }
  /** An error that should not happen. */
  | { readonly failure: unknown };

/** What a recogniser thread is asked to read; it answers with a `Recognised`. */
export interface BoxOfPicture {
  readonly picture: Bitmap;
  readonly box: Quad;
}
