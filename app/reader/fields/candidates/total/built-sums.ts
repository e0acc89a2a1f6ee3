import { hasLabel, type LabelledAmount } from "../../text/receipt-text.ts";
import { LESS } from "../../words/total-words.ts";
import { EXACT } from "./cents.ts";

/** What a subtotal or total becomes with the rest below it. */
interface Built {
  readonly base: LabelledAmount;
  readonly sum: number;
  /** The row of the last of the rest. */
  readonly rowIndex: number;
}

/** A subtotal and the tax, service, discount, rounding and tip in the rows below: every leading part of them is tried. */
export function subtotalsAndRest(money: readonly LabelledAmount[]): Built[] {
  const sums: Built[] = [];
  for (const [index, base] of money.entries()) {
    if (!hasLabel(base.labels, "subtotal", "total")) {
      continue;
    }
    let sum = base.value;
    for (const next of money.slice(index + 1, index + 8)) {
      if (next.rowIndex - base.rowIndex > 8) {
        break;
      }
      if (!next.isLastInRow || !hasLabel(next.labels, "tax", "service", "discount", "rounding", "tip")) {
        continue;
      }
      const isDiscount = hasLabel(next.labels, "discount");
      // What it comes to so far.
      if (!isDiscount && Math.abs(next.value - sum) < EXACT) {
        continue;
      }
      const isTaken = (isDiscount || LESS.test(next.words)) && next.value > 0;
      sum += isTaken ? -next.value : next.value;
      sums.push({ base, sum, rowIndex: next.rowIndex });
    }
  }
  return sums;
}
