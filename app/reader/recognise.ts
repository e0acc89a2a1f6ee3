import type { Bitmap } from "./bitmap.ts";
import { crop, STRIP_HEIGHT } from "./crop.ts";
import { decodeCtc, type Recognised } from "./ctc.ts";
import type { Quad } from "./line.ts";
import type { Models } from "./models.ts";

/**
 * Reads what stands in a box of the picture. One strip a run: several at once, padded to one width, take more time
 * and more memory.
 */
export async function recognise(
  { recogniser, characters }: Models,
  picture: Bitmap,
  box: Quad,
): Promise<Recognised> {
  const { width, data } = crop(picture, box);
  const scores = await recogniser({ data, dims: [1, 3, STRIP_HEIGHT, width] });
  return decodeCtc(scores.data, characters);
}
