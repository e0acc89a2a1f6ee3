import type { Point, Quad } from "../page.ts";
import { corners, type Rectangle, smallestRectangle } from "./geometry.ts";

/** The detector's answer: for each pixel, row after row, the probability (0 to 1) that it is inside text. */
export interface TextMap {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** From this probability on a pixel counts as text. */
const PIXEL_THRESHOLD = 0.3;

/** A box counts when the mean probability of its pixels is at least this. */
const BOX_THRESHOLD = 0.5;

/** The network is trained to mark text shrunk by area / perimeter times a constant; this undoes it. */
const UNCLIP = 1.6;

/** Pixels of the map; smaller boxes are specks. */
const MIN_SIDE = 3;

/**
 * Boxes around each connected patch of text, in pixels of the map.
 * @param blur pixels by which patches are wider and higher than what the network means
 */
export function findBoxes(map: TextMap, blur = 0): Quad[] {
  return patches(map)
    .filter(({ mean }) => mean >= BOX_THRESHOLD)
    .map(({ outline }) => smallestRectangle(outline))
    .filter(({ width, height }) => Math.min(width, height) >= MIN_SIDE)
    .map((rectangle) => corners(unclip(rectangle, blur)));
}

function unclip(rectangle: Rectangle, blur: number): Rectangle {
  const width = rectangle.width - blur;
  const height = rectangle.height - blur;
  const margin = (UNCLIP * width * height) / (2 * (width + height));
  return { ...rectangle, width: width + 2 * margin, height: height + 2 * margin };
}

interface Patch {
  /** Ends of the patch in each of its rows: enough for its hull. */
  readonly outline: Point[];
  /** Mean probability of its pixels. */
  readonly mean: number;
}

/** Patches of pixels that touch by side or corner. */
function patches({ width, height, data }: TextMap): Patch[] {
  const seen = new Uint8Array(width * height);
  const found: Patch[] = [];
  const stack: number[] = [];
  const visit = (index: number) => {
    if (seen[index] === 0 && (data[index] ?? 0) > PIXEL_THRESHOLD) {
      seen[index] = 1;
      stack.push(index);
    }
  };
  for (let start = 0; start < data.length; start++) {
    visit(start);
    if (stack.length === 0) {
      continue;
    }
    const rows = new Map<number, { left: number; right: number }>();
    let [sum, count] = [0, 0];
    for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
      sum += data[index] ?? 0;
      count += 1;
      const x = index % width;
      const y = (index - x) / width;
      const row = rows.get(y);
      if (row === undefined) {
        rows.set(y, { left: x, right: x });
      } else {
        row.left = Math.min(row.left, x);
        row.right = Math.max(row.right, x);
      }
      for (let nextY = Math.max(y - 1, 0); nextY <= Math.min(y + 1, height - 1); nextY++) {
        for (let nextX = Math.max(x - 1, 0); nextX <= Math.min(x + 1, width - 1); nextX++) {
          visit(nextY * width + nextX);
        }
      }
    }
    const outline = [...rows].flatMap(([y, { left, right }]) => [
      { x: left, y },
      { x: right + 1, y },
      { x: left, y: y + 1 },
      { x: right + 1, y: y + 1 },
    ]);
    found.push({ outline, mean: sum / count });
  }
  return found;
}
