import sharp from "sharp";
import { median } from "../median.ts";
import type { Quad } from "../page.ts";
import type { Bitmap } from "./bitmap.ts";

/**
 * Grey levels (of 255) between paper and ink. Print of 20 and less is found in part or not at all (24 drawn receipts of 12
 * to 60 levels, with noise); on 292 scans and photos it has 46 and more.
 */
const FAINT = 35;

/** Lines. What has more was found well enough, however faint. */
const LITTLE = 30;

/** Lines. Fewer tell nothing of the print: one may be the whole paper, taken for a character. */
const NEXT_TO_NOTHING = 3;

/** Whether print is missed because it is faint: what was found is little, and has little contrast. */
export function isFaintPrint(picture: Bitmap, legible: readonly Quad[]): boolean {
  if (Math.min(picture.width, picture.height) < COARSE * SQUARE || legible.length >= LITTLE) {
    return false;
  }
  const isNextToNothing = legible.length < NEXT_TO_NOTHING;
  return isNextToNothing || median(legible.map((box) => contrastIn(picture, box))) < FAINT;
}

/** Points along and across a box at which its grey levels are sampled. */
const ALONG = 60;
const ACROSS = 8;
/** Of the sampled grey levels, these shares are darker than paper and lighter than ink. */
const INK = 0.05;
const PAPER = 0.9;

/** Grey levels (of green) between the dark and the light points in a box. */
function contrastIn({ width, height, data }: Bitmap, [topLeft, topRight, , bottomLeft]: Quad): number {
  const levels: number[] = [];
  for (let across = 0.5; across < ACROSS; across++) {
    for (let along = 0.5; along < ALONG; along++) {
      const [u, v] = [along / ALONG, across / ACROSS];
      const x = topLeft.x + (topRight.x - topLeft.x) * u + (bottomLeft.x - topLeft.x) * v;
      const y = topLeft.y + (topRight.y - topLeft.y) * u + (bottomLeft.y - topLeft.y) * v;
      const column = Math.min(Math.max(Math.floor(x), 0), width - 1);
      const row = Math.min(Math.max(Math.floor(y), 0), height - 1);
      levels.push(data[(row * width + column) * 3 + 1] ?? 0);
    }
  }
  levels.sort((a, b) => a - b);
  return (levels[Math.floor(PAPER * levels.length)] ?? 0) - (levels[Math.floor(INK * levels.length)] ?? 0);
}

/** Pixels: what is thinner is noise of the camera. */
const NOISE = 1;
/** The background is found in a picture so many times smaller, as the middle level of a square of so many of its pixels. */
const COARSE = 8;
const SQUARE = 11;
/** Times by which ink becomes darker than its background: a step of 12 levels of 210 becomes one of 115. */
const STRETCH = 8;

/** The picture in grey, with its background white and what is darker than that stretched. */
export async function darkenPrint({ width, height, data }: Bitmap): Promise<Bitmap> {
  const grey = await sharp(data, { raw: { width, height, channels: 3 } })
    .greyscale()
    .blur(NOISE)
    .raw()
    .toBuffer();
  const [columns, rows] = [Math.ceil(width / COARSE), Math.ceil(height / COARSE)];
  const coarse = await sharp(grey, { raw: { width, height, channels: 1 } })
    .resize(columns, rows, { fit: "fill" })
    .greyscale()
    .raw()
    .toBuffer();
  // In two steps, since sharp takes the median before it scales.
  const middle = await sharp(coarse, { raw: { width: columns, height: rows, channels: 1 } })
    .median(SQUARE)
    .greyscale()
    .raw()
    .toBuffer();
  const background = await sharp(middle, { raw: { width: columns, height: rows, channels: 1 } })
    .resize(width, height, { fit: "fill", kernel: "linear" })
    .greyscale()
    .raw()
    .toBuffer();
  const darkened = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const ink = 1 - (grey[pixel] ?? 0) / Math.max(background[pixel] ?? 0, 1);
    darkened.fill(255 * Math.min(1, Math.max(0, 1 - STRETCH * ink)), 3 * pixel, 3 * pixel + 3);
  }
  return { width, height, data: darkened };
}
