/** A decoded picture: 3 bytes (red, green, blue) a pixel, row after row, no padding. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}
