import type { Point, Quad } from "../page.ts";
import { distance } from "./geometry.ts";

/** Boxes are in one row when their middles differ by less than this share of a height. */
const LEVEL = 0.35;

/** Heights. What overlaps more is on top of the other box, and no neighbour. */
const MOST = 0.75;

/**
 * Ends neighbouring boxes of a row where they meet. Each reaches beyond its text, and so into the next word, whose
 * first letter would be read twice.
 */
export function separateNeighbours(boxes: readonly Quad[]): Quad[] {
  return boxes.map((box) => {
    let [start, end] = [0, 0];
    for (const other of boxes) {
      if (other === box) continue;
      end = Math.max(end, overlap(box, other));
      start = Math.max(start, overlap(other, box));
    }
    return shortened(box, start / 2, end / 2);
  });
}

/** Pixels by which the left box runs into the right one; 0 where they are no such neighbours. */
function overlap(left: Quad, right: Quad): number {
  const height = (distance(left[0], left[3]) + distance(right[0], right[3])) / 2;
  const width = distance(left[0], left[1]);
  const along = { x: (left[1].x - left[0].x) / width, y: (left[1].y - left[0].y) / width };
  const end = between(left[1], left[2], 0.5);
  const middle = between(right[0], right[2], 0.5);
  const start = between(right[0], right[3], 0.5);
  const sideways = (middle.y - end.y) * along.x - (middle.x - end.x) * along.y;
  const into = (end.x - start.x) * along.x + (end.y - start.y) * along.y;
  const isAhead = (middle.x - end.x) * along.x + (middle.y - end.y) * along.y > 0;
  return isAhead && Math.abs(sideways) < LEVEL * height && into > 0 && into <= MOST * height ? into : 0;
}

function shortened([a, b, c, d]: Quad, start: number, end: number): Quad {
  const width = distance(a, b);
  const [from, to] = [start / width, 1 - end / width];
  return [between(a, b, from), between(a, b, to), between(d, c, to), between(d, c, from)];
}

function between(from: Point, to: Point, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
