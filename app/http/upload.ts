import type { Readable } from "node:stream";
import type { BusboyInstance } from "@fastify/busboy";
import type { Engine, Intake } from "../engines/engine.ts";
import { type MediaType, mediaTypeOf, SIGNATURE_BYTES } from "../media-type.ts";
import { Problem } from "./problem.ts";
import type { UploadTurns } from "./upload-turns.ts";

/** The form field with the picture. */
export const FILE_FIELD = "file";

/** Boundaries, headers of parts and other fields may take this much beyond the picture. */
const FORM_BYTES = 64 * 1024;

/** Fields other than the picture are read past, in these limits. */
const LIMITS = { fields: 16, fieldSize: 1024, parts: 32, headerPairs: 32 };

/**
 * Bytes that the picture of a request can have at most, by its Content-Length.
 * @throws Problem `too-large`, before a byte of the body is read
 */
export function mostImageBytes(contentLength: string | undefined, maxBytes: number): number {
  const declared = contentLength === undefined ? maxBytes : Number(contentLength);
  if (declared > maxBytes + FORM_BYTES) {
    throw tooLarge(maxBytes);
  }
  return Math.min(declared, maxBytes);
}

export interface Upload {
  /** The picture, complete. */
  readonly intake: Intake;
  readonly imageBytes: number;
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
 * Streams the picture of a multipart body into the engine. After a mistake the rest of the body is read and thrown
 * away, because most clients see no answer before they have sent everything.
 * @throws Problem
 */
export async function receiveUpload(
  body: Readable,
  { contentType, engine, slab, maxBytes, turns, signal }: UploadOptions,
): Promise<Upload> {
  const parser = await createParser(contentType);
  const { promise, resolve, reject } = Promise.withResolvers<Upload>();
  let intake: Intake | undefined;
  let problem: Problem | undefined;
  let files = 0;
  let imageBytes = 0;
  let bodyBytes = 0;
  let start = Buffer.alloc(0);

  const open = () => {
    const mediaType = mediaTypeOf(start);
    if (mediaType !== undefined && engine.mediaTypes.includes(mediaType)) {
      intake = engine.receive(mediaType, slab);
      intake.write(start);
    } else {
      problem ??= notAnImage(mediaType, engine);
    }
  };
  const write = (chunk: Buffer) => {
    imageBytes += chunk.length;
    if (imageBytes > maxBytes) {
      problem ??= tooLarge(maxBytes);
    } else if (intake !== undefined) {
      intake.write(chunk);
    } else if (problem === undefined) {
      start = Buffer.concat([start, chunk]);
      if (start.length >= SIGNATURE_BYTES) {
        open();
      }
    }
  };

  parser.on("file", (name, file) => {
    // An error of the form reaches the parser as well.
    file.on("error", () => {});
    if (name !== FILE_FIELD) {
      file.resume();
      return;
    }
    files += 1;
    if (files > 1) {
      problem ??= new Problem(
        "bad-upload",
        `Send one picture in a request; there are several fields "${FILE_FIELD}".`,
      );
      file.resume();
      return;
    }
    file.on("data", write);
    file.on("end", () => {
      if (intake === undefined && imageBytes > 0) {
        open();
      }
    });
  });
  parser.on("finish", () => {
    if (problem !== undefined) {
      reject(problem);
    } else if (intake === undefined) {
      reject(files === 0 ? noFile() : new Problem("no-file", "The file is empty."));
    } else {
      resolve({ intake, imageBytes });
    }
  });
  parser.on("error", (cause) => {
    reject(new Problem("bad-upload", "The multipart body is damaged or incomplete.", { cause }));
  });

  const onData = (chunk: Buffer) => {
    bodyBytes += chunk.length;
    if (bodyBytes > maxBytes + FORM_BYTES) {
      reject(tooLarge(maxBytes));
    } else {
      parser.write(chunk);
      turns.next(body);
    }
  };
  const onEnd = () => parser.end();
  const onCut = (cause: unknown) =>
    reject(new Problem("bad-upload", "The connection broke before the upload was complete.", { cause }));
  const onAbort = () => reject(new Problem("upload-too-slow", "The upload took too long."));
  body.on("data", onData).on("end", onEnd).on("error", onCut);
  turns.begin(body);
  signal.addEventListener("abort", onAbort, { once: true });
  return promise.finally(() => {
    body.off("data", onData).off("end", onEnd);
    signal.removeEventListener("abort", onAbort);
  });
}

async function createParser(contentType = ""): Promise<BusboyInstance> {
  if (!/^multipart\/form-data\b/i.test(contentType)) {
    throw noFile();
  }
  // Loaded by the first upload. Bundled, a CommonJS module has its default export only.
  const { default: busboy } = await import("@fastify/busboy");
  try {
    return new busboy.Busboy({
      headers: { "content-type": contentType },
      limits: LIMITS,
      isPartAFile: (name, _type, filename) => name === FILE_FIELD || filename !== undefined,
    });
  } catch (cause) {
    throw new Problem("bad-upload", "The Content-Type of the multipart body has no usable boundary.", {
      cause,
    });
  }
}

function noFile(): Problem {
  return new Problem("no-file", `Send the picture as multipart/form-data in a field named "${FILE_FIELD}".`);
}

function tooLarge(maxBytes: number): Problem {
  return new Problem("too-large", `The file may have at most ${maxBytes} bytes.`);
}

function notAnImage(mediaType: MediaType | undefined, { mediaTypes, name }: Engine): Problem {
  const accepted = mediaTypes.map((type) => type.replace(/^.*\//, "").toUpperCase()).join(", ");
  if (mediaType === undefined) {
    return new Problem("not-an-image", `The file is none of ${accepted}.`);
  }
  const hint =
    mediaType === "application/pdf"
      ? "send a picture of the page"
      : "save or export the photo as JPEG and send that";
  return new Problem(
    "not-an-image",
    `This is ${mediaType}, which the ${name} engine does not read (${accepted}): ${hint}.`,
  );
}
