import { distance } from "../detection/geometry.ts";
import type { Quad } from "../page.ts";
import type { Recognised } from "./ctc.ts";

/** Lines that are tried, the longest ones. */
const LINES = 5;

/** Upright text reads with a mean confidence of 0.9 and more, text upside down with 0.4 to 0.75. */
const SURE = 0.85;

/**
 * Where the longest lines read badly both ways, as writing in other scripts does, the numbers decide: among so many lines,
 * those that read this well.
 */
const MORE_LINES = 30;
const VERY_SURE = 0.95;

/**
 * Whether the text is upside down. Costs nothing more than the usual reading when the first lines read well,
 * else a second reading of these.
 * @param read the answer for a box, or for the box with its corners in the order of the other direction
 */
export async function isUpsideDown(
  boxes: readonly Quad[],
  read: (box: Quad) => Promise<Recognised>,
): Promise<boolean> {
  const longest = [...boxes].sort(([a, b], [c, d]) => distance(c, d) - distance(a, b));
  const few = longest.slice(0, LINES);
  const upright = await meanConfidence(few, read);
  if (upright >= SURE || few.length === 0) {
    return false;
  }
  const onHead = await meanConfidence(few.map(turned), read);
  if (onHead <= upright || onHead >= SURE) {
    return onHead > upright;
  }
  const many = longest.slice(0, MORE_LINES);
  const [sureUpright, sureOnHead] = [await countSure(many, read), await countSure(many.map(turned), read)];
  return sureOnHead >= sureUpright;
}

function turned([a, b, c, d]: Quad): Quad {
  return [c, d, a, b];
}

async function countSure(boxes: readonly Quad[], read: (box: Quad) => Promise<Recognised>): Promise<number> {
  const lines = await Promise.all(boxes.map(read));
  return lines.filter(({ text, confidence }) => text.length > 1 && confidence >= VERY_SURE).length;
}

async function meanConfidence(
  boxes: readonly Quad[],
  read: (box: Quad) => Promise<Recognised>,
): Promise<number> {
  const lines = await Promise.all(boxes.map(read));
  return lines.reduce((sum, { confidence }) => sum + confidence / boxes.length, 0);
}
