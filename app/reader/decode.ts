import sharp from "sharp";
import type { Bitmap } from "./bitmap.ts";
import { UnreadableImageError } from "./reader.ts";

/** Wider or taller pictures are scaled down: small print is still some 20 pixels high then. */
const MAX_WIDTH = 1600;
const MAX_HEIGHT = 4000;

/** Pixels of the largest picture that is decoded: an A4 page at 600 dpi has 35 million. */
const MAX_PIXELS = 100_000_000;

/**
 * Decodes a picture, turns it as its EXIF orientation says, and puts what is transparent on white.
 * @throws UnreadableImageError
 */
export async function decode(image: Uint8Array): Promise<Bitmap> {
  try {
    const { data, info } = await sharp(image, { limitInputPixels: MAX_PIXELS, failOn: "error" })
      .autoOrient()
      .resize({ width: MAX_WIDTH, height: MAX_HEIGHT, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "white" })
      .toColourspace("srgb")
      .removeAlpha()
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data };
  } catch (error) {
    throw new UnreadableImageError("The picture cannot be decoded.", { cause: error });
  }
}
