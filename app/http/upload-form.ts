import type { BusboyInstance } from "@fastify/busboy";
import { Problem } from "../problem.ts";
import { FILE_FIELD, noFile, type UploadPicture } from "./upload-picture.ts";

/** Other fields than the picture are skipped, within these limits. */
const LIMITS = { fields: 16, fieldSize: 1024, parts: 32, headerPairs: 32 };

/** Loaded by the first upload; each further `import` would look for the module again. */
const loadParser = () => import("@fastify/busboy");
let parserPackage: ReturnType<typeof loadParser> | undefined;

/**
 * A stream that takes a multipart body and passes the picture on.
 * @throws Problem
 */
export async function createUploadForm(
  contentType: string | undefined,
  picture: UploadPicture,
): Promise<BusboyInstance> {
  const form = await createParser(contentType);
  form.on("file", (name, file) => {
    // An error of the form reaches the parser as well.
    file.on("error", () => {});
    if (name === FILE_FIELD && picture.begin()) {
      file.on("data", (chunk: Buffer) => picture.write(chunk));
      file.on("end", () => picture.end());
    } else {
      file.resume();
    }
  });
  return form;
}

async function createParser(contentType = ""): Promise<BusboyInstance> {
  if (!/^multipart\/form-data\b/i.test(contentType)) {
    throw noFile();
  }
  parserPackage ??= loadParser();
  // Bundled, a CommonJS module has its default export only.
  const { default: busboy } = await parserPackage;
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
