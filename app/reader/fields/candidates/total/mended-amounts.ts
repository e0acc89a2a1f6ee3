import { isDigitLike } from "../../text/misreading.ts";
import { hasLabel, type LabelledAmount, type ReceiptText } from "../../text/receipt-text.ts";
import { REFUND } from "../../words/refund-words.ts";
import { isRounding } from "./cents.ts";
import { isTotal } from "./is-total.ts";
import type { Witness } from "./sums.ts";

/** "$12.80" is read as "512.80": where other amounts have their dollar and one is the same without the 5, it is that. */
export function withDollars(money: readonly LabelledAmount[]): readonly LabelledAmount[] {
  const dollars = new Set(money.filter(({ currency }) => currency?.endsWith("$")).map(({ value }) => value));
  return money.map((amount) => {
    if (amount.currency !== null || !amount.hasCents || !/^[58]\d/u.test(String(amount.value))) {
      return amount;
    }
    const value = Number(String(amount.value).slice(1));
    return dollars.has(value) ? { ...amount, value, currency: "$" } : amount;
  });
}

/** "51.88" is read as "5188": a total without cents that with them is a sum, or is printed elsewhere, is that. */
export function withPoints(money: readonly LabelledAmount[], witness: Witness): readonly LabelledAmount[] {
  const withCents = new Set(money.filter(({ hasCents }) => hasCents).map(({ value }) => value));
  return money.map((amount) => {
    const { decimals, grouped, rowIndex } = amount;
    const value = amount.value / 100;
    if (decimals !== 0 || grouped || Math.abs(value) < 1 || !isTotal(amount)) {
      return amount;
    }
    return isWitnessed(witness, Math.abs(value), rowIndex) || withCents.has(value)
      ? { ...amount, value, decimals: 2, hasCents: true }
      : amount;
  });
}

/**
 * Without a word of a refund, a single minus among positive amounts is a dash before the number, and a negative
 * payment of an amount that is there without minus settles that amount. With such a word, an amount without minus
 * is the total when that has one.
 */
export function withoutStrayMinus(
  text: ReceiptText,
  money: readonly LabelledAmount[],
): readonly LabelledAmount[] {
  const negative = money.filter((amount) => amount.value < 0);
  if (negative.length === 0) {
    return money;
  }
  if (text.rows.some((row) => REFUND.test(row.folded))) {
    const refunded = new Set(negative.filter(isTotal).map((amount) => -amount.value));
    return money.map((amount) =>
      refunded.has(amount.value) && !isTotal(amount) ? { ...amount, value: -amount.value } : amount,
    );
  }
  const isStray = negative.length === 1 && money.length > 3 && negative.every((amount) => isTotal(amount));
  const printed = new Set(money.map(({ value }) => value));
  const isSettling = (amount: LabelledAmount) =>
    hasLabel(amount.labels, "payment") && printed.has(-amount.value);
  return money.map((amount) =>
    amount.value < 0 && (isStray || isSettling(amount)) ? { ...amount, value: -amount.value } : amount,
  );
}

/**
 * What a total may be misread from that no sum comes out at: amounts that differ in one digit and that the items add up
 * to, in digits that look alike unless the cash or the tax says so too; or that the cash comes out at, and either another
 * amount, which is not the rounded one, or a subtotal with the rest below it.
 * @param printed the values of all amounts
 */
export function witnessedReadings(
  { value, rowIndex, decimals, hasCents }: LabelledAmount,
  witness: Witness,
  printed: ReadonlySet<number>,
): number[] {
  if (!hasCents || isWitnessed(witness, value, rowIndex)) {
    return [];
  }
  const digits = value.toFixed(decimals);
  return [...digits].flatMap((digit, index) =>
    [..."0123456789"]
      .filter((other) => /\d/u.test(digit) && other !== digit)
      .map((other) => ({ other, amount: Number(digits.slice(0, index) + other + digits.slice(index + 1)) }))
      .filter(({ other, amount }) => {
        const { items, cashMinusChange, netPlusTax, subtotalPlusRest } = witness(amount, rowIndex);
        return items
          ? isDigitLike(digit, other) || cashMinusChange || netPlusTax
          : cashMinusChange && (printed.has(amount) ? !isRounding(amount, value) : subtotalPlusRest);
      })
      .map(({ amount }) => amount),
  );
}

function isWitnessed(witness: Witness, value: number, lastRow: number): boolean {
  return Object.values(witness(value, lastRow)).some(Boolean);
}
