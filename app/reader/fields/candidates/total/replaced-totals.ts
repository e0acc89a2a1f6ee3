import { hasLabel, type LabelledAmount } from "../../text/receipt-text.ts";
import { isTableRow, isTotal } from "./is-total.ts";
import { isRounding, subtotalsAndRest, toCents, type Witness } from "./sums.ts";

/** Totals and subtotals that a later total or payment replaces: it is one of them with the rest between the two. */
export function amountsBuiltUpon(
  money: readonly LabelledAmount[],
  witness: Witness,
): ReadonlySet<LabelledAmount> {
  const paid = money.filter((amount) => isPaid(amount, witness));
  const replaced = subtotalsAndRest(money).filter(
    ({ base, sum, rowIndex }) =>
      toCents(sum) !== base.value &&
      paid.some((amount) => amount.rowIndex > rowIndex && amount.value === toCents(sum)),
  );
  return new Set(replaced.map(({ base }) => base));
}

/** A later total, payment or rounded sum differs from this total by the rounding of cash only. */
export function isRoundedLater(
  money: readonly LabelledAmount[],
  total: LabelledAmount,
  witness: Witness,
): boolean {
  return money.some((other) => {
    if (other.rowIndex <= total.rowIndex || !isRounding(other.value, total.value)) return false;
    if (isTableRow(money, other)) return false;
    if (isPaid(other, witness)) return true;
    const isBare = other.labels.every((found) => found.label === "rounding");
    return isBare && other.rowIndex - total.rowIndex <= 4 && witness(other.value, other.rowIndex).rounded;
  });
}

/** A total, or a payment of which no change was returned. */
function isPaid(amount: LabelledAmount, witness: Witness): boolean {
  if (isTotal(amount)) return true;
  return hasLabel(amount.labels, "payment") && !witness(amount.value, amount.rowIndex).cashGiven;
}

/** The second amount is the first and a tip that is printed between the two. */
export function isTipBetween(
  tips: readonly LabelledAmount[],
  total: LabelledAmount,
  paid: LabelledAmount,
): boolean {
  return tips.some(
    (tip) =>
      tip.rowIndex > total.rowIndex &&
      tip.rowIndex < paid.rowIndex &&
      toCents(total.value + tip.value) === toCents(paid.value),
  );
}
