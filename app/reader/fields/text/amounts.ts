import type { Line } from "../../page.ts";
import { CURRENCY_MARK } from "../words/currencies.ts";
import { DINAR_MARK } from "../words/dinars.ts";
import { type NumberStyle, parseNumber, runsOf, type WrittenNumber } from "./numbers.ts";
import type { Row } from "./rows.ts";
import { tidied } from "./tidy.ts";

/** A number on a receipt that may be an amount of money. */
export interface Amount extends WrittenNumber {
  /** The currency written next to it ("RM", "€", "CHF"), upper case; null without one. */
  readonly currency: string | null;
  /** Followed by %, x, @ or a unit, or preceded by x or @: a rate, a quantity or a unit price. */
  readonly role: "money" | "percent" | "quantity";
  readonly piece: Line;
  /** Place in the tidied text of the piece. */
  readonly start: number;
  readonly end: number;
  /** In brackets or with a minus. Already part of value. */
  readonly negative: boolean;
}

const BEFORE = new RegExp(`(?:^|[^\\p{L}])(${CURRENCY_MARK}|D(?=$))\\s?[:.=]?\\s*[-(]?\\s*$`, "iu");
/** Rand and peso: letters that mean money only right before an amount with cents. */
const LETTER_BEFORE = /(?:^|[^\p{L}\d])([RP])\s?$/u;
const AFTER = new RegExp(`^\\s?[*]?\\s?(${CURRENCY_MARK}|D(?=$))(?![\\p{L}\\d])`, "iu");
const DINAR_BEFORE = new RegExp(`(?:^|[^\\p{L}])(${DINAR_MARK})\\.?\\s?[:=]?\\s*[-(]?\\s*$`, "iu");
const DINAR_AFTER = new RegExp(`^\\s?(${DINAR_MARK})(?![\\p{L}\\d])`, "iu");
/** A point that was not seen, in a column of amounts: "12 80". */
const LOST_POINT = new RegExp(`^((?:${CURRENCY_MARK})?\\s?(?!0\\d)\\d{1,4}) (\\d{2})$`, "iu");
const MINUS_BEFORE = new RegExp(`-(?:${CURRENCY_MARK})?\\s?$`, "iu");
const BRACKET_BEFORE = new RegExp(`\\((?:${CURRENCY_MARK})?\\s?$`, "iu");
const TIMES_AFTER = new RegExp(`^\\s?(?:[xX×@*]\\s?(?:\\d|${CURRENCY_MARK}|$)|[xX×@]\\s)`, "u");
const TIMES_BEFORE = new RegExp(`(?:^|\\s|\\d)[xX×@]\\s?(?:${CURRENCY_MARK})?\\s?$`, "iu");
const PER_UNIT_AFTER = new RegExp(`^\\s?(?:${CURRENCY_MARK})?\\s?/\\s?\\p{L}`, "iu");

/** The numbers of a row that may be amounts, from left to right. */
export function amountsOf(row: Row, style: NumberStyle): Amount[] {
  return row.pieces.flatMap((piece) => amountsOfPiece(piece, style));
}

/** Characters on each side of a number that are looked at for its currency, sign and unit. */
const NEAR = 40;

function amountsOfPiece(piece: Line, style: NumberStyle): Amount[] {
  const tidy = tidied(piece);
  const text = style.decimal === null ? tidy : tidy.replace(LOST_POINT, "$1.$2");
  const found: Amount[] = [];
  for (const run of runsOf(text)) {
    const before = text.slice(Math.max(0, run.start - NEAR), run.start);
    const after = text.slice(run.end, run.end + NEAR);
    const endsInCents = /^\d.*[.,]\d{2}$/u.test(run.text);
    const letter = endsInCents ? LETTER_BEFORE.exec(before)?.[1] : undefined;
    const dinar =
      style.decimals === 3 ? (DINAR_BEFORE.exec(before)?.[1] ?? DINAR_AFTER.exec(after)?.[1]) : undefined;
    const currency = dinar ?? BEFORE.exec(before)?.[1] ?? letter ?? AFTER.exec(after)?.[1] ?? null;
    if (
      currency === null &&
      /[\p{L}\d#/:]-?$/u.test(before) &&
      !/(?:^|[\s\d])X$/iu.test(before) &&
      // "ReM7.70", a misread RM: codes have no cents.
      !(endsInCents && /(?:^|\s)\p{L}{2,3}$/u.test(before)) &&
      !/\p{L}:$/u.test(before)
    ) {
      continue;
    }
    if (/^[/:-]\d/u.test(after) || /\d[/:]$/u.test(before) || /\d-$/u.test(before)) {
      continue;
    }
    const number = parseNumber(run.text, style, currency !== null);
    if (!number) {
      continue;
    }
    const role = roleOf(before, after, number);
    const isMoney = number.decimals > 0 || number.grouped;
    const negative =
      MINUS_BEFORE.test(before.replace(/(?:\d\s?-|-\s)$/u, "")) ||
      (isMoney && (BRACKET_BEFORE.test(before) || /^-(?!\s?[\d-])/u.test(after)));
    found.push({
      ...number,
      value: negative ? -number.value : number.value,
      negative,
      currency: currency?.toUpperCase().replace(/\.$/u, "") ?? null,
      role,
      piece,
      start: run.start,
      end: run.end,
    });
  }
  return found;
}

function roleOf(before: string, after: string, { decimals, hasCents }: WrittenNumber): Amount["role"] {
  if (/^\s?[%‰]/u.test(after) || /%\s?$/u.test(before)) {
    return "percent";
  }
  if (TIMES_AFTER.test(after) || TIMES_BEFORE.test(before)) {
    return "quantity";
  }
  if (/^\s?(?:KG|ML|CL|LTR|KM|PCS|STK|KPL|PC|UNIT|CM|MM)\b/iu.test(after)) {
    return "quantity";
  }
  if (decimals !== 2 && /^\s?(?:G|L|DL|ST)\b/iu.test(after)) {
    return "quantity";
  }
  if (PER_UNIT_AFTER.test(after)) {
    return "quantity";
  }
  return decimals === 3 && !hasCents ? "quantity" : "money";
}
