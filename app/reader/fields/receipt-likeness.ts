import { isTotal } from "./candidates/total/is-total.ts";
import { hasLabel, type LabelledAmount, type ReceiptText } from "./text/receipt-text.ts";
import type { Row } from "./text/rows.ts";
import { hasTime } from "./text/times.ts";
import { TITLE } from "./words/head-words.ts";

/** Less than this and the picture shows something else: a landscape, a page of a book, a menu. */
export const LEAST_POINTS = 2.5;

/** Whether there is a receipt at all: a menu has prices, a letter has a date, only a receipt has most of these. */
export function isReceipt(text: ReceiptText): boolean {
  return receiptPoints(text) >= LEAST_POINTS;
}

/** The same for a page whose words are in a script that is not read: what is left are a day or a time, and numbers. */
export function isReceiptOfNumbers(text: ReceiptText): boolean {
  const isDated =
    text.dates.some((dates) => dates.length > 0) || text.rows.some((row) => hasTime(row.folded));
  return isReceipt(text) || (isDated && text.amounts.length > 1);
}

/**
 * Whether the text is that of a receipt which is cut above its total: a day and a time, a number or title of a receipt, and
 * something with its price. Of 505 real receipts without their lower parts 172 have all of it, of 49 menus, letters,
 * posters and screens none.
 */
export function isBeginningOfReceipt(text: ReceiptText): boolean {
  return (
    text.dates.some((dates) => dates.length > 0) &&
    text.rows.some((row) => hasTime(row.folded)) &&
    (referencesOf(text).length > 0 || hasTitle(text)) &&
    moneyOf(text).some(
      ({ isLastInRow, labels, rowIndex }) =>
        isLastInRow && labels.length === 0 && /\p{L}{2}/u.test(text.rows[rowIndex]?.text ?? ""),
    )
  );
}

/** Words of a row from which on it is a sentence, as letters and books have; receipts have them at their foot alone. */
const PROSE = 8;

function isProse(row: Row | undefined): boolean {
  return (row?.text.match(/\p{L}{2,}/gu)?.length ?? 0) >= PROSE;
}

function moneyOf(text: ReceiptText): LabelledAmount[] {
  return text.amounts.filter(
    (amount) =>
      amount.role === "money" &&
      (amount.hasCents || amount.grouped || amount.currency !== null) &&
      !isProse(text.rows[amount.rowIndex]),
  );
}

/** The rows with a number of the receipt, the till or the shop. */
function referencesOf(text: ReceiptText): Row[] {
  return text.rows.filter(
    (row, index) =>
      hasLabel(text.labels[index] ?? [], "reference") && /\d{3}/u.test(row.text) && !isProse(row),
  );
}

function hasTitle(text: ReceiptText): boolean {
  return text.rows.some((row) => TITLE.test(row.folded) && row.folded.length < 30);
}

/** Adds up what receipts have and other papers lack. */
export function receiptPoints(text: ReceiptText): number {
  const money = moneyOf(text);
  const points = [
    money.some(isTotal) ? 2 : 0,
    money.some((amount) => hasLabel(amount.labels, "payment", "change")) ? 1.5 : 0,
    money.some((amount) => hasLabel(amount.labels, "tax", "subtotal", "rounding")) ? 1 : 0,
    money.length > 2 ? 0.5 : 0,
    money.some((amount) => amount.currency !== null && amount.hasCents) ? 0.5 : 0,
    text.labels.some((labels) => hasLabel(labels, "payment")) ? 0.5 : 0,
    text.dates.some((dates) => dates.length > 0) ? 1 : 0,
    text.rows.some((row) => hasTime(row.folded)) ? 0.5 : 0,
    Math.min(1, referencesOf(text).length / 2),
    hasTitle(text) ? 0.5 : 0,
  ];
  return points.reduce((sum, value) => sum + value, 0);
}
