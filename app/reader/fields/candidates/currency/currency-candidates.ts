import type { LabelledAmount, ReceiptText } from "../../text/receipt-text.ts";
import { CLEAR_CURRENCY, currenciesOf, WITHOUT_CENTS } from "../../words/currencies.ts";
import { DINARS } from "../../words/dinars.ts";
import type { OrderEvidence } from "../purchase-date/date-order.ts";
import { currencyOf } from "../total/other-currency.ts";
import type { TotalCandidate } from "../total/total-candidates.ts";
import { convertedFrom } from "./conversion.ts";

export interface CurrencyCandidate {
  /** ISO 4217 code. */
  readonly value: string;
  readonly points: number;
  /** 0 to 1. */
  readonly share: number;
  readonly why: readonly string[];
}

/** Points for a mark next to the total, next to another amount, and alone in the text (a head of a column). */
const AT_TOTAL = 4;
const AT_AMOUNT = 0.5;
const MOST_AT_AMOUNTS = 3;
const ALONE = 1.5;
/** For what the sender said, where no mark or country says otherwise. */
const OF_HINT = 2;
/** And for the shop's currency, where the receipt has the amount in that of the card too. */
const OF_SHOP = 6;

const IN_TEXT = new RegExp(`(?<![\\p{L}\\d])(?:${CLEAR_CURRENCY})(?![\\p{L}\\d])`, "gu");

const CODE = new RegExp(`^(?:${CLEAR_CURRENCY})$`, "u");

/** The code that is printed alone in front of an amount, in a column of its own. */
function codeInFront({ rows }: ReceiptText, { rowIndex, piece }: LabelledAmount): string | null {
  const pieces = rows[rowIndex]?.pieces ?? [];
  const before = pieces[pieces.indexOf(piece) - 1]?.text.trim() ?? "";
  return CODE.test(before) ? before : null;
}

/** The currencies that the receipt may be in, most likely first: what is written next to amounts, then the country. */
export function currencyCandidates(
  text: ReceiptText,
  total: TotalCandidate | null,
  { isMonthFirst }: OrderEvidence,
  hint?: string,
): CurrencyCandidate[] {
  const points = new Map<string, number>();
  const why = new Map<string, string[]>();
  const add = (currency: string, amount: number, reason: string) => {
    points.set(currency, (points.get(currency) ?? 0) + amount);
    const reasons = why.get(currency);
    if (reasons) {
      reasons.push(reason);
    } else {
      why.set(currency, [reason]);
    }
  };
  const hasCents = total?.places.some((place) => place.hasCents) ?? false;
  const canBe = (currency: string) => !(hasCents && WITHOUT_CENTS.has(currency));
  const marks = new Set<string>();
  const addMark = (mark: string, amount: number, reason: string) => {
    marks.add(mark);
    const meanings = currenciesOf(mark).filter((one, _, all) => all.length === 1 || canBe(one));
    // A mark that many currencies share says little by itself; the country tells which.
    for (const currency of meanings) {
      add(currency, meanings.length > 1 ? amount * 0.8 : amount, `${mark} ${reason}`);
    }
  };
  for (const place of total?.places ?? []) {
    const mark = currencyOf(place) ?? codeInFront(text, place);
    if (mark) {
      addMark(mark, AT_TOTAL / (total?.places.length ?? 1), "next to the total");
    }
  }
  const counts = new Map<string, number>();
  for (const amount of text.amounts) {
    if (amount.currency !== null && amount.role !== "percent") {
      counts.set(amount.currency, (counts.get(amount.currency) ?? 0) + 1);
    }
  }
  for (const [mark, count] of counts) {
    addMark(mark, Math.min(MOST_AT_AMOUNTS, count * AT_AMOUNT), "next to amounts");
  }
  text.rows.forEach((row) => {
    const words = row.folded.match(IN_TEXT);
    for (const word of new Set(words ?? [])) {
      addMark(word, ALONE / 2, "in the text");
    }
  });
  const countries = text.countries.slice(0, 6);
  const shared = new Set(
    [...marks].map(currenciesOf).flatMap((meanings) => (meanings.length > 1 ? meanings : [])),
  );
  const most = countries[0]?.points ?? 0;
  const best = new Map<string, { points: number; reason: string }>();
  for (const { country, points: strength, why: reasons, isEnglishOnly } of countries) {
    // English does not tell whose dollars they are.
    if (isEnglishOnly && shared.has(country.currency)) {
      continue;
    }
    const value = Math.min(4, strength * 0.7) * (strength / most) ** 2;
    if (value > (best.get(country.currency)?.points ?? 0)) {
      best.set(country.currency, {
        points: value,
        reason: `${country.code}: ${reasons.slice(0, 4).join(", ")}`,
      });
    }
  }
  for (const [currency, evidence] of best) {
    add(currency, evidence.points, evidence.reason);
  }
  if ([...counts.keys()].some((mark) => mark === "$")) {
    add("USD", 0.5, "$ without a country");
  }
  // Few countries print the month first, and the others of them print their own marks.
  if (isMonthFirst) {
    add("USD", 1.5, "a date with the month first");
  } else if (hasMonthInFront(text)) {
    add("USD", 0.75, "a month's name before the day");
  }
  if (marks.has("¥") && !hasCents) {
    add("JPY", 0.6, "¥ without cents");
  }
  if (marks.has("RS")) {
    add("INR", 0.6, "most rupees are India's");
  }
  const isOpen = marks.size === 0 ? !text.countries.some(({ isNamed }) => isNamed) : shared.has(hint ?? "");
  if (hint !== undefined && isOpen) {
    add(hint, OF_HINT, "hint");
  }
  const shop = convertedFrom(text);
  if (shop !== null) {
    add(shop, OF_SHOP, "the other amount is converted from it");
  }
  const hasDinars = text.numberStyle.decimals === 3;
  const possible = [...points].filter(([currency]) => !hasDinars || currency in DINARS);
  const sum = possible.reduce((total, [, value]) => total + Math.exp(value), Math.exp(1.2));
  return possible
    .map(([value, amount]) => ({
      value,
      points: amount,
      share: Math.exp(amount) / sum,
      why: why.get(value) ?? [],
    }))
    .sort((a, b) => b.points - a.points);
}

/** "October 9, 2026" */
function hasMonthInFront({ rows, dates }: ReceiptText): boolean {
  return dates.some((inRow, index) =>
    inRow.some(({ form, start }) => form === "month-name" && /\p{L}/u.test(rows[index]?.folded[start] ?? "")),
  );
}
