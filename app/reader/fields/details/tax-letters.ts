import { EXACT, toCents } from "../candidates/total/cents.ts";
import type { DetailRow } from "./detail-rows.ts";
import type { FoundDetails, FoundItem, FoundTax } from "./found.ts";

/** What a table of taxes says of the items with a letter. */
export interface TaxLetter {
  readonly letter: string;
  /** What those items may come to: the amounts of its row, and what is taxed with the tax. */
  readonly sums: readonly number[];
}

const BEHIND_PRICE = /^[\s*€$£]*([A-Z]|\d)[\s*]*$/u;

/** The letter or digit in what is behind the amount of a row, which says its rate of tax: "Milk 1.19 A". */
export const letterIn = (behind: string): string | null => BEHIND_PRICE.exec(behind)?.[1] ?? null;

const OF_TABLE =
  /^(?:\p{L}{2,5}\.?\s*)?\(?([A-Z]|\d)(?:\s*[)=:.-]+\s*|\s+)\d{1,2}(?:[.,]\d{1,2})?(?!\d|[.,]\d)/u;

/** The letter of a row such as "A 19,00% 8,40 1,60 10,00", "MwSt 1 = 7 % …". */
export function letterOfTable({ row, money }: DetailRow, tax: number): TaxLetter | null {
  const [, letter] = OF_TABLE.exec(row.folded) ?? [];
  return letter === undefined
    ? null
    : { letter, sums: money.flatMap(({ value }) => [value, toCents(value + tax)]) };
}

/**
 * The taxes whose row in the table contradicts the items with its letter. Nobody can tell where an item has no letter, or
 * where something is added to all or taken off.
 */
export function contradictedTaxes({ items, taxes, charges, discounts }: FoundDetails): FoundTax[] {
  const priced = items.filter(({ amount }) => amount !== null && amount.value !== 0);
  const isKnown = priced.length > 0 && priced.every(({ taxLetter }) => taxLetter !== null);
  const isAll = charges.length === 0 && discounts.length === 0;
  return isKnown && isAll ? taxes.filter(({ ofLetter }) => ofLetter && !comesOut(priced, ofLetter)) : [];
}

function comesOut(items: readonly FoundItem[], { letter, sums }: TaxLetter): boolean {
  const own = items.filter(({ taxLetter }) => taxLetter === letter);
  const prices = own.reduce((sum, { amount }) => sum + (amount?.value ?? 0), 0);
  const discounts = own.reduce((sum, { discount }) => sum + (discount?.value ?? 0), 0);
  return [prices, prices - discounts].some((price) =>
    sums.some((sum) => Math.abs(Math.abs(sum) - Math.abs(price)) < EXACT),
  );
}
