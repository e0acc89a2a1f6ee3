import { UnreadableImageError } from "../reader.ts";
import type { Bitmap } from "./bitmap.ts";
import { checkHeader } from "./bounds.ts";
import { open } from "./open.ts";

/** Pixels of the shorter and the longer side. Larger pictures are scaled down; small print stays 20 pixels high. */
const MAX_SHORT_SIDE = 1600;
const MAX_LONG_SIDE = 4000;

/** Pixels of the largest decoded picture. */
export const MOST_PIXELS = MAX_SHORT_SIDE * MAX_LONG_SIDE;

/** Pixels: nothing narrower is text. */
const MIN_SIDE = 16;

/**
 * Decodes a picture, turns it as its EXIF orientation says, and puts what is transparent on white.
 * @param image the bytes of a JPEG, PNG, WebP, GIF, TIFF, AVIF, HEIC or PDF file
 * @throws UnreadableImageError
 */
export async function decode(image: Uint8Array): Promise<Bitmap> {
  try {
    return await decodeOrThrow(image);
  } catch (error) {
    throw error instanceof UnreadableImageError
      ? error
      : new UnreadableImageError("The file is damaged, or of a kind that cannot be decoded.", {
          cause: error,
        });
  }
}

async function decodeOrThrow(image: Uint8Array): Promise<Bitmap> {
  const picture = await open(image);
  const header = await picture.metadata();
  checkHeader(header);
  const { width, height } = header.autoOrient;
  if (Math.min(width, height) < MIN_SIDE) {
    throw new UnreadableImageError(`The picture has ${width} x ${height} pixels: too small to read.`);
  }
  const scale = Math.min(
    1,
    MAX_SHORT_SIDE / Math.min(width, height),
    MAX_LONG_SIDE / Math.max(width, height),
  );
  // Rounded up, a side of the right length may come out a pixel longer.
  const [mostWide, mostHigh] =
    width < height ? [MAX_SHORT_SIDE, MAX_LONG_SIDE] : [MAX_LONG_SIDE, MAX_SHORT_SIDE];
  const { data, info } = await picture
    .autoOrient()
    .resize(Math.min(Math.ceil(width * scale), mostWide), Math.min(Math.ceil(height * scale), mostHigh), {
      fit: "fill",
    })
    .flatten({ background: "white" })
    .toColourspace("srgb")
    .removeAlpha()
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}
