import type { Recognised } from "./ctc.ts";
import type { Line, Quad } from "./line.ts";

/** Boxes that read as worse than this are pictures, stamps and folds. */
const MIN_CONFIDENCE = 0.5;

/** Joins boxes and their texts, drops what is no text, and sorts from top to bottom. */
export function toLines(quads: readonly Quad[], texts: readonly Recognised[]): Line[] {
  return quads
    .flatMap((quad, index) => {
      const recognised = texts[index];
      return recognised === undefined || recognised.text === "" || recognised.confidence < MIN_CONFIDENCE
        ? []
        : [{ ...recognised, quad }];
    })
    .sort((a, b) => middle(a.quad) - middle(b.quad));
}

function middle(quad: Quad): number {
  return quad.reduce((sum, { y }) => sum + y / 4, 0);
}
