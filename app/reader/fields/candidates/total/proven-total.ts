import type { LabelledAmount, ReceiptText } from "../../text/receipt-text.ts";
import { toCents } from "./cents.ts";

/**
 * The total of a receipt whose words are not read, where its numbers leave no doubt: the amounts above add up to it, and
 * below it is printed again as the largest amount, or is what two amounts differ by, the cash given and the change.
 */
export function provenTotal(text: ReceiptText): LabelledAmount | undefined {
  const all = text.amounts.filter(({ role, value }) => role === "money" && value > 0);
  const first = all.find(isClear);
  // Below "1,280", "398" is an amount too.
  const isBelow = ({ rowIndex, isLastInRow }: LabelledAmount) =>
    isLastInRow && first?.grouped === true && rowIndex > first.rowIndex;
  const money = all.filter((amount) => isClear(amount) || isBelow(amount));
  const values = money.slice(0, MOST).map(({ value }) => toCents(value));
  const proven = money.filter((_, index) => isSum(values, index) && isConfirmed(values, index));
  return new Set(proven.map(({ value }) => value)).size === 1 ? proven[0] : undefined;
}

/** Whether a number is one of money by itself. */
function isClear({ hasCents, grouped, currency }: LabelledAmount): boolean {
  return hasCents || grouped || currency !== null;
}

/** Each amount is compared with all others: so many are looked at, more than receipts without words have. */
const MOST = 100;

/** Whether all amounts above add up to one, with or without a subtotal among them. */
function isSum(values: readonly number[], index: number): boolean {
  const above = values.slice(0, index);
  const all = sum(above);
  return (
    above.length > 0 &&
    (all === values[index] || subtotalsOf(above).some((one) => all - one === values[index]))
  );
}

/** The amounts that are the sum of two and more above. */
function subtotalsOf(values: readonly number[]): number[] {
  return values.filter((value, index) => index > 1 && sum(values.slice(0, index)) === value);
}

function isConfirmed(values: readonly number[], index: number): boolean {
  const total = values[index] ?? 0;
  const below = values.slice(index + 1);
  const isChanged = below.some((cash, at) => cash > total && toCents(cash - (below[at + 1] ?? 0)) === total);
  const isRepeated = index > 1 && below.includes(total) && total === Math.max(...values);
  return isChanged || isRepeated;
}

function sum(values: readonly number[]): number {
  return toCents(values.reduce((before, value) => before + value, 0));
}
