import { memoize } from "../../memoize.ts";
import type { ReceiptText } from "../text/receipt-text.ts";

/** Where a row is on its page and what kind of characters it has; measures of about 1. */
export interface RowGeometry {
  /** 0 in the first row, 1 in the last. */
  readonly depth: number;
  readonly row: number;
  readonly isFirst: number;
  readonly isSecond: number;
  readonly isLast: number;
  /** 0 in the middle, 1 at the edge. */
  readonly side: number;
  readonly width: number;
  /** Above the middle height of rows. */
  readonly tall: number;
  readonly letters: number;
  readonly digits: number;
  readonly capitals: number;
  readonly length: number;
  readonly hasAmount: number;
  readonly isAboveAmounts: number;
  readonly isBelowAmounts: number;
  readonly hasDate: number;
  readonly isAboveDates: number;
  readonly pieces: number;
  readonly confidence: number;
  readonly gapAbove: number;
  readonly gapBelow: number;
}

/** Of every row of a receipt. */
export const geometryOf = memoize((text: ReceiptText): readonly RowGeometry[] => {
  const { rows, textHeight } = text;
  const edges = edgesOf(text);
  const width = Math.max(1, edges.right - edges.left);
  const length = Math.max(1, edges.bottom - edges.top);
  const withAmount = new Set(
    text.amounts.flatMap(({ role, hasCents, rowIndex }) => (role === "money" && hasCents ? [rowIndex] : [])),
  );
  const firstAmount = [...withAmount][0] ?? rows.length;
  const lastAmount = [...withAmount].at(-1) ?? rows.length;
  const firstDate = text.dates.findIndex((inRow) => inRow.length > 0);
  return rows.map((row, index) => {
    const [above, below] = [rows[index - 1], rows[index + 1]];
    const letters = row.text.replace(/[^\p{L}]/gu, "");
    const capitals = row.text.replace(/[^\p{Lu}]/gu, "").length;
    const digits = row.text.replace(/\D/gu, "").length;
    return {
      depth: (row.y - edges.top) / length,
      row: Math.min(index, 12) / 6,
      isFirst: Number(index === 0),
      isSecond: Number(index === 1),
      isLast: Number(below === undefined),
      side: (2 * Math.abs((row.left + row.right) / 2 - edges.left - width / 2)) / width,
      width: (row.right - row.left) / width,
      tall: Math.min(3, row.height / textHeight) - 1,
      letters: letters.length / Math.max(1, row.text.length),
      digits: digits / Math.max(1, row.text.length),
      capitals: capitals / Math.max(1, letters.length),
      length: Math.min(row.text.length, 50) / 25,
      hasAmount: Number(withAmount.has(index)),
      isAboveAmounts: Number(index < firstAmount),
      isBelowAmounts: Number(index > lastAmount),
      hasDate: Number((text.dates[index] ?? []).length > 0),
      isAboveDates: Number(firstDate < 0 || index < firstDate),
      pieces: Math.min(row.pieces.length, 6) / 3,
      confidence: row.pieces.reduce((least, { confidence }) => Math.min(least, confidence), 1),
      gapAbove: above ? Math.min((row.y - above.y) / textHeight, 5) / 2 : 2.5,
      gapBelow: below ? Math.min((below.y - row.y) / textHeight, 5) / 2 : 2.5,
    };
  });
});

function edgesOf({ rows }: ReceiptText) {
  const edges = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { left, right, y } of rows) {
    edges.left = Math.min(edges.left, left);
    edges.right = Math.max(edges.right, right);
    edges.top = Math.min(edges.top, y);
    edges.bottom = Math.max(edges.bottom, y);
  }
  return edges;
}
