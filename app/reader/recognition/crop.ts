import { distance } from "../detection/geometry.ts";
import type { Quad } from "../page.ts";
import type { Bitmap } from "../picture/bitmap.ts";

/** Pixels: the height that the recogniser takes. */
export const STRIP_HEIGHT = 48;

/**
 * Strips are this much narrower than the text. It saves as much of the recogniser's time and costs next to no accuracy;
 * at 0.8 narrow type begins to suffer.
 */
const SQUEEZE = 0.85;

/** Pixels: the recogniser shrinks widths eightfold, and a longer line than 100 characters is none. */
const WIDTH_STEP = 8;
const MAX_WIDTH = 2400;

/** A piece of text, straightened: three planes (blue, green, red) of 48 rows, values from -1 to 1. */
export interface Strip {
  readonly width: number;
  readonly data: Float32Array;
}

/** Cuts the quadrilateral out of the picture, straight, 48 pixels high and `squeeze` times its width. */
export function crop(
  picture: Bitmap,
  [topLeft, topRight, bottomRight, bottomLeft]: Quad,
  squeeze = SQUEEZE,
): Strip {
  const along = distance(topLeft, topRight) + distance(bottomLeft, bottomRight);
  const down = distance(topLeft, bottomLeft) + distance(topRight, bottomRight);
  const ideal = (squeeze * STRIP_HEIGHT * along) / down;
  const width = Math.min(MAX_WIDTH, Math.max(WIDTH_STEP, Math.round(ideal / WIDTH_STEP) * WIDTH_STEP));
  const data = new Float32Array(3 * STRIP_HEIGHT * width);
  for (let row = 0; row < STRIP_HEIGHT; row++) {
    const v = (row + 0.5) / STRIP_HEIGHT;
    const leftX = mix(topLeft.x, bottomLeft.x, v);
    const leftY = mix(topLeft.y, bottomLeft.y, v);
    const rightX = mix(topRight.x, bottomRight.x, v);
    const rightY = mix(topRight.y, bottomRight.y, v);
    for (let column = 0; column < width; column++) {
      const u = (column + 0.5) / width;
      const at = row * width + column;
      sample(picture, mix(leftX, rightX, u) - 0.5, mix(leftY, rightY, u) - 0.5, data, at);
    }
  }
  return { width, data };
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

/** Writes the colour at a point between four pixels; outside of the picture the colour of its edge. */
function sample(
  { width, height, data }: Bitmap,
  x: number,
  y: number,
  target: Float32Array,
  at: number,
): void {
  const x0 = Math.min(Math.max(Math.floor(x), 0), width - 1);
  const y0 = Math.min(Math.max(Math.floor(y), 0), height - 1);
  const right = x0 < width - 1 ? 3 : 0;
  const down = y0 < height - 1 ? 3 * width : 0;
  const u = Math.min(Math.max(x - x0, 0), 1);
  const v = Math.min(Math.max(y - y0, 0), 1);
  const plane = target.length / 3;
  let from = (y0 * width + x0) * 3;
  for (let channel = 2; channel >= 0; channel--) {
    const above = mix(data[from] ?? 0, data[from + right] ?? 0, u);
    const below = mix(data[from + down] ?? 0, data[from + down + right] ?? 0, u);
    target[channel * plane + at] = mix(above, below, v) / 127.5 - 1;
    from += 1;
  }
}
