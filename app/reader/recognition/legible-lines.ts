import type { Line, Quad } from "../page.ts";
import type { Recognised } from "./ctc.ts";

/** Boxes that read as worse than this are pictures, stamps and folds. */
const MIN_CONFIDENCE = 0.5;

/** Drops what is not text, and sorts from top to bottom. */
export function toLines(read: readonly (Recognised & { readonly quad: Quad })[]): Line[] {
  return read
    .filter(({ text, confidence }) => text !== "" && confidence >= MIN_CONFIDENCE)
    .sort((a, b) => middle(a.quad) - middle(b.quad));
}

function middle(quad: Quad): number {
  return quad.reduce((sum, { y }) => sum + y / 4, 0);
}
