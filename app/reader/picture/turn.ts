import sharp from "sharp";
import { TURNS, type Turn } from "../../receipt.ts";
import { distance } from "../detection/geometry.ts";
import type { Quad } from "../page.ts";
import type { Bitmap } from "./bitmap.ts";

/** The picture turned clockwise; itself for 0 degrees. */
export async function turn(picture: Bitmap, degrees: Turn): Promise<Bitmap> {
  if (degrees === 0) {
    return picture;
  }
  const { width, height, data } = picture;
  const turned = await sharp(data, { raw: { width, height, channels: 3 } })
    .rotate(degrees)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: turned.info.width, height: turned.info.height, data: turned.data };
}

/** Both turns, one after the other. */
export function sumOf(first: Turn, second: Turn): Turn {
  return TURNS.find((turn) => turn === (first + second) % 360) ?? 0;
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
