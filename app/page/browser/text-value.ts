import type { Field } from "../../receipt.ts";
import { parseAmount } from "./amounts.ts";

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** Letters that a store's name may have. */
const LONGEST_NAME = 200;

/**
 * The value of a field in a text that somebody points at or pastes, for example of the total in "TOTAL 12.80 SGD".
 * @returns undefined if there is none
 */
export function valueInText(
  field: Field,
  text: string,
  { currency, currencies }: { readonly currency: string | null; readonly currencies: ReadonlySet<string> },
): string | number | undefined {
  switch (field) {
    case "storeName":
      return text.trim().slice(0, LONGEST_NAME) || undefined;
    case "purchaseDate":
      return dateInText(text);
    case "total": {
      const amount = text.match(/-?\d(?:[\d.,'’]*\d)?-?/g)?.at(-1);
      return amount === undefined ? undefined : parseAmount(amount, currency);
    }
    case "currency":
      return text.match(/\b[A-Z]{3}\b/g)?.find((code) => currencies.has(code));
  }
}

/**
 * The day in a text as YYYY-MM-DD: `2026-03-14`, `14/03/2026`, `14.3.26`, `14 Mar 2026`, `March 14, 2026`. Of two
 * numbers that may both be the month, the second is.
 * @param hasMonthFirst the first is
 */
export function dateInText(text: string, { hasMonthFirst = false } = {}): string | undefined {
  const [, year, month, day] = /(\d{4})[-./](\d{1,2})[-./](\d{1,2})/.exec(text) ?? [];
  if (year !== undefined) {
    return isoDay(Number(year), Number(month), Number(day));
  }
  const [, first, second, shortYear] = /(\d{1,2})[-./](\d{1,2})[-./](\d{4}|\d{2})\b/.exec(text) ?? [];
  if (first !== undefined) {
    const full = Number(shortYear) < 100 ? 2000 + Number(shortYear) : Number(shortYear);
    const [likely, other] = hasMonthFirst ? [first, second] : [second, first];
    return isoDay(full, Number(likely), Number(other)) ?? isoDay(full, Number(other), Number(likely));
  }
  const named =
    /(?<day>\d{1,2})\W*(?<month>[a-z]{3})[a-z]*\W*(?<year>\d{4})/i.exec(text) ??
    /(?<month>[a-z]{3})[a-z]*\W*(?<day>\d{1,2})\W+(?<year>\d{4})/i.exec(text);
  const { groups } = named ?? {};
  const number = MONTHS.indexOf(groups?.month?.toLowerCase() ?? "") + 1;
  return isoDay(Number(groups?.year), number, Number(groups?.day));
}

/** Undefined for a day that there is not. */
function isoDay(year: number, month: number, day: number): string | undefined {
  const time = Date.UTC(year, month - 1, day);
  if (Number.isNaN(time) || new Date(time).getUTCMonth() !== month - 1 || day < 1) {
    return undefined;
  }
  return new Date(time).toISOString().slice(0, 10);
}
