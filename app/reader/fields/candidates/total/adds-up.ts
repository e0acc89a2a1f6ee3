import type { LabelledAmount } from "../../text/receipt-text.ts";

/** Whether an amount is the sum of the two or more above it. */
export function addsUp(money: readonly LabelledAmount[]): boolean {
  const values = money
    .filter(({ isLastInRow, value }) => isLastInRow && value > 0)
    .map(({ value }) => Math.round(value * THOUSANDTHS));
  /** The sums of all values before each one but the last two. */
  const sums = new Set<number>();
  let [before, all] = [0, 0];
  return values.some((value, index) => {
    if (index >= LEAST) {
      sums.add(before);
      before += values[index - LEAST] ?? 0;
    }
    const isSum = sums.has(all - value);
    all += value;
    return isSum;
  });
}

/** The most decimals that a currency has. */
const THOUSANDTHS = 1000;

/** Amounts that make a sum. */
const LEAST = 2;
