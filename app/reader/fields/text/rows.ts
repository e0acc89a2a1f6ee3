import type { Line, Page } from "../../page.ts";
import { fold } from "./letters.ts";
import { type Baseline, paperShapeOf } from "./paper-shape.ts";

/** Pieces next to each other on the paper, from left to right. */
export interface Row {
  readonly pieces: readonly Line[];
  /** The pieces' texts with two spaces between them, as printed. */
  readonly text: string;
  /** The same in upper case without diacritics. */
  readonly folded: string;
  /** Pixels: middle of the row, and the height of its tallest piece. */
  readonly y: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
}

interface Measured extends Baseline {
  readonly line: Line;
  readonly left: number;
  readonly right: number;
}

/** Text that runs up or down the edge of the paper is decoration (a watermark, "please turn over"). */
const STEEPEST = 0.6;
/** Two pieces share a row when their middles differ by less than this share of their mean height. */
const SAME_ROW = 0.5;
/**
 * A piece may begin so many heights before the one at its left ends: the detector's boxes reach beyond their text, so
 * that those of neighbouring words overlap by up to 0.6 heights. Boxes on top of each other overlap by more than 1.
 */
const OVERLAP = 0.75;

/** Groups the pieces of a page into rows, following paper that is slanted or bent, from top to bottom. */
export function rowsOf(page: Page): Row[] {
  const measured = page.lines
    .filter((line) => line.text.trim() !== "")
    .map(measure)
    .filter((piece) => Math.abs(piece.slope) < STEEPEST);
  const shape = paperShapeOf(measured);
  const open: Measured[][] = [];
  for (const piece of [...measured].sort((a, b) => a.left - b.left)) {
    let best: Measured[] | undefined;
    let smallest = Number.POSITIVE_INFINITY;
    for (const row of open) {
      const last = row[row.length - 1];
      if (!last || piece.left < last.right - OVERLAP * last.height) continue;
      const expected = last.y + shape.sink(last.x, last.y, piece.x);
      const offset = Math.abs(piece.y - expected) / ((piece.height + last.height) / 2);
      if (offset < SAME_ROW && offset < smallest) {
        smallest = offset;
        best = row;
      }
    }
    if (best) best.push(piece);
    else open.push([piece]);
  }
  const middle = page.width / 2;
  const levelled = (row: readonly Measured[]) => {
    const first = row[0];
    return first ? first.y + shape.sink(first.x, first.y, middle) : 0;
  };
  return open
    .map((row) => ({ row, y: levelled(row) }))
    .sort((a, b) => a.y - b.y)
    .map(({ row, y }) => toRow(row, y));
}

function toRow(row: readonly Measured[], y: number): Row {
  const text = row.map((piece) => piece.line.text.trim()).join("  ");
  return {
    pieces: row.map((piece) => piece.line),
    text,
    folded: fold(text),
    y,
    height: Math.max(...row.map((piece) => piece.height)),
    left: Math.min(...row.map((piece) => piece.left)),
    right: Math.max(...row.map((piece) => piece.right)),
  };
}

function measure(line: Line): Measured {
  const [topLeft, topRight, bottomRight, bottomLeft] = line.quad;
  const width = Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y);
  return {
    line,
    x: (topLeft.x + topRight.x + bottomRight.x + bottomLeft.x) / 4,
    y: (topLeft.y + topRight.y + bottomRight.y + bottomLeft.y) / 4,
    width,
    left: Math.min(topLeft.x, bottomLeft.x),
    right: Math.max(topRight.x, bottomRight.x),
    height: Math.hypot(bottomLeft.x - topLeft.x, bottomLeft.y - topLeft.y),
    slope: width === 0 ? 0 : (topRight.y - topLeft.y) / Math.max(1, Math.abs(topRight.x - topLeft.x)),
  };
}
