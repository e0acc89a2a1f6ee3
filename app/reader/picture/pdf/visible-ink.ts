import type { Rect } from "./rect.ts";

/** Levels of grey by which ink differs from what is there without it. Light grey print differs by 50. */
const LEAST_CONTRAST = 32;

/** Tells in one step whether text changes what is drawn at a place: how many changed pixels are above and left of each. */
export class VisibleInk {
  readonly #width: number;
  readonly #height: number;
  readonly #sums: Uint32Array;

  /** @param drawn the page, row after row @param without the same without its text */
  constructor(drawn: Uint8Array, without: Uint8Array, width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#sums = new Uint32Array((width + 1) * (height + 1));
    for (let y = 0; y < height; y++) {
      const above = y * (width + 1);
      const row = above + width + 1;
      const [before, after] = [drawn, without].map((grey) => grey.subarray(y * width, (y + 1) * width));
      if (before === undefined || after === undefined || Buffer.compare(before, after) === 0) {
        this.#sums.copyWithin(row, above, row);
        continue;
      }
      let changed = 0;
      for (let x = 0; x < width; x++) {
        changed += Math.abs((before[x] ?? 0) - (after[x] ?? 0)) >= LEAST_CONTRAST ? 1 : 0;
        this.#sums[row + x + 1] = changed + (this.#sums[above + x + 1] ?? 0);
      }
    }
  }

  /** Whether there is ink of a text in this rectangle, all of which is on the page. */
  isIn({ left, top, right, bottom }: Rect): boolean {
    if (left < -1 || top < -1 || right > this.#width + 1 || bottom > this.#height + 1) {
      return false;
    }
    const [x1, y1] = [Math.max(0, Math.floor(left)), Math.max(0, Math.floor(top))];
    const [x2, y2] = [Math.min(this.#width, Math.ceil(right)), Math.min(this.#height, Math.ceil(bottom))];
    return this.#until(x2, y2) + this.#until(x1, y1) > this.#until(x1, y2) + this.#until(x2, y1);
  }

  #until(x: number, y: number): number {
    return this.#sums[y * (this.#width + 1) + x] ?? 0;
  }
}
