import { hasLabel, type LabelledAmount } from "../../text/receipt-text.ts";
import { subtotalsAndRest } from "./built-sums.ts";
import { isRounding, MOST_ROUNDING, toCents } from "./cents.ts";
import { isTotal } from "./is-total.ts";
import { type RowsByValue, rowsByValue, valuesNear } from "./sorted-values.ts";
import type { Witness } from "./sums.ts";

/** Totals and subtotals that a later total or payment replaces: it is one of them with the rest between the two. */
export function amountsBuiltUpon(
  money: readonly LabelledAmount[],
  witness: Witness,
): ReadonlySet<LabelledAmount> {
  const paid = placesOf(money.filter((amount) => isPaid(amount, witness)));
  const replaced = subtotalsAndRest(money).filter(
    ({ base, sum, rowIndex }) =>
      toCents(sum) !== base.value && paid.nextRow(toCents(sum), rowIndex) < Number.POSITIVE_INFINITY,
  );
  return new Set(replaced.map(({ base }) => base));
}

/** A bare rounded sum is at most so many rows below the total. */
const ROWS_TO_ROUNDED = 4;

/** Tells of a total whether a later total, payment or rounded sum differs from it by the rounding of cash only. */
export function roundedLater(
  money: readonly LabelledAmount[],
  witness: Witness,
  isTableRow: (amount: LabelledAmount) => boolean,
): (total: LabelledAmount) => boolean {
  const single = money.filter((amount) => !isTableRow(amount));
  const paid = placesOf(single.filter((amount) => isPaid(amount, witness)));
  const rounded = placesOf(
    single.filter(
      (amount) =>
        amount.labels.every((found) => found.label === "rounding") &&
        witness(amount.value, amount.rowIndex).rounded,
    ),
  );
  return ({ value, rowIndex }) => {
    const isBelow = (places: RowsByValue, most: number) =>
      valuesNear(places.values, value, 2 * MOST_ROUNDING).some(
        (other) => isRounding(other, value) && places.nextRow(other, rowIndex) - rowIndex <= most,
      );
    return isBelow(paid, Number.MAX_SAFE_INTEGER) || isBelow(rounded, ROWS_TO_ROUNDED);
  };
}

/** So many tips are added to totals; receipts suggest four. */
const MOST_TIPS = 20;

/** Tells of an amount whether it is a total and a tip that is printed between the two. */
export function totalsWithTip(
  money: readonly LabelledAmount[],
  totals: readonly LabelledAmount[],
): (paid: LabelledAmount) => boolean {
  const tips = money.filter((amount) => hasLabel(amount.labels, "tip") && amount.value > 0).slice(-MOST_TIPS);
  const sums = rowsByValue(
    totals.flatMap((total) =>
      tips
        .filter((tip) => tip.rowIndex > total.rowIndex)
        .map((tip) => [toCents(total.value + tip.value), tip.rowIndex] as const),
    ),
  );
  return (paid) => sums.nextRow(toCents(paid.value), -1) < paid.rowIndex;
}

function placesOf(money: readonly LabelledAmount[]): RowsByValue {
  return rowsByValue(money.map(({ value, rowIndex }) => [value, rowIndex]));
}

/** A total, or a payment of which no change was returned. */
function isPaid(amount: LabelledAmount, witness: Witness): boolean {
  if (isTotal(amount)) {
    return true;
  }
  return hasLabel(amount.labels, "payment") && !witness(amount.value, amount.rowIndex).cashGiven;
}
