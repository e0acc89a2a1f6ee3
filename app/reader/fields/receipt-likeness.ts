import { addsUp } from "./candidates/total/adds-up.ts";
import { provenTotal } from "./candidates/total/proven-total.ts";
import {
  endsList,
  hasAddress,
  hasBusiness,
  hasDay,
  hasMoment,
  hasTitle,
  isCalledReceipt,
  isDay,
  isSchedule,
  isText,
  moneyOf,
  otherTitlesOf,
  pricesIn,
  referencesOf,
  repeatsTotal,
  says,
  saysInWords,
  totalsOf,
} from "./receipt-evidence.ts";
import { isAddress } from "./text/address.ts";
import type { LabelledAmount, ReceiptText } from "./text/receipt-text.ts";
import { hasTime } from "./text/times.ts";
import { hasSeconds, hasThanks, isCountedList, isFromPump, ratedRowsOf } from "./till-evidence.ts";

/** Less than this and the picture shows something else: a landscape, a page of a book, a menu. */
export const LEAST_POINTS = 5;

/** What the upper half of a receipt has: an address, and a day with its time. The rest is in the part that is missing. */
const LEAST_OF_CUT = 3.5;

/** Whether there is a receipt at all: a menu has prices, a letter has a date, only a receipt has most of these. */
export function isReceipt(text: ReceiptText): boolean {
  return receiptPoints(text) >= (text.page.isCut ? LEAST_OF_CUT : LEAST_POINTS);
}

/**
 * Adds up what receipts have and other papers lack. The points, rounded to halves, were fitted to 732 real receipts, whole and cut,
 * and to menus, posters, letters, statements, lists and screens.
 */
export function receiptPoints(text: ReceiptText): number {
  const { rows } = text;
  const money = moneyOf(text);
  const otherTitles = otherTitlesOf(text);
  const isAddressed = hasAddress(text);
  const points = [
    totalsOf(money).some(({ value }) => value !== 0) ? 2.5 : 0,
    addsUp(money) || repeatsLast(money) || (endsList(text, money) && hasDay(text)) ? 1 : 0,
    endsInPrices(text) ? 1 : 0,
    repeatsTotal(money) ? 2.5 : 0,
    money.some(({ labels }) => says(labels, "tax", "subtotal", "rounding", "discount")) ? 2.5 : 0,
    isCountedList(text, money) ? 3 : 0,
    3 * Math.min(2, ratedRowsOf(text).length),
    rows.some((row, index) => isDay(text, index) && hasMoment(row)) ? 2 : 0,
    rows.some(hasSeconds) ? 2 : 0,
    Math.min(2, referencesOf(text).length),
    saysInWords("change", text) || hasThanks(text) ? 1.5 : 0,
    hasTitle(text) ? 1.5 : 0,
    isCalledReceipt(text) ? 1.5 : 0,
    isAddressed ? 2 : 0,
    hasBusiness(text) ? (isAddressed ? 0.5 : 1.5) : 0,
    isFromPump(text) ? 3 : 0,
    otherTitles.length > 0 ? -3.5 : 0,
    otherTitles.some(({ atHead }) => atHead) ? -3 : 0,
    isText(text) ? -1 : 0,
    isSchedule(text) ? -3.5 : 0,
  ];
  return points.reduce((sum, value) => sum + value, 0);
}

/** A poster has a day, a time, and prices for adults and children; a receipt has the total too. */
const LEAST_AT_MOMENT = 3;

/**
 * The same for a page whose words are in a script that is not read. What is left are numbers: a day, with the time or a sum
 * of some amounts, or without a day a total that is proven. Price lists have prices, also several times; tables and
 * timetables have numbers in many columns, and many times.
 */
export function isReceiptOfNumbers(text: ReceiptText): boolean {
  const isList = isSchedule(text) || isTable(text);
  const money = text.amounts.filter(({ role }) => role === "money");
  const isOfMoment = text.rows.some(hasMoment) && money.length >= LEAST_AT_MOMENT;
  const isOfPurchase = isOfMoment || addsUp(money) || repeatsLast(money);
  return (
    isReceipt(text) ||
    (!isList && hasDay(text) && money.length > 1 && isOfPurchase) ||
    provenTotal(text) !== undefined
  );
}

/** A receipt has a count, a price and an amount in a row; a table has more numbers, or no words between them. */
const MOST_NUMBERS = 3;

/** Whether half of the rows with numbers have more of them than those of a receipt. */
function isTable({ rows }: ReceiptText): boolean {
  const counts = rows.map(({ text }) => text.match(/(?<!\S)\P{L}?\d[\d.,]*%?(?!\S)/gu)?.length ?? 0);
  const numbered = counts.filter((count) => count > 0);
  return (
    2 * numbered.filter((count) => count > MOST_NUMBERS).length >= numbered.length && numbered.length > 1
  );
}

/**
 * Whether the text is that of a receipt which is cut above its total: a day and a time, a number or title of a receipt, and
 * something with its price, but no sum. What would be chosen as the total is the price of something.
 */
export function isBeginningOfReceipt(text: ReceiptText): boolean {
  const money = moneyOf(text);
  return (
    isReceipt(text) &&
    hasDay(text) &&
    text.rows.some(hasMoment) &&
    (referencesOf(text).length > 0 || hasTitle(text) || endsInPrices(text)) &&
    pricesIn(text, money).length > 0 &&
    !hasSum(money) &&
    !saysInWords("payment", text) &&
    otherTitlesOf(text).length === 0
  );
}

/** Whether the last amount is there twice, to the cent. */
function repeatsLast(money: readonly LabelledAmount[]): boolean {
  const values = money.filter(({ hasCents }) => hasCents).map(({ value }) => value);
  const last = values.pop();
  return last !== undefined && values.includes(last);
}

/** Whether an amount is called a sum or a part of one, is the sum of others, or the last is there twice. */
function hasSum(money: readonly LabelledAmount[]): boolean {
  return (
    totalsOf(money).length > 0 ||
    money.some(({ labels }) =>
      says(labels, "tax", "subtotal", "rounding", "discount", "payment", "change"),
    ) ||
    addsUp(money) ||
    repeatsLast(money)
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
