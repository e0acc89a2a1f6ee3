import type { Field, NullReason } from "../../receipt.ts";
import { hasLabel, type ReceiptText } from "./text/receipt-text.ts";

/** Lines that are recognised worse than this on average are guesses. */
const LEGIBLE = 0.75;
/** A second candidate with this part of the first one's share is as good as the first. */
const RIVAL = 0.5;
/** Looks like a date of which a digit was misread. */
const BROKEN_DATE = /(?<!\d)[\dOIL]{1,2}\s?[-/.]\s?[\dOIL]{1,2}\s?[-/.]\s?[\dA-Z]{2,4}(?![\d.])/u;

/** Why a field has no value, given its candidates' shares, best first. */
export function nullReasonOf(field: Field, text: ReceiptText, shares: readonly number[]): NullReason {
  const [best, second] = shares;
  if (best !== undefined && second !== undefined && second > RIVAL * best) {
    return "ambiguous";
  }
  return isIllegible(field, text) ? "unreadable" : "not_found";
}

function isIllegible(field: Field, text: ReceiptText): boolean {
  const confidences = text.page.lines.map((line) => line.confidence);
  const mean = confidences.reduce((sum, confidence) => sum + confidence, 0) / Math.max(1, confidences.length);
  if (confidences.length > 0 && mean < LEGIBLE) {
    return true;
  }
  // Its label is there, and nothing next to it can be read.
  if (field === "total") {
    return text.labels.some((labels) => hasLabel(labels, "total"));
  }
  if (field === "purchaseDate") {
    return text.rows.some((row, index) => BROKEN_DATE.test(row.folded) && text.dates[index]?.length === 0);
  }
  return false;
}
