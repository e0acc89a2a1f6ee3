import { mediaTypeOf, SIGNATURE_BYTES } from "../../media-type.ts";
import { strings } from "../strings.ts";
import type { Config } from "./config.ts";

/** The browser can scale these, so that a file which is too large can still be sent. */
const SCALABLE = ["image/jpeg", "image/png", "image/webp"];

/**
 * Why the server would not read this file, as a sentence; undefined if it would. As on the server, the content says
 * what a file is.
 */
export async function refusalOf(file: Blob, config: Config): Promise<string | undefined> {
  if (file.size === 0) {
    return strings.refused.empty;
  }
  let start: Uint8Array;
  try {
    start = new Uint8Array(await file.slice(0, SIGNATURE_BYTES).arrayBuffer());
  } catch {
    return strings.refused.unreadableFile; // moved, a directory, or not readable
  }
  const type = mediaTypeOf(start);
  if (type === undefined) {
    return strings.refused.unknownType;
  }
  if (config.mediaTypes !== undefined && !config.mediaTypes.includes(type)) {
    return strings.refused.type(strings.typeName(type), config.mediaTypes.map(strings.typeName));
  }
  const mayBeScaled = config.usefulPixels !== undefined && SCALABLE.includes(type);
  return mayBeScaled ? undefined : refusalOfSize(file, config);
}

/** Undefined if the server takes files of this size. */
export function refusalOfSize({ size }: Blob, { maxUploadBytes }: Config): string | undefined {
  return maxUploadBytes !== undefined && size > maxUploadBytes
    ? strings.refused.tooLarge(size, maxUploadBytes)
    : undefined;
}
