import type { Line } from "../../page.ts";
import { CURRENCY_MARK } from "../words/currencies.ts";
import type { Row } from "./rows.ts";

/** How the numbers of one receipt are written. */
export interface NumberStyle {
  /** The sign before cents; null when the currency has none ("42.200"). */
  readonly decimal: "." | "," | null;
}

/** A number on a receipt that may be an amount of money. */
export interface Amount {
  readonly value: number;
  /** Digits after the decimal sign: 2 for most money, 0 for integers, 3 for weights. */
  readonly decimals: number;
  /** Written with a thousands separator. */
  readonly grouped: boolean;
  /** The currency written next to it ("RM", "€", "CHF"), upper case; null without one. */
  readonly currency: string | null;
  /** Followed by %, x, @ or a unit, or preceded by x or @: a rate, a quantity or a unit price. */
  readonly role: "money" | "percent" | "quantity";
  readonly piece: Line;
  /** Place in the tidied text of the piece. */
  readonly start: number;
  readonly end: number;
  /** Stands in brackets or with a minus. Already part of value. */
  readonly negative: boolean;
}

const BEFORE = new RegExp(`(?:^|[^\\p{L}])(${CURRENCY_MARK}|D(?=$))\\s?[:.=]?\\s*[-(]?\\s*$`, "iu");
/** Rand and peso: letters that stand for money only right before an amount with cents. */
const LETTER_BEFORE = /(?:^|[^\p{L}\d])([RP])\s?$/u;
const AFTER = new RegExp(`^\\s?[*]?\\s?(${CURRENCY_MARK}|D(?=$))(?![\\p{L}\\d])`, "iu");
/** A run of digits with what may stand between digits of one number. */
const RUN = /(?<![\d.,'’])(?:\d[\d.,'’]*\d|\d|[.,]\d{2}(?!\d))/gu;

const GROUPED = /^(\d{1,3})((?:[.,'’]\d{3})+)(?:([.,])(\d{1,2}))?$/u;
/** As India groups: "1,01,990.00". */
const GROUPED_BY_LAKH = /^(\d{1,2}(?:,\d{2})+,\d{3})(?:\.(\d{1,2}))?$/u;
/**
 * An amount with letters for digits: "5OO.00", "6S,00". What begins with a letter is a code, and behind an amount an S or
 * B is a rate of tax.
 */
const MISREAD = /(?<=^|RM|[^\p{L}\d.,])\d[\dOoSIlB]*(?:[.,][\dOoSIlB]{3})*[.,][\dOoSB][\dOo](?![\p{L}\d])/gu;
const DIGITS: Readonly<Record<string, string>> = { O: "0", o: "0", S: "5", I: "1", l: "1", B: "8" };
const DECIMAL = /^(\d*)([.,'’])(\d{1,3})$/u;
/** A point that was not seen, in a column of amounts: "12 80". */
const LOST_POINT = new RegExp(`^((?:${CURRENCY_MARK})?\\s?(?!0\\d)\\d{1,4}) (\\d{2})$`, "iu");
const MINUS_BEFORE = new RegExp(`-(?:${CURRENCY_MARK})?\\s?$`, "iu");
const BRACKET_BEFORE = new RegExp(`\\((?:${CURRENCY_MARK})?\\s?$`, "iu");

/** The way most numbers of the page are written. Dates, codes and rates do not vote. */
export function numberStyleOf(rows: readonly Row[]): NumberStyle {
  let dot = 0;
  let comma = 0;
  let groups = 0;
  for (const row of rows) {
    for (const piece of row.pieces) {
      for (const run of runsOf(tidy(piece.text))) {
        if (/^\d*\.\d{2}$/u.test(run.text) || /^\d{1,3}(?:[,'’]\d{3})+\.\d{2}$/u.test(run.text)) dot++;
        else if (/^\d*,\d{2}$/u.test(run.text) || /^\d{1,3}(?:[.'’]\d{3})+,\d{2}$/u.test(run.text)) comma++;
        else if (/^[1-9]\d{0,2}(?:[.,'’]\d{3})+$/u.test(run.text)) groups++;
      }
    }
  }
  if (groups >= 2 && groups > dot + comma) return { decimal: null };
  if (groups > 0 && dot + comma === 0) return { decimal: null };
  return { decimal: comma > dot ? "," : "." };
}

/** The numbers of a row that may be amounts, from left to right. */
export function amountsOf(row: Row, style: NumberStyle): Amount[] {
  return row.pieces.flatMap((piece) => amountsOfPiece(piece, style));
}

function amountsOfPiece(piece: Line, style: NumberStyle): Amount[] {
  const tidied = tidy(piece.text);
  const text = style.decimal === null ? tidied : tidied.replace(LOST_POINT, "$1.$2");
  const found: Amount[] = [];
  for (const run of runsOf(text)) {
    const before = text.slice(0, run.start);
    const after = text.slice(run.end);
    const hasCents = /^\d.*[.,]\d{2}$/u.test(run.text);
    const letter = hasCents ? LETTER_BEFORE.exec(before)?.[1] : undefined;
    const currency = BEFORE.exec(before)?.[1] ?? letter ?? AFTER.exec(after)?.[1] ?? null;
    if (
      currency === null &&
      /[\p{L}\d#/:]-?$/u.test(before) &&
      !/(?:^|[\s\d])X$/iu.test(before) &&
      // "ReM7.70", a misread RM: codes have no cents.
      !(hasCents && /(?:^|\s)\p{L}{2,3}$/u.test(before)) &&
      !/\p{L}:$/u.test(before)
    )
      continue;
    if (/^[/:-]\d/u.test(after) || /\d[/:]$/u.test(before) || /\d-$/u.test(before)) continue;
    const number = parseNumber(run.text, style, currency !== null);
    if (!number) continue;
    const role = roleOf(before, after, number.decimals);
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

/**
 * Removes spaces that printers and recognition put inside numbers ("12. 50", "1 234,00"), and reads letters in
 * amounts as the digits that they look like. Keeps everything else.
 */
export function tidy(text: string): string {
  return (
    text
      .replace(/[−–—]/gu, "-")
      .replace(MISREAD, readDigits)
      // Sweden also writes cents after a colon; what may be a time stays one.
      .replace(
        /(?<![\d.,:])(\d{3,5}|2[4-9]|[3-9]\d):(\d{2})(?![\d:])|(?<![\d.,:])(\d{1,2}):([6-9]\d)(?![\d:])/gu,
        "$1$3.$2$4",
      )
      // Of the other marks, some end words.
      .replace(/(?<=\p{L}{2})(RM|CHF|EUR)(?=\d)/gu, " $1")
      .replace(/^[Il](?=\d+[.,]\d{2}(?!\d))/gu, "1")
      .replace(MISREAD_ONE, "1")
      .replace(/(?<=\d[.,]?)[oO](?=[\d.,]|\b)/gu, "0")
      .replace(/(?<=[.,])[oO](?=\d)/gu, "0")
      .replace(/(?<!\d)(\d{1,3})((?:[  ]\d{3})+)([.,]\d{2})(?![\d.,])/gu, (_, head, groups, cents) => {
        return `${head}${groups.replace(/\s/gu, "")}${cents}`;
      })
      .replace(SPACED_THOUSANDS, (_, head, groups) => {
        return `${head}${groups.replace(/\s/gu, "")}`;
      })
      .replace(/(\d)\s?([.,])\s(\d{2})(?![\d.,/:]|\s?[%\p{L}])/gu, "$1$2$3")
      .replace(/(\d)\s([.,])(\d{2})(?![\d.,/:])/gu, "$1$2$3")
      .replace(/(^|\s)([.,])\s(\d{2})(?!\d)/gu, "$1$2$3")
      .replace(/(\d)[.,]\s?[-=~](?!\d)[-=]?/gu, "$1.00")
  );
}

const MISREAD_ONE = new RegExp(`[Il|](?<=(?:${CURRENCY_MARK})\\s?[Il|])(?=\\d*[.,]\\d{2}(?!\\d))`, "gu");
const SPACED_THOUSANDS = new RegExp(
  `(?<![\\d.,])(\\d{1,3})((?:[  ]\\d{3})+)(?=\\s?(?:${CURRENCY_MARK})(?!\\p{L}))`,
  "giu",
);

function readDigits(run: string): string {
  return run.replace(/\p{L}/gu, (letter) => DIGITS[letter] ?? letter);
}

function runsOf(text: string): { text: string; start: number; end: number }[] {
  return [...text.matchAll(RUN)].map((match) => {
    const run = match[0].replace(/[.,'’]+$/u, "");
    return { text: run, start: match.index, end: match.index + run.length };
  });
}

function parseNumber(
  run: string,
  style: NumberStyle,
  hasCurrency: boolean,
): Pick<Amount, "value" | "decimals" | "grouped"> | null {
  const grouped = GROUPED.exec(run);
  if (grouped) {
    const [, head = "", groups = "", mark, cents] = grouped;
    const separators = new Set(groups.replace(/\d/gu, ""));
    if (separators.size > 1 || (mark !== undefined && separators.has(mark))) return null;
    const separator = [...separators][0];
    const single = groups.length === 4 && mark === undefined;
    const isWeight = single && separator === style.decimal && (!hasCurrency || head === "0");
    if (isWeight || (single && head === "0")) return plain(`${head}.${groups.slice(1)}`, 3);
    if (head.startsWith("0")) return null;
    return withGroups(head + groups, cents);
  }
  const lakhs = GROUPED_BY_LAKH.exec(run);
  if (lakhs) return withGroups(lakhs[1] ?? "", lakhs[2]);
  const decimal = DECIMAL.exec(run);
  if (decimal) {
    const [, whole = "", , fraction = ""] = decimal;
    return plain(`${whole || "0"}.${fraction}`, fraction.length);
  }
  if (!/^\d+$/u.test(run) || run.length > 9 || (run.length > 1 && run.startsWith("0"))) return null;
  return plain(run, 0);
}

function withGroups(whole: string, cents = ""): Pick<Amount, "value" | "decimals" | "grouped"> {
  const value = Number(`${whole.replace(/\D/gu, "")}.${cents || "0"}`);
  return { value, decimals: cents.length, grouped: true };
}

function plain(text: string, decimals: number): Pick<Amount, "value" | "decimals" | "grouped"> {
  return { value: Number(text), decimals, grouped: false };
}

const TIMES_AFTER = new RegExp(`^\\s?(?:[xX×@*]\\s?(?:\\d|${CURRENCY_MARK}|$)|[xX×@]\\s)`, "u");
const TIMES_BEFORE = new RegExp(`(?:^|\\s|\\d)[xX×@]\\s?(?:${CURRENCY_MARK})?\\s?$`, "iu");
const PER_UNIT_AFTER = new RegExp(`^\\s?(?:${CURRENCY_MARK})?\\s?/\\s?\\p{L}`, "iu");

function roleOf(before: string, after: string, decimals: number): Amount["role"] {
  if (/^\s?[%‰]/u.test(after) || /%\s?$/u.test(before)) return "percent";
  if (TIMES_AFTER.test(after) || TIMES_BEFORE.test(before)) return "quantity";
  if (/^\s?(?:KG|ML|CL|LTR|KM|PCS|STK|KPL|PC|UNIT|CM|MM)\b/iu.test(after)) return "quantity";
  if (decimals !== 2 && /^\s?(?:G|L|DL|ST)\b/iu.test(after)) return "quantity";
  if (PER_UNIT_AFTER.test(after)) return "quantity";
  return decimals === 3 ? "quantity" : "money";
}
