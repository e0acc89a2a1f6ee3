import sharp from "sharp";
import { distance } from "../detection/geometry.ts";
import type { Quad } from "../page.ts";
import type { Bitmap } from "./bitmap.ts";

/** The picture turned clockwise. */
export async function turn({ width, height, data }: Bitmap, degrees: 90 | 180): Promise<Bitmap> {
  const turned = await sharp(data, { raw: { width, height, channels: 3 } })
    .rotate(degrees)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: turned.info.width, height: turned.info.height, data: turned.data };
}

/** Whether most of the text runs up or down. Boxes count by their length, nearly square ones not at all. */
export function isSideways(boxes: readonly Quad[]): boolean {
  let level = 0;
  let upright = 0;
  for (const [topLeft, topRight, , bottomLeft] of boxes) {
    const width = distance(topLeft, topRight);
    const height = distance(topLeft, bottomLeft);
    if (width > 1.5 * height) {
      level += width;
    } else if (height > 1.5 * width) {
      upright += height;
    }
  }
  return upright > level;
}
