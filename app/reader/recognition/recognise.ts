import type { Quad } from "../page.ts";
import type { Bitmap } from "../picture/bitmap.ts";
import type { Network } from "../runtime.ts";
import { crop, STRIP_HEIGHT } from "./crop.ts";
import { decodeCtc, type Recognised } from "./ctc.ts";

/** Reads the text in a box of the picture. Once `signal` is aborted, no other box is begun and the promise rejects. */
export type Recognise = (picture: Bitmap, box: Quad, signal?: AbortSignal) => Promise<Recognised>;

/**
 * Recognises in this thread, in the order of the calls. One strip a run: several at once, padded to one width, take more
 * time and more memory.
 * @param characters the network's classes after the blank
 */
export function recogniserOf(network: Network, characters: readonly string[]): Recognise {
  let last: Promise<unknown> = Promise.resolve();
  const recognise: Recognise = async (picture, box, signal) => {
    signal?.throwIfAborted();
    const { width, data } = crop(picture, box);
    const scores = await network({ data, dims: [1, 3, STRIP_HEIGHT, width] });
    return decodeCtc(scores.data, characters);
  };
  return (picture, box, signal) => {
    // Strips are cut when their turn comes, since each takes memory.
    const recognised = last.then(() => recognise(picture, box, signal));
    last = recognised.catch(() => {});
    return recognised;
  };
}
