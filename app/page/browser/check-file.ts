import { mediaTypeOf, SIGNATURE_BYTES } from "../../media-type.ts";
import { strings } from "../strings.ts";
import type { Config } from "./config.ts";

/** These the browser can scale, so that a file which is too large may still be sent. */
const SCALABLE = ["image/jpeg", "image/png", "image/webp"];

/**
 * Why the server would not read this file, as a sentence; undefined when it may. What a file is, is told by its
 * content, as the server does.
 */
export async function refusalOf(file: Blob, config: Config): Promise<string | undefined> {
  if (file.size === 0) {
    return strings.refused.empty;
  }
  let start: Uint8Array;
  try {
    start = new Uint8Array(await file.slice(0, SIGNATURE_BYTES).arrayBuffer());
  } catch {
    return strings.refused.unreadableFile; // moved, a directory, or not ours to read
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

/** Undefined when the server takes so many bytes. */
export function refusalOfSize({ size }: Blob, { maxUploadBytes }: Config): string | undefined {
  return maxUploadBytes !== undefined && size > maxUploadBytes
    ? strings.refused.tooLarge(size, maxUploadBytes)
    : undefined;
}
