/** A decoded picture: 3 bytes (red, green, blue) a pixel, row after row, no padding. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** @param grey of each pixel, row after row */
export function bitmapOfGrey(grey: Uint8Array, width: number, height: number): Bitmap {
  const data = new Uint8Array(3 * grey.length);
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const level = grey[pixel] ?? 0;
    data[3 * pixel] = level;
    data[3 * pixel + 1] = level;
    data[3 * pixel + 2] = level;
  }
  return { width, height, data };
}
