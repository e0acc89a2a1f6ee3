import type { Readable, Writable } from "node:stream";
import type { Engine } from "../engines/engine.ts";
import { Problem } from "../problem.ts";
import { createUploadForm } from "./upload-form.ts";
import { tooLarge, type Upload, UploadPicture } from "./upload-picture.ts";
import type { UploadTurns } from "./upload-turns.ts";

/** Bytes that boundaries, headers of parts and other fields may add to the picture. */
const FORM_BYTES = 64 * 1024;

/**
 * The most bytes that the picture of a request can have, by its Content-Length.
 * @throws Problem `too-large`, before a byte of the body is read
 */
export function mostImageBytes(contentLength: string | undefined, maxBytes: number): number {
  const declared = contentLength === undefined ? maxBytes : Number(contentLength);
  if (declared > maxBytes + FORM_BYTES) {
    throw tooLarge(maxBytes);
  }
  return Math.min(declared, maxBytes);
}

export interface UploadOptions {
  readonly contentType: string | undefined;
  readonly engine: Engine;
  /** Memory for the engine's intake. */
  readonly slab: Buffer;
  readonly maxBytes: number;
  readonly turns: UploadTurns;
  readonly signal: AbortSignal;
}

/**
 * Streams the picture of a multipart body into the engine. After a mistake the rest of the body is read and discarded,
 * because most clients read no answer before they have sent everything.
 * @throws Problem
 */
export async function receiveUpload(
  body: Readable,
  { contentType, engine, slab, maxBytes, turns, signal }: UploadOptions,
): Promise<Upload> {
  const picture = new UploadPicture({ engine, slab, maxBytes });
  const form = await createUploadForm(contentType, picture);
  await pour(body, form, { maxBytes, turns, signal });
  return picture.finish();
}

/**
 * Writes the body into the form, in turns with other uploads, until the form has its end.
 * @throws Problem
 */
async function pour(
  body: Readable,
  form: Writable,
  { maxBytes, turns, signal }: Pick<UploadOptions, "maxBytes" | "turns" | "signal">,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  form.on("finish", resolve);
  form.on("error", (cause) => {
    reject(new Problem("bad-upload", "The multipart body is damaged or incomplete.", { cause }));
  });

  let bodyBytes = 0;
  const onData = (chunk: Buffer) => {
    bodyBytes += chunk.length;
    if (bodyBytes > maxBytes + FORM_BYTES) {
      reject(tooLarge(maxBytes));
    } else {
      form.write(chunk);
      turns.next(body);
    }
  };
  const onEnd = () => form.end();
  const onCut = (cause: unknown) =>
    reject(new Problem("bad-upload", "The connection broke before the upload was complete.", { cause }));
  const onAbort = () => reject(new Problem("upload-too-slow", "The upload took too long."));
  body.on("data", onData).on("end", onEnd).on("error", onCut);
  turns.begin(body);
  signal.addEventListener("abort", onAbort, { once: true });
  if (signal.aborted) {
    onAbort();
  }
  await promise.finally(() => {
    body.off("data", onData).off("end", onEnd);
    signal.removeEventListener("abort", onAbort);
  });
}
