import sharp from "sharp";
import type { Bitmap } from "./bitmap.ts";
import { UnreadableImageError } from "./reader.ts";

/** Pixels of the shorter and the longer side. Larger pictures are scaled down; small print stays 20 pixels high. */
const MAX_SHORT_SIDE = 1600;
const MAX_LONG_SIDE = 4000;

/** Pixels of the largest picture that is decoded: an A4 page at 600 dpi has 35 million. */
const MAX_PIXELS = 100_000_000;

/** Pixels: nothing narrower than a few characters is text. */
const MIN_SIDE = 16;

/**
 * Decodes a picture, turns it as its EXIF orientation says, and puts what is transparent on white. Of several pages or
 * frames the first one counts.
 * @throws UnreadableImageError
 */
export async function decode(image: Uint8Array): Promise<Bitmap> {
  const picture = sharp(image, { limitInputPixels: false, failOn: "error" });
  const { autoOrient } = await picture.metadata().catch(unreadable);
  const { width, height } = autoOrient;
  if (width * height > MAX_PIXELS) {
    throw new UnreadableImageError(
      `The picture has ${width} x ${height} pixels; more than ${MAX_PIXELS / 1e6} million are not read.`,
    );
  }
  if (Math.min(width, height) < MIN_SIDE) {
    throw new UnreadableImageError(`The picture has ${width} x ${height} pixels: too small to read.`);
  }
  const scale = Math.min(
    1,
    MAX_SHORT_SIDE / Math.min(width, height),
    MAX_LONG_SIDE / Math.max(width, height),
  );
  const { data, info } = await picture
    .autoOrient()
    .resize(Math.ceil(width * scale), Math.ceil(height * scale), { fit: "fill" })
    .flatten({ background: "white" })
    .toColourspace("srgb")
    .removeAlpha()
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true })
    .catch(unreadable);
  return { width: info.width, height: info.height, data };
}

function unreadable(cause: unknown): never {
  throw new UnreadableImageError("The picture is damaged, or of a kind that cannot be decoded.", { cause });
}
