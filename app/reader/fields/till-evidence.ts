import { pricesIn } from "./receipt-evidence.ts";
import type { LabelledAmount, ReceiptText } from "./text/receipt-text.ts";
import type { Row } from "./text/rows.ts";
import { proseIn } from "./text/sentences.ts";
import { PUMP, THANKS } from "./words/till-words.ts";

/** "2 x 1.15", "0.412 KG @ 18.90". */
const COUNT_AND_PRICE =
  /(?<![\p{L}\d.,])\d{1,3}(?:[.,]\d{1,3})?\s?\p{L}{0,3}\s?[X@*]\P{L}{0,4}\d{1,6}[.,]\d{2}(?!\d)/u;
/** "1x Tea", and its price elsewhere in the row. */
const COUNT = /^\d{1,2}\s?X\s+[\p{L}\d]/u;
const PRICE = /\d[.,]\d{2}(?!\d)/u;

/** Whether a row says how many of something were bought. */
function isCounted({ folded }: Row): boolean {
  return COUNT_AND_PRICE.test(folded) || (COUNT.test(folded) && PRICE.test(folded));
}

/** "2 Tea". */
const COUNT_AND_NAME = /^(\d{1,2})\s+\p{L}/u;

/** Whether the rows say how many were bought of what. Numbers that only rise ("1 scoop", "2 scoops") may be those of a list. */
export function isCountedList(text: ReceiptText, money: readonly LabelledAmount[]): boolean {
  const { rows } = text;
  const counts = pricesIn(text, money)
    .filter(({ hasCents }) => hasCents)
    .map(({ rowIndex }) => Number(COUNT_AND_NAME.exec(rows[rowIndex]?.folded ?? "")?.[1] ?? 0))
    .filter((count) => count > 0);
  return rows.some(isCounted) || counts.some((count, index) => count <= (counts[index - 1] ?? 0));
}

/** "4.99 T": the rate of tax, and not a unit ("0.50 L"). */
const PRICE_AND_RATE = /\d[.,]\d{2}\s{0,3}(?:\*|\*?[A-FI-KN-Z])$/u;

/** The rows in which a letter behind the price tells its rate of tax. */
export function ratedRowsOf({ rows }: ReceiptText): Row[] {
  return rows.filter(({ folded }) => PRICE_AND_RATE.test(folded));
}

/** "18:22:07": the clock of a machine. */
const SECONDS = /(?<![\d:])\d{1,2}:[0-5]\d:[0-5]\d(?![\d:])/u;

export function hasSeconds({ folded }: Row): boolean {
  return SECONDS.test(folded);
}

/** Whether its lower half thanks, and not in running text. */
export function hasThanks({ rows }: ReceiptText): boolean {
  const isProse = proseIn(rows);
  return rows.some(
    ({ folded }, index) => index >= Math.floor(rows.length / 2) && !isProse[index] && THANKS.test(folded),
  );
}

/** Whether it names a pump, or what a gallon costs. */
export function isFromPump({ rows }: ReceiptText): boolean {
  return rows.some(({ folded }) => PUMP.test(folded));
}
