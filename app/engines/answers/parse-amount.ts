import { DINARS } from "../../reader/fields/words/dinars.ts";
import { currenciesMeantBy } from "./parse-currency.ts";
import { plainText } from "./plain-text.ts";

/** Characters of the longest amount with its words. */
const LONGEST = 60;

/** All digits, and what is between them; two numbers are none. */
const DIGITS = /\d(?:[\d.,' ]*\d)?/;

/** What may be around the number: words and signs of currencies, signs of the amount, brackets, colons. */
const AROUND = /[\p{L}\p{Sc}][\p{L}\p{Sc}.]*|[-+():=[\]]/gu;

/** Words that say no more than that this is the total. */
const WORDS =
  /^(?:grand|total|sum|amount|paid|due|payable|balance|to|pay|incl|including|inclusive|inc|of|all|tax|taxes|vat|gst|only|minus|cr|ttc|inkl|mwst|iva|tva|btw|moms)$/;

/**
 * An amount such as "1,234.50", "1.234,50 €", "RM 12" or "(12.50)". A single separator before three digits separates
 * thousands, unless the currency has three decimal places.
 * @param currency ISO 4217 code, if it is known; one in the text goes before
 * @returns null if the text is not one amount and nothing else
 */
export function parseAmount(text: string, currency: string | null = null): number | null {
  if (text.length > LONGEST) {
    return null;
  }
  const plain = plainText(text).toLowerCase().replaceAll("’", "'");
  const match = DIGITS.exec(plain);
  if (match === null) {
    return null;
  }
  const before = plain.slice(0, match.index);
  // "12,-" and "12/-" have no cents, and an end of a sentence says nothing.
  const after = plain.slice(match.index + match[0].length).replace(/^(?:[.,](?:--?)?|\/-)?[.,;!]*/, "");
  const around = [before, after].map((part) => part.match(AROUND) ?? []);
  const isAllUnderstood = [before, after].every((part) => part.replace(AROUND, "").trim() === "");
  const words = around.map((parts) => parts.map(wordOf).filter((word) => word !== ""));
  const currencies = words.map(currenciesOf);
  if (!isAllUnderstood || currencies.includes(undefined)) {
    return null;
  }
  const [stated] = currencies.flatMap((codes) => (codes?.length === 1 ? codes : []));
  const value = numberIn(match[0], stated ?? currency);
  const isNegative = isInBrackets(before, after) || around.flat().includes("-") || words.flat().some(isMinus);
  return value === null || value === 0 || !isNegative ? value : -value;
}

/** The letters and signs of a part without its last full stop; nothing for brackets and the like. */
const wordOf = (part: string): string => part.replace(/^[-+():=[\]]$|\.+$/g, "");

const isMinus = (word: string): boolean => word === "minus" || word === "cr";

/** "Total (with tax): 12" is not in brackets. */
function isInBrackets(before: string, after: string): boolean {
  return before.lastIndexOf("(") > before.lastIndexOf(")") && after.includes(")");
}

/** The currencies that the words can mean, none where they only speak of a total; undefined where they speak of something else. */
function currenciesOf(words: readonly string[]): readonly string[] | undefined {
  const others = words.filter((word) => !WORDS.test(word));
  const meant = currenciesMeantBy(others.join(" "));
  if (others.length === 0 || meant.length > 0) {
    return meant;
  }
  const each = others.map(currenciesMeantBy);
  return each.every((codes) => codes.length > 0) ? each.flat() : undefined;
}

/** 1,234,567.89 with one separator of thousands, or 12,34,567.89. */
const GROUPED = /^(\d{1,3})(?:([.,' ])\d{3}(?:\2\d{3})*|(?:,\d{2})+,\d{3})(?:([.,])\d{1,3})?$/;

/** One separator before one or two digits, before three where the whole number is too long for a group, or a long fraction. */
const DECIMAL = /^(?:\d+[.,]\d{1,2}|(?:\d{4,}|0)[.,]\d{3}|\d+\.\d{4,})$/;

function numberIn(digits: string, currency: string | null): number | null {
  if (/^\d+$/.test(digits)) {
    return Number(digits);
  }
  const hasThreeDecimals = (currency ?? "") in DINARS && /^\d+[.,]\d{3}$/.test(digits);
  if (hasThreeDecimals || DECIMAL.test(digits)) {
    return Number(digits.replace(",", "."));
  }
  const [, , separator = ",", point] = GROUPED.exec(digits) ?? [];
  if (!GROUPED.test(digits) || separator === point) {
    return null;
  }
  return Number(digits.replaceAll(separator, "").replace(",", "."));
}
