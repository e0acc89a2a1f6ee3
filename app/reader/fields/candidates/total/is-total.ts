import { memoize } from "../../../memoize.ts";
import { hasLabel, type LabelledAmount } from "../../text/receipt-text.ts";
import { EXCLUSIVE, INCLUSIVE } from "../../words/total-words.ts";

/** Whether the words next to an amount say "total", and not "total tax", "total points" or "total without tax". */
export const isTotal = memoize((amount: LabelledAmount): boolean => {
  const { labels, words } = amount;
  if (!hasLabel(labels, "total")) {
    return false;
  }
  if (EXCLUSIVE.test(words)) {
    return false;
  }
  if (
    hasLabel(labels, "subtotal", "discount", "points", "change", "rounding", "tip") ||
    /ACCEPTED/u.test(words)
  ) {
    return false;
  }
  if (hasLabel(labels, "quantity") && amount.decimals === 0 && !amount.grouped) {
    return false;
  }
  // "TOTAL 6 % SUPPLIES": the part with this rate of tax, whose digit may be lost.
  if (/(?:TOTAL|TOTALE|TOTAAL|SUMME|SUMA) ?(?:\d{1,2}(?:[.,]\d+)?)? ?%/u.test(words)) {
    return false;
  }
  // "TOTAL GST 6 %" is a part, unless it says that the tax is in it.
  if (hasLabel(labels, "tax") || /\d\s?%/u.test(words)) {
    return INCLUSIVE.test(words);
  }
  return true;
});

/** Tells of an amount whether its row is one of a table, such as the sums of net, tax and gross: it has several. */
export function tableRowsOf(money: readonly LabelledAmount[]): (amount: LabelledAmount) => boolean {
  const withCents = money.filter(({ hasCents }) => hasCents);
  const values = new Map(
    [...Map.groupBy(withCents, ({ rowIndex }) => rowIndex)].map(([row, amounts]) => [
      row,
      new Set(amounts.map(({ value }) => value)),
    ]),
  );
  return ({ rowIndex, value }) => {
    const inRow = values.get(rowIndex);
    return inRow !== undefined && (inRow.size > 1 || !inRow.has(value));
  };
}

export function totalPhrases(amount: LabelledAmount): string[] {
  return amount.labels.filter((found) => found.label === "total").map((found) => found.phrase);
}
