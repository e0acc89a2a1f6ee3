import type { Details } from "../../details.ts";
import { formatAmount } from "../../exports/amount-text.ts";

/** Where a line of the details is. */
export interface LinePlace {
  readonly group: "items" | "discounts" | "charges" | "taxes" | "subtotal" | "tip" | "rounding";
  /** In the group's list, from 0. */
  readonly index: number;
}

/** Something with an amount. */
export interface DetailLine extends LinePlace {
  /** What the receipt calls it, may be empty; null where there is one alone, which needs no name. */
  readonly name: string | null;
  readonly amount: number | null;
  readonly quantity: number | null;
  /** What the quantity counts; null for pieces. */
  readonly unit: string | null;
  readonly unitPrice: number | null;
  readonly discount: number | null;
  /** Of a tax, in percent. */
  readonly rate: number | null;
}

const NOTHING_ELSE = { quantity: null, unit: null, unitPrice: null, discount: null, rate: null };

/** The lines, as most receipts have them from top to bottom. */
export function linesOf(details: Details): DetailLine[] {
  const { items, discounts, charges, taxes } = details;
  const single = (group: "subtotal" | "tip" | "rounding"): DetailLine[] =>
    details[group] === null ? [] : [{ ...NOTHING_ELSE, group, index: 0, name: null, amount: details[group] }];
  return [
    ...items.map(({ description, ...item }, index): DetailLine => {
      return { ...NOTHING_ELSE, ...item, group: "items", index, name: description };
    }),
    ...single("subtotal"),
    ...discounts.map(({ name, amount }, index): DetailLine => {
      return { ...NOTHING_ELSE, group: "discounts", index, name: name ?? "", amount };
    }),
    ...charges.map(({ name, amount }, index): DetailLine => {
      return { ...NOTHING_ELSE, group: "charges", index, name: name ?? "", amount };
    }),
    ...taxes.map(({ name, rate, amount }, index): DetailLine => {
      return { ...NOTHING_ELSE, group: "taxes", index, name: name ?? "", rate, amount };
    }),
    ...single("tip"),
    ...single("rounding"),
  ];
}

/** The details with another name or amount in a line. A discount or charge without an amount is taken out. */
export function withLine(
  details: Details,
  { group, index }: LinePlace,
  changes: { readonly name?: string; readonly amount?: number | null },
): Details {
  const { name, amount } = changes;
  switch (group) {
    case "items":
      return {
        ...details,
        items: details.items.with(index, {
          ...entryOf(details.items, index),
          ...(name !== undefined && { description: name }),
          ...(amount !== undefined && { amount }),
        }),
      };
    case "taxes":
      return {
        ...details,
        taxes: details.taxes.with(index, {
          ...entryOf(details.taxes, index),
          ...(name !== undefined && { name: name || null }),
          ...(amount !== undefined && { amount }),
        }),
      };
    case "discounts":
    case "charges": {
      const before = entryOf(details[group], index);
      const after = {
        name: name === undefined ? before.name : name || null,
        amount: amount ?? before.amount,
      };
      return {
        ...details,
        [group]: amount === null ? details[group].toSpliced(index, 1) : details[group].with(index, after),
      };
    }
    default:
      return { ...details, ...(amount !== undefined && { [group]: amount }) };
  }
}

function entryOf<Entry>(list: readonly Entry[], index: number): Entry {
  const entry = list[index];
  if (entry === undefined) {
    throw new RangeError(`No line ${index}`);
  }
  return entry;
}

/** How many at which price, what is taken off, and at which rate: `2 × 3.20`, `2 ×`, `0.35 kg −0.50`, `9 %`. */
export function countText(line: DetailLine, currency: string | null): string {
  const { quantity, unit, unitPrice, discount, rate } = line;
  const isOnePiece = quantity === 1 && unit === null && unitPrice === null; // goes without saying
  const isTimes = unit === null || unitPrice !== null;
  return [
    quantity === null || isOnePiece
      ? ""
      : [quantity, unit ?? "", isTimes ? "×" : ""].filter(Boolean).join(" "),
    unitPrice === null ? "" : formatAmount(unitPrice, currency),
    discount === null ? "" : `−${formatAmount(discount, currency)}`,
    rate === null ? "" : `${rate} %`,
  ]
    .filter(Boolean)
    .join(" ");
}
