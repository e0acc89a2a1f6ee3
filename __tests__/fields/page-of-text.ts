import type { Line, Page } from "../../app/reader/line.ts";

/** Pixels of a printed character and of a row, as a thermal printer sets them. */
const CHARACTER = 12;
const HEIGHT = 24;
const PITCH = 32;
const MARGIN = 40;

/**
 * Sets a text as a receipt: two spaces or more separate the pieces of a row, which then stand in columns; a row that
 * begins with "# " is printed twice as high.
 */
export function pageOfText(text: string): Page {
  const rows = text.replace(/\n+$/u, "").split("\n");
  const widest = Math.max(...rows.map((row) => row.length), 30);
  const width = 2 * MARGIN + widest * CHARACTER;
  const lines: Line[] = [];
  let y = MARGIN;
  for (const row of rows) {
    const isTall = row.startsWith("# ");
    const scale = isTall ? 2 : 1;
    const pieces = (isTall ? row.slice(2) : row).split(/ {2,}/u).filter((piece) => piece !== "");
    pieces.forEach((piece, index) => {
      const length = piece.length * CHARACTER * (isTall ? 1.3 : 1);
      const last = index > 0 && index === pieces.length - 1;
      const left = last ? width - MARGIN - length : MARGIN + (index * (width - 2 * MARGIN)) / pieces.length;
      lines.push(lineAt(piece, left, y, length, HEIGHT * scale));
    });
    y += PITCH * scale;
  }
  return { width, height: y + MARGIN, lines };
}

function lineAt(text: string, left: number, top: number, width: number, height: number): Line {
  const [right, bottom] = [left + width, top + height];
  return {
    text,
    confidence: 0.99,
    quad: [
      { x: left, y: top },
      { x: right, y: top },
      { x: right, y: bottom },
      { x: left, y: bottom },
    ],
  };
}
