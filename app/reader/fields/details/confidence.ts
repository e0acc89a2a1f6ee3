import type { DetailGroup } from "../../../details.ts";
import type { Line } from "../../page.ts";

/**
 * How sure values of each group are where the parts come to the total, where they do not, and where nothing says. Those of
 * items and their descriptions, subtotal, taxes, time and shop are how often what was given was right on labelled receipts
 * (`npm run eval -- FOLDER --details`), rounded down; the others are estimates.
 */
const SURE: Readonly<Record<DetailGroup, readonly [adds: number, differs: number, unknown: number]>> = {
  time: [0.92, 0.92, 0.92],
  receiptNumber: [0.8, 0.7, 0.7],
  subtotal: [0.94, 0.86, 0.9],
  tip: [0.9, 0.6, 0.6],
  rounding: [0.95, 0.7, 0.7],
  taxes: [0.99, 0.95, 0.95],
  charges: [0.95, 0.6, 0.6],
  discounts: [0.95, 0.5, 0.5],
  payments: [0.9, 0.8, 0.8],
  change: [0.95, 0.85, 0.85],
  store: [0.93, 0.93, 0.93],
  items: [0.96, 0.86, 0.96],
  description: [0.85, 0.75, 0.85],
};

/**
 * No value is surer than the recogniser was of what it was read from.
 * @param isRight whether the parts come to the total; null where there is nothing to compare
 */
export function confidenceIn(group: DetailGroup, isRight: boolean | null, lines: readonly Line[]): number {
  const [adds, differs, unknown] = SURE[group];
  const sure = isRight === null ? unknown : isRight ? adds : differs;
  return Math.min(sure, ...lines.map(({ confidence }) => confidence));
}
