/** Levels of grey by which ink differs from the ground, and pixels of ink that cannot be text. */
const LEAST_CONTRAST = 24;
const SPECKS = 30;

/** Pixels: ink that runs so far in a straight line is a rule, a frame or a shaded row, and no letter. */
const RULE = 200;

/** Whether there is ink that may be text: anything but rules and shaded rectangles on an even ground. */
export function hasOtherInk(grey: Uint8Array, width: number, height: number): boolean {
  const ground = mostCommon(grey);
  /** Of each column: pixels of the ink that ends in the row above, and of these the ones that are not of a rule in their row. */
  const runs = new Uint32Array(width);
  const others = new Uint32Array(width);
  let count = 0;
  const endRun = (x: number) => {
    count += (runs[x] ?? 0) < RULE ? (others[x] ?? 0) : 0;
    runs[x] = 0;
    others[x] = 0;
  };
  for (let y = 0; y < height && count <= SPECKS; y++) {
    for (let x = 0; x < width; ) {
      const start = x;
      while (x < width && Math.abs((grey[y * width + x] ?? 0) - ground) >= LEAST_CONTRAST) {
        x += 1;
      }
      const other = x - start < RULE ? 1 : 0;
      for (let column = start; column < x; column++) {
        runs[column] = (runs[column] ?? 0) + 1;
        others[column] = (others[column] ?? 0) + other;
      }
      if (x < width) {
        if (runs[x] !== 0) {
          endRun(x);
        }
        x += 1;
      }
    }
  }
  for (let x = 0; x < width; x++) {
    endRun(x);
  }
  return count > SPECKS;
}

function mostCommon(grey: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const level of grey) {
    counts[level] = (counts[level] ?? 0) + 1;
  }
  return counts.indexOf(Math.max(...counts));
}
