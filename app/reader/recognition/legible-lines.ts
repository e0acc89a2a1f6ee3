import type { Line, Page, Quad } from "../page.ts";
import type { Recognised } from "./ctc.ts";

/** Boxes that read as worse than this are pictures, stamps and folds. */
const MIN_CONFIDENCE = 0.5;

/** Tells text from what is none, and sorts both from top to bottom. */
export function toLines(
  read: readonly (Recognised & { readonly quad: Quad })[],
): Required<Pick<Page, "lines" | "illegible">> {
  const [lines, illegible]: [Line[], Line[]] = [[], []];
  for (const line of read.toSorted((a, b) => middle(a.quad) - middle(b.quad))) {
    (line.text !== "" && line.confidence >= MIN_CONFIDENCE ? lines : illegible).push(line);
  }
  return { lines, illegible };
}

function middle(quad: Quad): number {
  return quad.reduce((sum, { y }) => sum + y / 4, 0);
}
