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
  const measured = boxes.map(measure);
  return boxes.map((box, index) => {
    const own = measured[index];
    let [start, end] = [0, 0];
    for (const other of measured) {
      if (!own || other === own) {
        continue;
      }
      end = Math.max(end, overlap(own, other));
      start = Math.max(start, overlap(other, own));
    }
    return shortened(box, start / 2, end / 2);
  });
}

/** What is needed of a box for each other box. Lengths and places in pixels. */
interface Measured {
  readonly height: number;
  /** The direction of its text, of length 1. */
  readonly alongX: number;
  readonly alongY: number;
  /** The middles of its start, of its end and of the whole. */
  readonly startX: number;
  readonly startY: number;
  readonly endX: number;
  readonly endY: number;
  readonly middleX: number;
  readonly middleY: number;
}

function measure(box: Quad): Measured {
  const width = distance(box[0], box[1]);
  const [start, end] = [between(box[0], box[3], 0.5), between(box[1], box[2], 0.5)];
  const middle = between(box[0], box[2], 0.5);
  return {
    height: distance(box[0], box[3]),
    alongX: (box[1].x - box[0].x) / width,
    alongY: (box[1].y - box[0].y) / width,
    startX: start.x,
    startY: start.y,
    endX: end.x,
    endY: end.y,
    middleX: middle.x,
    middleY: middle.y,
  };
}

/** Pixels by which the left box runs into the right one; 0 where they are no such neighbours. */
function overlap(left: Measured, right: Measured): number {
  const height = (left.height + right.height) / 2;
  const [x, y] = [right.middleX - left.endX, right.middleY - left.endY];
  if (!(Math.abs(y * left.alongX - x * left.alongY) < LEVEL * height)) {
    return 0;
  }
  const into = (left.endX - right.startX) * left.alongX + (left.endY - right.startY) * left.alongY;
  const isAhead = x * left.alongX + y * left.alongY > 0;
  return isAhead && into > 0 && into <= MOST * height ? into : 0;
}

function shortened([a, b, c, d]: Quad, start: number, end: number): Quad {
  const width = distance(a, b);
  const [from, to] = [start / width, 1 - end / width];
  return [between(a, b, from), between(a, b, to), between(d, c, to), between(d, c, from)];
}

function between(from: Point, to: Point, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
