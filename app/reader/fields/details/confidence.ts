import type { Details } from "../../../details.ts";

/**
 * How sure values of each group are where the parts come to the total, where they do not, and where nothing says. Those of
 * items, subtotal, taxes, time and the shop are how often what was given was right on labelled receipts, rounded down; the
 * others are estimates.
 */
const SURE: Readonly<Record<keyof Details, readonly [adds: number, differs: number, unknown: number]>> = {
  time: [0.92, 0.92, 0.92],
  receiptNumber: [0.8, 0.7, 0.7],
  subtotal: [0.95, 0.8, 0.8],
  tip: [0.9, 0.6, 0.6],
  rounding: [0.95, 0.7, 0.7],
  taxes: [0.97, 0.9, 0.9],
  charges: [0.95, 0.6, 0.6],
  discounts: [0.95, 0.5, 0.5],
  payments: [0.9, 0.8, 0.8],
  change: [0.95, 0.85, 0.85],
  store: [0.9, 0.9, 0.9],
  items: [0.95, 0.8, 0.8],
};

/** @param isRight whether the parts come to the total; null where there is nothing to compare */
export function confidenceIn(group: keyof Details, isRight: boolean | null): number {
  const [adds, differs, unknown] = SURE[group];
  return isRight === null ? unknown : isRight ? adds : differs;
}
