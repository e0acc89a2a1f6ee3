import type { Engine, Intake } from "../engines/engine.ts";
import { type MediaType, mediaTypeOf, SIGNATURE_BYTES } from "../media-type.ts";
import { Problem } from "../problem.ts";

/** The form field with the picture. */
export const FILE_FIELD = "file";

export interface Upload {
  /** The picture, complete. */
  readonly intake: Intake;
  readonly imageBytes: number;
}

export interface UploadPictureOptions {
  readonly engine: Engine;
  /** Memory for the engine's intake. */
  readonly slab: Buffer;
  readonly maxBytes: number;
}

/** The picture of one upload on its way into the engine. After the first mistake, all further bytes are discarded. */
export class UploadPicture {
  readonly #options: UploadPictureOptions;
  #files = 0;
  #bytes = 0;
  /** The first bytes, until they say what the file is. */
  #start: Buffer = Buffer.alloc(0);
  #intake: Intake | undefined;
  #problem: Problem | undefined;

  constructor(options: UploadPictureOptions) {
    this.#options = options;
  }

  /** A file begins. Only the first one is wanted. */
  begin(): boolean {
    this.#files += 1;
    if (this.#files > 1) {
      this.#problem ??= new Problem(
        "bad-upload",
        `Send one picture per request; there are several fields "${FILE_FIELD}".`,
      );
    }
    return this.#files === 1;
  }

  write(chunk: Buffer): void {
    const { maxBytes } = this.#options;
    this.#bytes += chunk.length;
    if (this.#bytes > maxBytes) {
      this.#problem ??= tooLarge(maxBytes);
    } else if (this.#intake !== undefined) {
      this.#intake.write(chunk);
    } else if (this.#problem === undefined) {
      this.#start = Buffer.concat([this.#start, chunk]);
      if (this.#start.length >= SIGNATURE_BYTES) {
        this.#open();
      }
    }
  }

  /** The file's last byte has been written. */
  end(): void {
    if (this.#intake === undefined && this.#bytes > 0) {
      this.#open();
    }
  }

  /**
   * The whole form has been read.
   * @throws Problem the first one, also when there was no picture
   */
  finish(): Upload {
    if (this.#problem !== undefined) {
      throw this.#problem;
    }
    if (this.#intake === undefined) {
      throw this.#files === 0 ? noFile() : new Problem("no-file", "The file is empty.");
    }
    return { intake: this.#intake, imageBytes: this.#bytes };
  }

  #open(): void {
    const { engine, slab } = this.#options;
    const mediaType = mediaTypeOf(this.#start);
    if (mediaType !== undefined && engine.mediaTypes.includes(mediaType)) {
      this.#intake = engine.receive(mediaType, slab);
      this.#intake.write(this.#start);
    } else {
      this.#problem ??= notAnImage(mediaType, engine);
    }
  }
}

export function noFile(): Problem {
  return new Problem("no-file", `Send the picture as multipart/form-data in a field named "${FILE_FIELD}".`);
}

export function tooLarge(maxBytes: number): Problem {
  return new Problem("too-large", `The file may have at most ${maxBytes} bytes.`);
}

function notAnImage(mediaType: MediaType | undefined, { mediaTypes, name }: Engine): Problem {
  const accepted = mediaTypes.map((type) => type.replace(/^.*\//, "").toUpperCase()).join(", ");
  if (mediaType === undefined) {
    return new Problem("not-an-image", `The file is not one of ${accepted}.`);
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
