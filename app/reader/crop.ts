import type { Bitmap } from "./bitmap.ts";
import { distance } from "./geometry.ts";
import type { Quad } from "./line.ts";

/** Pixels: the height that the recogniser takes. */
export const STRIP_HEIGHT = 48;

/** Widths are multiples of this, because the recogniser shrinks them eightfold. */
const STEP = 8;

/** The longest line of text: 60 characters in 2,000 pixels. */
const MAX_WIDTH = 2400;

/** A piece of text, straightened: planes of 48 rows and `width` columns, values -1 to 1, blue first. */
export interface Strip {
  readonly width: number;
  readonly data: Float32Array;
}

/** Cuts the quadrilateral out of the picture, straight and 48 pixels high. */
export function crop(picture: Bitmap, [topLeft, topRight, bottomRight, bottomLeft]: Quad): Strip {
  const along = (distance(topLeft, topRight) + distance(bottomLeft, bottomRight)) / 2;
  const down = (distance(topLeft, bottomLeft) + distance(topRight, bottomRight)) / 2;
  const width = Math.min(MAX_WIDTH, Math.max(STEP, Math.round((STRIP_HEIGHT * along) / down / STEP) * STEP));
  const plane = STRIP_HEIGHT * width;
  const data = new Float32Array(3 * plane);
  for (let row = 0; row < STRIP_HEIGHT; row++) {
    const v = (row + 0.5) / STRIP_HEIGHT;
    const left = { x: mix(topLeft.x, bottomLeft.x, v), y: mix(topLeft.y, bottomLeft.y, v) };
    const right = { x: mix(topRight.x, bottomRight.x, v), y: mix(topRight.y, bottomRight.y, v) };
    for (let column = 0; column < width; column++) {
      const u = (column + 0.5) / width;
      sample(
        picture,
        mix(left.x, right.x, u) - 0.5,
        mix(left.y, right.y, u) - 0.5,
        data,
        row * width + column,
        plane,
      );
    }
  }
  return { width, data };
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

/** Writes the colour at a place between four pixels; outside of the picture its edge goes on. */
function sample(
  picture: Bitmap,
  x: number,
  y: number,
  target: Float32Array,
  at: number,
  plane: number,
): void {
  const { width, height, data } = picture;
  const x0 = Math.min(Math.max(Math.floor(x), 0), width - 1);
  const y0 = Math.min(Math.max(Math.floor(y), 0), height - 1);
  const x1 = Math.min(x0 + 1, width - 1);
  const y1 = Math.min(y0 + 1, height - 1);
  const u = Math.min(Math.max(x - x0, 0), 1);
  const v = Math.min(Math.max(y - y0, 0), 1);
  for (let channel = 0; channel < 3; channel++) {
    const pixel = (column: number, row: number) => data[(row * width + column) * 3 + channel] ?? 0;
    const value = mix(mix(pixel(x0, y0), pixel(x1, y0), u), mix(pixel(x0, y1), pixel(x1, y1), u), v);
    target[(2 - channel) * plane + at] = value / 127.5 - 1;
  }
}
