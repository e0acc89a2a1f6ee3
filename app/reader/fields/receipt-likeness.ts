import { isTotal } from "./candidates/total/is-total.ts";
import { provenTotal } from "./candidates/total/proven-total.ts";
import { isAddress } from "./text/address.ts";
import { hasLabel, type LabelledAmount, type ReceiptText } from "./text/receipt-text.ts";
import type { Row } from "./text/rows.ts";
import { isSentence } from "./text/sentences.ts";
import { hasTime } from "./text/times.ts";
import { CURRENCY_MARK } from "./words/currencies.ts";
import { TITLE } from "./words/head-words.ts";

/** Less than this and the picture shows something else: a landscape, a page of a book, a menu. */
export const LEAST_POINTS = 2.5;

/** Whether there is a receipt at all: a menu has prices, a letter has a date, only a receipt has most of these. */
export function isReceipt(text: ReceiptText): boolean {
  return receiptPoints(text) >= LEAST_POINTS;
}

/**
 * The same for a page whose words are in a script that is not read: what is left are a day or a time, and numbers. Price
 * lists have prices, also several times; without a day they have to add up to a total.
 */
export function isReceiptOfNumbers(text: ReceiptText): boolean {
  const isDated =
    text.dates.some((dates) => dates.length > 0) || text.rows.some((row) => hasTime(row.folded));
  return isReceipt(text) || (isDated && text.amounts.length > 1) || provenTotal(text) !== undefined;
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
    (referencesOf(text).length > 0 || hasTitle(text) || endsInPrices(text)) &&
    moneyOf(text).some(
      ({ isLastInRow, labels, rowIndex }) =>
        isLastInRow && labels.length === 0 && /\p{L}{2}/u.test(text.rows[rowIndex]?.text ?? ""),
    )
  );
}

/** So many prices under one another are a list of what was bought. */
const LEAST_PRICES = 3;

/** Whether below an address, and a day with a time in one row, there are prices in one column down to the end. */
function endsInPrices(text: ReceiptText): boolean {
  const { rows, dates, textHeight } = text;
  const prices = moneyOf(text).filter((amount) => amount.hasCents && amount.isLastInRow);
  const [first, last] = [prices[0], prices.at(-1)];
  if (!first || !last || prices.length < LEAST_PRICES || last.rowIndex < rows.length - 1) {
    return false;
  }
  const head = rows.slice(0, first.rowIndex);
  const edges = prices.map(({ piece }) => piece.quad[1].x);
  return (
    head.some((row) => isAddress(row.folded)) &&
    head.some((row, index) => (dates[index] ?? []).length > 0 && hasTime(row.folded)) &&
    last.rowIndex - first.rowIndex < prices.length &&
    Math.max(...edges) - Math.min(...edges) < textHeight
  );
}

function moneyOf(text: ReceiptText): LabelledAmount[] {
  const whole = wholeSumsOf(text);
  return text.amounts.filter(
    (amount) =>
      amount.role === "money" &&
      (amount.hasCents || amount.grouped || amount.currency !== null || whole.has(amount)) &&
      !isSentence(text.rows[amount.rowIndex]?.text ?? ""),
  );
}

const CURRENCY = new RegExp(`(?<![\\p{L}\\d])(?:${CURRENCY_MARK})(?![\\p{L}\\d])`, "iu");

/**
 * Sums without cents in currencies that have none: a total whose row names a currency ("TOTAL NT$ 120") or that was paid
 * ("Cash 200, Change 80"), with what was paid and given back.
 */
function wholeSumsOf({ rows, amounts }: ReceiptText): ReadonlySet<LabelledAmount> {
  const sums = amounts.filter(({ role, isLastInRow }) => role === "money" && isLastInRow);
  const labelled = (label: "payment" | "change") => sums.filter(({ labels }) => hasLabel(labels, label));
  const [paid, change] = [labelled("payment"), labelled("change")];
  const given = new Set(paid.flatMap(({ value }) => [value, ...change.map((back) => value - back.value)]));
  const totals = sums.filter(
    (amount) =>
      isTotal(amount) &&
      amount.value !== 0 &&
      (CURRENCY.test(rows[amount.rowIndex]?.text ?? "") || given.has(amount.value)),
  );
  return new Set(totals.length > 0 ? [...totals, ...paid, ...change] : []);
}

/** The rows with a number of the receipt, the till or the shop. */
function referencesOf(text: ReceiptText): Row[] {
  return text.rows.filter(
    (row, index) =>
      hasLabel(text.labels[index] ?? [], "reference") && /\d{3}/u.test(row.text) && !isSentence(row.text),
  );
}

function hasTitle(text: ReceiptText): boolean {
  return text.rows.some((row) => TITLE.test(row.folded) && row.folded.length < 30);
}

/** The "THE" of a band or a street is no Vietnamese card. */
function saysPayment({ labels, amounts }: ReceiptText): boolean {
  const withAmount = new Set(amounts.map(({ rowIndex }) => rowIndex));
  return labels.some((inRow, index) =>
    inRow.some(({ label, phrase }) => label === "payment" && (phrase !== "THE" || withAmount.has(index))),
  );
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
    saysPayment(text) ? 0.5 : 0,
    text.dates.some((dates) => dates.length > 0) ? 1 : 0,
    text.rows.some((row) => hasTime(row.folded)) ? 0.5 : 0,
    Math.min(1, referencesOf(text).length / 2),
    hasTitle(text) ? 0.5 : 0,
  ];
  return points.reduce((sum, value) => sum + value, 0);
}
