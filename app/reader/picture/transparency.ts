import type { Bitmap } from "./bitmap.ts";

/** Alpha from which a pixel counts as visible, 0 to 255. */
const VISIBLE = 128;

/** Part of the rectangle around what is visible: more than this is paper, less is ink. */
const MOST_INK = 0.5;

/** Mean brightness from which ink cannot be seen on white, 0 to 255. */
const LIGHT = 160;

/**
 * Puts what is transparent on white; light ink without paper is made dark, since it would vanish there.
 * @param rgba red, green, blue and alpha of each pixel, row after row
 */
export function onPaper(rgba: Uint8Array, width: number, height: number): Bitmap {
  const isNegative = isLightInk(rgba, width, height);
  const data = new Uint8Array(3 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const alpha = (rgba[4 * pixel + 3] ?? 0) / 255;
    for (let channel = 0; channel < 3; channel++) {
      const level = rgba[4 * pixel + channel] ?? 0;
      data[3 * pixel + channel] = Math.round(255 + alpha * ((isNegative ? 255 - level : level) - 255));
    }
  }
  return { width, height, data };
}

function isLightInk(rgba: Uint8Array, width: number, height: number): boolean {
  let [left, top, right, bottom] = [width, height, -1, -1];
  let [count, sum] = [0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x);
      if ((rgba[at + 3] ?? 0) >= VISIBLE) {
        [left, right] = [Math.min(left, x), Math.max(right, x)];
        [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
        count += 1;
        sum += ((rgba[at] ?? 0) + (rgba[at + 1] ?? 0) + (rgba[at + 2] ?? 0)) / 3;
      }
    }
  }
  const around = (right - left + 1) * (bottom - top + 1);
  return count > 0 && count < MOST_INK * around && sum / count > LIGHT;
}
