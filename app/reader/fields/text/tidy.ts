import { memoize } from "../../memoize.ts";
import type { Line } from "../../page.ts";
import { CURRENCY_MARK } from "../words/currencies.ts";

/**
 * An amount with letters for digits: "5OO.00", "6S,00". What begins with a letter is a code, and behind an amount an S or
 * B is a rate of tax.
 */
const MISREAD = /(?<=^|RM|[^\p{L}\d.,])\d[\dOoSIlB]*(?:[.,][\dOoSIlB]{3})*[.,][\dOoSB][\dOo](?![\p{L}\d])/gu;
const DIGITS: Readonly<Record<string, string>> = { O: "0", o: "0", S: "5", I: "1", l: "1", B: "8" };
const MISREAD_ONE = new RegExp(`[Il|](?<=(?:${CURRENCY_MARK})\\s?[Il|])(?=\\d*[.,]\\d{2}(?!\\d))`, "gu");
const POINT_OF_MARK = new RegExp(`\\.(?=\\d+[.,]\\d)(?<=(?<!\\p{L})(?:${CURRENCY_MARK})\\.)`, "giu");
const SPACED_THOUSANDS = new RegExp(
  `(?<![\\d.,])(\\d{1,3})((?:[  ]\\d{3})+)(?=\\s?(?:${CURRENCY_MARK})(?!\\p{L}))`,
  "giu",
);

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
      // A dollar sign that was read as a letter or a point; "Rs.450.00" has a point of its own.
      .replace(/(?<=^|\s)S(?=\d{1,3}(?:,\d{3})*\.\d{2}(?![\p{L}\d.,]))/gu, "$")
      .replace(/^[.,'](?=\d+[.,]\d{2}$)/gu, " ")
      .replace(POINT_OF_MARK, " ")
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

/** The tidied text of a piece. */
export const tidied = memoize((piece: Line) => tidy(piece.text));

function readDigits(run: string): string {
  return run.replace(/\p{L}/gu, (letter) => DIGITS[letter] ?? letter);
}
