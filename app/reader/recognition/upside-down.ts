import { distance } from "../detection/geometry.ts";
import type { Quad } from "../page.ts";
import type { Recognised } from "./ctc.ts";

/** Lines that are tried, the longest ones. */
const LINES = 5;

/** Upright text reads with a mean confidence of 0.9 and more, text upside down with 0.4 to 0.75. */
const SURE = 0.85;

/**
 * Whether the text is upside down. Costs nothing more than the usual reading when the first lines read well,
 * else a second reading of these.
 * @param read the answer for a box, or for the box with its corners in the order of the other direction
 */
export async function isUpsideDown(
  boxes: readonly Quad[],
  read: (box: Quad) => Promise<Recognised>,
): Promise<boolean> {
  const longest = [...boxes].sort(([a, b], [c, d]) => distance(c, d) - distance(a, b)).slice(0, LINES);
  const upright = await meanConfidence(longest, read);
  if (upright >= SURE || longest.length === 0) {
    return false;
  }
  return (
    (await meanConfidence(
      longest.map(([a, b, c, d]) => [c, d, a, b]),
      read,
    )) > upright
  );
}

async function meanConfidence(
  boxes: readonly Quad[],
  read: (box: Quad) => Promise<Recognised>,
): Promise<number> {
  const lines = await Promise.all(boxes.map(read));
  return lines.reduce((sum, { confidence }) => sum + confidence / boxes.length, 0);
}
