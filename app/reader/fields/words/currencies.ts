import { COUNTRIES } from "./countries.ts";
import { dinarOf } from "./dinars.ts";
import { words } from "./words.ts";

/** Currencies that were replaced by the euro, and are still on old receipts. ISO 4217 codes. */
const REPLACED = words`HRK, BGN`;

/** Not looked for: Colombia and Peru print "$" and "S/", and on other receipts these are words. */
const WORDS_OF_ENGLISH = words`COP, PEN`;

/** ISO 4217 codes of the countries' currencies, as receipts print them. */
const CODES = [...new Set([...COUNTRIES.map(({ currency }) => currency), ...REPLACED])].filter(
  (code) => !WORDS_OF_ENGLISH.includes(code),
);

/**
 * What is written next to amounts, upper case, and the currencies that it can mean. Of several, the country
 * decides.
 */
const MARKS: Readonly<Record<string, readonly string[]>> = {
  $: words`USD, CAD, AUD, NZD, SGD, HKD, MXN, ARS, CLP, COP, TWD, MYR`,
  S$: ["SGD"],
  US$: ["USD"],
  USD$: ["USD"],
  "USD $": ["USD"],
  NZ$: ["NZD"],
  A$: ["AUD"],
  AU$: ["AUD"],
  HK$: ["HKD"],
  C$: ["CAD"],
  CA$: ["CAD"],
  R$: ["BRL"],
  MX$: ["MXN"],
  NT$: ["TWD"],
  "€": ["EUR"],
  "£": ["GBP"],
  "¥": ["JPY", "CNY"],
  "₫": ["VND"],
  "₺": ["TRY"],
  "₹": ["INR"],
  "₩": ["KRW"],
  "₱": ["PHP"],
  "฿": ["THB"],
  "₽": ["RUB"],
  "₦": ["NGN"],
  RM: ["MYR"],
  RP: ["IDR"],
  R: ["ZAR"],
  P: ["PHP"],
  RS: ["INR", "PKR", "LKR"],
  KSH: ["KES"],
  KSHS: ["KES"],
  KČ: ["CZK"],
  KĊ: ["CZK"],
  KC: ["CZK"],
  ZŁ: ["PLN"],
  ZL: ["PLN"],
  FT: ["HUF"],
  KR: ["SEK", "NOK", "DKK", "ISK"],
  TL: ["TRY"],
  LEI: ["RON"],
  FR: ["CHF"],
  SFR: ["CHF"],
  Đ: ["VND"],
  D: ["VND"],
  VNĐ: ["VND"],
  FCFA: ["XOF", "XAF"],
  EURO: ["EUR"],
  EUROS: ["EUR"],
};

/** Currencies in which nobody prints cents. ISO 4217 codes. */
export const WITHOUT_CENTS: ReadonlySet<string> = new Set(words`JPY, KRW, VND, CLP, ISK`);

/** Letters that mean money only right before an amount with cents, or at the end of a text. */
const SINGLE_LETTERS = words`R, P, D`;

const LONGER_MARKS = Object.keys(MARKS).filter((mark) => !SINGLE_LETTERS.includes(mark));

/** Source of a pattern for what is written next to an amount: any code, or any mark but single letters. */
export const CURRENCY_MARK = anyOfThese([...CODES, ...LONGER_MARKS]);

/** Source of a pattern for a code or an abbreviation among the words that speak about an amount. */
export const CURRENCY_WORD = anyOfThese([...CODES, ...LONGER_MARKS.filter((mark) => /^\p{L}+$/u.test(mark))]);

/**
 * Source of a pattern for what tells a currency far from any amount. Not "EURO": sums in euros are also
 * printed where nobody pays in euros.
 */
export const CLEAR_CURRENCY = anyOfThese([...CODES, ...words`RM, KC, ZL`]);

/** ISO 4217 codes of the currencies that a mark or code, upper case, can mean. */
export function currenciesOf(mark: string): readonly string[] {
  return MARKS[mark] ?? [dinarOf(mark) ?? mark];
}

/** The longest first, since one may begin another. */
function anyOfThese(marks: readonly string[]): string {
  const longestFirst = marks.toSorted((a, b) => b.length - a.length);
  return longestFirst.map((mark) => mark.replace(/\$/gu, "\\$")).join("|");
}
