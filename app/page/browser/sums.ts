import { decimalsOf } from "../../exports/amount-text.ts";
import type { Item } from "./item.ts";

export interface Sum {
  readonly currency: string | null;
  readonly total: number;
  /** Receipts in it. */
  readonly count: number;
}

/** The sum of each currency, the most frequent first. Receipts without a total are in none of them. */
export function sumByCurrency(items: readonly Item[]): Sum[] {
  const sums = new Map<string | null, Sum>();
  for (const { cells } of items) {
    if (cells === null || cells.total.value === null) {
      continue;
    }
    const currency = cells.currency.value;
    const { total, count } = sums.get(currency) ?? { total: 0, count: 0 };
    sums.set(currency, { currency, total: rounded(total + cells.total.value, currency), count: count + 1 });
  }
  return [...sums.values()].sort((a, b) => b.count - a.count);
}

/** Removes the error of binary fractions: 0.1 + 0.2 is 0.3. */
function rounded(value: number, currency: string | null): number {
  return Number(value.toFixed(Math.max(3, decimalsOf(currency))));
}
