import { directionOf, turnedBy } from "../../direction.ts";
import type { Line, Page, Quad } from "../../page.ts";
import { LONGEST_LINE } from "./bounded-page.ts";
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

/**
 * Characters; receipts have 80 in a row. What would make it longer begins a row of its own, since some patterns take time
 * with the square of a row's length.
 */
const LONGEST_ROW = LONGEST_LINE;

interface Measured extends Baseline {
  readonly line: Line;
  readonly left: number;
  readonly right: number;
}

/**
 * Radians, 20 degrees: a page that is tilted more is levelled before its rows are found. Of 532 scans and photos one is
 * tilted that much, the next one by 14 degrees; the slope of paper is fitted well up to 30.
 */
const TILTED = 0.35;
/** Radians, 50 degrees: text that is steeper has been turned by a right angle before it was read. */
const UPRIGHT = 0.87;
/** Text that runs up or down the edge of the paper is decoration (a watermark, "please turn over"). */
const STEEPEST = 0.6;
/** Two pieces share a row when their middles differ by less than this share of their mean height. */
const SAME_ROW = 0.5;
/**
 * A piece may begin so many heights before the one at its left ends: the detector's boxes reach beyond their text, so
 * that those of neighbouring words overlap by up to 0.6 heights. Boxes on top of each other overlap by more than 1.
 */
const OVERLAP = 0.75;

/** Between the texts of pieces. */
export const GAP = "  ";

/** A row while its pieces are found. */
interface Open {
  /** In the order of their first pieces; of two that fit as well, the earlier is taken. */
  readonly index: number;
  readonly pieces: Measured[];
  last: Measured;
  /** Characters. */
  length: number;
}

/** Groups the pieces of a page into rows, following paper that is slanted or bent, from top to bottom. */
export function rowsOf(page: Page): Row[] {
  const direction = directionOf(page.lines.map(({ quad }) => quad));
  const isTilted = Math.abs(direction) > TILTED && Math.abs(direction) < UPRIGHT;
  const centre = { x: page.width / 2, y: page.height / 2 };
  const measured = page.lines
    .filter((line) => line.text.trim() !== "")
    .map((line) => measure(line, isTilted ? turnedBy(line.quad, -direction, centre) : line.quad))
    .filter((piece) => Math.abs(piece.slope) < STEEPEST);
  const shape = paperShapeOf(measured);
  const open: Open[] = [];
  // Rows whose last pieces are farther above or below than this cannot take a piece.
  const reach = 1.01 * (shape.mostSink + SAME_ROW * Math.max(1, ...measured.map(({ height }) => height)));
  const bandOf = ({ y }: Measured) => Math.floor(y / reach);
  const bands = new Map<number, Set<Open>>();
  const put = (row: Open) => {
    const band = bandOf(row.last);
    bands.set(band, (bands.get(band) ?? new Set()).add(row));
  };
  for (const piece of [...measured].sort((a, b) => a.left - b.left)) {
    let best: Open | undefined;
    let smallest = Number.POSITIVE_INFINITY;
    for (const row of rowsNear(bands, bandOf(piece))) {
      const { last } = row;
      if (piece.left < last.right - OVERLAP * last.height) {
        continue;
      }
      if (row.length + piece.line.text.length > LONGEST_ROW) {
        continue;
      }
      const expected = last.y + shape.sink(last.x, last.y, piece.x);
      const offset = Math.abs(piece.y - expected) / ((piece.height + last.height) / 2);
      const isBetter = offset < smallest || (offset === smallest && best && row.index < best.index);
      if (offset < SAME_ROW && isBetter) {
        smallest = offset;
        best = row;
      }
    }
    if (best) {
      bands.get(bandOf(best.last))?.delete(best);
      best.pieces.push(piece);
      best.last = piece;
      best.length += piece.line.text.length + GAP.length;
      put(best);
    } else {
      const row = {
        index: open.length,
        pieces: [piece],
        last: piece,
        length: piece.line.text.length + GAP.length,
      };
      open.push(row);
      put(row);
    }
  }
  const middle = page.width / 2;
  const levelled = (row: readonly Measured[]) => {
    const first = row[0];
    return first ? first.y + shape.sink(first.x, first.y, middle) : 0;
  };
  return open
    .map(({ pieces }) => ({ row: pieces, y: levelled(pieces) }))
    .sort((a, b) => a.y - b.y)
    .map(({ row, y }) => toRow(row, y));
}

/** Of so many rows in reach a piece may continue one, so that text on top of text is not compared all with all. */
const MOST_IN_REACH = 400;

function rowsNear(bands: ReadonlyMap<number, ReadonlySet<Open>>, band: number): Open[] {
  const near: Open[] = [];
  for (const rows of [bands.get(band), bands.get(band - 1), bands.get(band + 1)]) {
    for (const row of rows ?? []) {
      if (near.length === MOST_IN_REACH) {
        return near;
      }
      near.push(row);
    }
  }
  return near;
}

function toRow(row: readonly Measured[], y: number): Row {
  const text = row.map((piece) => piece.line.text.trim()).join(GAP);
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

/** @param quad the line's corners on the levelled page */
function measure(line: Line, quad: Quad): Measured {
  const [topLeft, topRight, bottomRight, bottomLeft] = quad;
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
