import { STRIP_HEIGHT, type Strip } from "./crop.ts";
import { decodeCtc, type Recognised } from "./ctc.ts";
import type { Network } from "./runtime.ts";

/** Strips in one run: more at once waste work on padding, fewer on overhead. */
const BATCH = 6;

/** Reads the strips; the answers are in their order. */
export async function recognise(
  network: Network,
  characters: readonly string[],
  strips: readonly Strip[],
): Promise<Recognised[]> {
  const byWidth = strips
    .map((strip, index) => ({ strip, index }))
    .sort((a, b) => a.strip.width - b.strip.width);
  const answers = new Map<number, Recognised>();
  for (let start = 0; start < byWidth.length; start += BATCH) {
    const batch = byWidth.slice(start, start + BATCH);
    const width = Math.max(...batch.map(({ strip }) => strip.width));
    const input = stack(
      batch.map(({ strip }) => strip),
      width,
    );
    const { data, dims } = await network({ data: input, dims: [batch.length, 3, STRIP_HEIGHT, width] });
    const [, steps = 0, classes = 0] = dims;
    batch.forEach(({ index }, position) => {
      const scores = data.subarray(position * steps * classes, (position + 1) * steps * classes);
      answers.set(index, decodeCtc(scores, steps, characters));
    });
  }
  return strips.map((_, index) => answers.get(index) ?? { text: "", confidence: 0 });
}

/** Puts strips one after the other, each filled up on the right with grey. */
function stack(strips: readonly Strip[], width: number): Float32Array {
  const rows = 3 * STRIP_HEIGHT;
  const input = new Float32Array(strips.length * rows * width);
  strips.forEach((strip, position) => {
    for (let row = 0; row < rows; row++) {
      input.set(
        strip.data.subarray(row * strip.width, (row + 1) * strip.width),
        (position * rows + row) * width,
      );
    }
  });
  return input;
}
