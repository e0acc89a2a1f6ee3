import type { Details } from "../../../details.ts";
import type { Note } from "../../../note.ts";
import { EXACT, toCents } from "../candidates/total/cents.ts";

/** How a receipt comes to its total. */
export interface Convention {
  /** Whether taxes are added to the prices. */
  readonly addsTaxes: boolean;
  readonly addsTip: boolean;
  readonly addsCharges: boolean;
  /** Whether discounts are taken off; what somebody is told to have saved is not. */
  readonly takesDiscounts: boolean;
  /** Whether the prices of the items are those before their discounts. */
  readonly takesItemDiscounts: boolean;
  /** -1, 0 or 1: some receipts print without a sign what they round off. */
  readonly rounding: number;
}

const BOTH = [true, false];
/** Discounts of items come first: below them many receipts say what they are together. */
const CONVENTIONS: readonly Convention[] = BOTH.flatMap((takesItemDiscounts) =>
  BOTH.flatMap((takesDiscounts) =>
    BOTH.flatMap((addsCharges) =>
      BOTH.flatMap((addsTip) =>
        [1, -1, 0].flatMap((rounding) =>
          BOTH.map((addsTaxes) => ({
            addsTaxes,
            addsTip,
            addsCharges,
            takesDiscounts,
            takesItemDiscounts,
            rounding,
          })),
        ),
      ),
    ),
  ),
);

type Parts = Pick<Details, "items" | "subtotal" | "taxes" | "charges" | "discounts" | "tip" | "rounding">;

/** What the parts come to. Taxes that are said to be in the prices are never added. */
export function sumOf(parts: Parts, convention: Convention): number {
  const { items, taxes, charges, discounts, tip, rounding } = parts;
  const prices = add(items.map(({ amount }) => amount));
  const less = convention.takesItemDiscounts ? add(items.map(({ discount }) => discount)) : 0;
  return toCents(
    prices -
      less +
      (convention.addsTaxes
        ? add(taxes.map(({ amount, included }) => (included === true ? null : amount)))
        : 0) +
      (convention.addsCharges ? add(charges.map(({ amount }) => amount)) : 0) +
      (convention.addsTip ? (tip ?? 0) : 0) -
      (convention.takesDiscounts ? add(discounts.map(({ amount }) => amount)) : 0) +
      convention.rounding * (rounding ?? 0),
  );
}

/** The convention in which the parts are the total; undefined where none is. Everything counts rather than nothing. */
export function conventionOf(parts: Parts, total: number): Convention | undefined {
  return CONVENTIONS.find((convention) => Math.abs(sumOf(parts, convention) - total) < EXACT);
}

/** What is missing to the total, in the convention that comes nearest. */
export function differenceOf(parts: Parts, total: number): number {
  const differences = CONVENTIONS.map((convention) => toCents(total - sumOf(parts, convention)));
  return differences.toSorted((one, other) => Math.abs(one) - Math.abs(other))[0] ?? 0;
}

const add = (values: readonly (number | null)[]): number =>
  values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

/** What is noted of details that do not come to the total. */
export function sumNotes(parts: Parts, total: number | null): Note[] {
  return total === null || parts.items.length === 0 || conventionOf(parts, total)
    ? []
    : [{ code: "sum-differs", difference: differenceOf(parts, total) }];
}
