import { geometryOf } from "../../lines/row-geometry.ts";
import type { ReceiptText } from "../../text/receipt-text.ts";
import type { Features } from "../candidate.ts";
import type { StoreFeature } from "../feature-names.ts";

type PlaceFeatures = Features<Extract<StoreFeature, `at${string}`>>;

/** Where a name is on the page and how it is set; measures of about 1. */
export function placeFeatures(text: ReceiptText, value: string, indices: readonly number[]): PlaceFeatures {
  const [first = 0] = indices;
  const last = indices.at(-1) ?? first;
  const [own, end] = [geometryOf(text)[first], geometryOf(text)[last]];
  if (!own || !end) {
    throw new Error("A name has one row at least.");
  }
  const letters = value.replace(/[^\p{L}]/gu, "");
  const withCents = text.amounts.find(({ role, hasCents }) => role === "money" && hasCents);
  const firstDate = text.dates.findIndex((inRow) => inRow.length > 0);
  return {
    atDepth: own.depth,
    atRow: Math.min(first, 15) / 5,
    atSide: own.side,
    atWidth: own.width,
    atGapAbove: own.gapAbove,
    atGapBelow: end.gapBelow,
    atDate: Number(firstDate >= 0 && firstDate < first),
    atAmounts: Number(withCents !== undefined && withCents.rowIndex < first),
    atLetters: Math.min(letters.length, 40) / 20,
    atCapitals: value.replace(/[^\p{Lu}]/gu, "").length / Math.max(1, letters.length),
    atPieces: own.pieces,
    atRows: Math.min(text.rows.length, 100) / 50,
  };
}
