/** Uses times prices. */
import { type MeterName, meterOf } from "./meters.ts";
import type { Price } from "./price-table.ts";
import type { Use } from "./usage.ts";

export interface Line extends Use {
  readonly unit: string;
  /** Undefined where no price is known. */
  readonly price: Price | undefined;
  /** US dollars; undefined as the price. */
  readonly cost: number | undefined;
}

export interface Estimate {
  readonly lines: readonly Line[];
  /** US dollars of all lines with a price. */
  readonly sum: number;
  /** Whether a line has no price, so that the sum is the least. */
  readonly isIncomplete: boolean;
}

export function estimate(uses: readonly Use[], priceOf: (meter: MeterName) => Price | undefined): Estimate {
  const lines = uses
    .filter(({ quantity }) => quantity > 0)
    .map((use) => {
      const price = priceOf(use.meter);
      return { ...use, unit: meterOf(use.meter).unit, price, cost: price && price.usd * use.quantity };
    });
  return {
    lines,
    sum: lines.reduce((sum, { cost }) => sum + (cost ?? 0), 0),
    isIncomplete: lines.some(({ cost }) => cost === undefined),
  };
}

export const dollars = (amount: number): string => `$${amount.toFixed(2)}`;

/** "at least" where a price is missing. */
export const total = ({ sum, isIncomplete }: Estimate): string =>
  `${isIncomplete ? "at least " : ""}${dollars(sum)}`;
