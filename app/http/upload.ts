import { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import type { BusboyInstance } from "@fastify/busboy";
import type { Engine } from "../engines/engine.ts";
import { Problem } from "../problem.ts";
import type { MemoryLease } from "./memory-lease.ts";
import { createUploadForm } from "./upload-form.ts";
import { UploadPace } from "./upload-pace.ts";
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

/** Bytes that Node keeps of a body that nobody reads yet, less a little. */
const BUFFERED = 60_000;

/**
 * Resolves when a body has begun in earnest: with its first 60 kB, all of a smaller one, its end or its error. Until then
 * it is in the buffer of its stream, and an upload needs no other memory.
 */
export function firstBytes(body: Readable, signal: AbortSignal): Promise<void> {
  // Without a server there is no client to wait for.
  const isThere = () =>
    !(body instanceof IncomingMessage) ||
    body.complete ||
    body.readableLength >= Math.min(BUFFERED, body.readableHighWaterMark) ||
    body.readableEnded ||
    body.destroyed;
  if (isThere()) {
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    const settle = (settled: () => void) => {
      signal.removeEventListener("abort", onAbort);
      for (const event of EVENTS) {
        body.off(event, onEvent);
      }
      settled();
    };
    const onAbort = () => settle(() => reject(new Problem("upload-too-slow", "The upload took too long.")));
    const onEvent = () => {
      if (isThere()) {
        settle(resolve);
      }
    };
    for (const event of EVENTS) {
      body.on(event, onEvent);
    }
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) {
      onAbort();
    }
  });
}

const EVENTS = ["readable", "end", "error", "close"] as const;

export interface UploadOptions {
  readonly contentType: string | undefined;
  readonly engine: Engine;
  /** Memory for the engine's intake. It may be taken away from an upload that stalls. */
  readonly lease: MemoryLease;
  /** Bytes a second at which an upload keeps its memory. */
  readonly leastRate: number;
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
  { contentType, engine, lease, leastRate, maxBytes, turns, signal }: UploadOptions,
): Promise<Upload> {
  const picture = new UploadPicture({ engine, slab: lease.slab, maxBytes });
  const form = await createUploadForm(contentType, picture);
  await pour(body, form, { lease, leastRate, maxBytes, turns, signal });
  return picture.finish();
}

/**
 * Writes the body into the form, in turns with other uploads, until the form has its end.
 * @throws Problem
 */
async function pour(
  body: Readable,
  form: BusboyInstance,
  { lease, leastRate, maxBytes, turns, signal }: Omit<UploadOptions, "contentType" | "engine">,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  form.on("finish", resolve);
  form.on("error", (cause) => {
    reject(new Problem("bad-upload", "The multipart body is damaged or incomplete.", { cause }));
  });
  // The parser would go through the others one by one.
  form.on("partsLimit", () => reject(new Problem("bad-upload", "The multipart body has too many parts.")));

  const pace = new UploadPace(leastRate);
  lease.receiving = {
    pace,
    isClientsTurn: () => !body.isPaused(),
    stop: () =>
      reject(new Problem("upload-too-slow", "The upload stalled while others waited. Send it again.")),
  };
  let bodyBytes = 0;
  const onData = (chunk: Buffer) => {
    bodyBytes += chunk.length;
    pace.received(chunk.length);
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
  // What was before the listeners.
  if (signal.aborted) {
    onAbort();
  } else if (body.readableEnded) {
    onEnd();
  } else if (body.destroyed) {
    onCut(body.errored);
  }
  await promise.finally(() => {
    lease.receiving = undefined;
    body.off("data", onData).off("end", onEnd);
    signal.removeEventListener("abort", onAbort);
  });
}
