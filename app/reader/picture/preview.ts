import sharp from "sharp";
import type { Bitmap } from "./bitmap.ts";

/** Bytes at most. */
const MOST_BYTES = 200_000;

/** Longest side in pixels and quality, until the file is small enough; the last is, whatever it shows. */
const STEPS = [
  [1280, 80],
  [1280, 60],
  [1280, 40],
  [900, 35],
  [640, 30],
  [400, 20],
] as const;

/** A page as a JPEG file for people to look at: at most 1,280 pixels wide and high, and 200 kB. */
export async function previewOf({ width, height, data }: Bitmap): Promise<Uint8Array> {
  let jpeg: Buffer = Buffer.alloc(0);
  for (const [side, quality] of STEPS) {
    jpeg = await sharp(data, { raw: { width, height, channels: 3 } })
      .resize(side, side, { fit: "inside", withoutEnlargement: true })
      .jpeg({ quality })
      .toBuffer();
    if (jpeg.length <= MOST_BYTES) {
      break;
    }
  }
  return jpeg;
}
