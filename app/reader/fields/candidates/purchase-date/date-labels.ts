import type { FoundDate } from "../../text/dates.ts";
import { fold } from "../../text/letters.ts";
import type { ReceiptText } from "../../text/receipt-text.ts";
import { BEGIN_LABELS, DATE_LABELS, OTHER_DATE_LABELS, TO } from "../../words/date-words.ts";
import type { WordsByLanguage } from "../../words/words.ts";

const dateWords = wordPattern(DATE_LABELS);
const otherWords = wordPattern(OTHER_DATE_LABELS, BEGIN_LABELS);
const beginWords = wordPattern(BEGIN_LABELS);

function wordPattern(...lists: readonly WordsByLanguage[]): RegExp {
  const all = lists.flatMap((words) => Object.values(words).flat());
  return new RegExp(
    `(?<!\\p{L})(?:${all.map((word) => word.replace(/ /gu, "\\W{0,2}")).join("|")})(?!\\p{L})`,
    "u",
  );
}

/** The words before a date, since another date in its row. */
export function wordsBefore(text: ReceiptText, date: FoundDate, index: number): string {
  const previous = text.dates[index]?.findLast(({ end }) => end <= date.start);
  return text.rows[index]?.folded.slice(previous?.end ?? 0, date.start) ?? "";
}

/** "VALID UNTIL": another day than that of the purchase. */
export function isOtherLabelled(words: string): boolean {
  return otherWords.test(words.slice(-30));
}

/** "DATE", and not "DELIVERY DATE". */
export function isLabelled(words: string): boolean {
  return dateWords.test(words) && !otherWords.test(words);
}

/** Another day than that of the purchase: so labelled, or the first of some days; not the last of them. */
export function isOtherDay(text: ReceiptText, date: FoundDate, index: number): boolean {
  const words = wordsBefore(text, date, index);
  const previous = text.dates[index]?.findLast(({ end }) => end <= date.start);
  const isLast = previous !== undefined && TO.test(words) && isBegin(text, previous, index);
  return isBegin(text, date, index) || (!isLast && isOtherLabelled(words));
}

/**
 * The first of some days that were paid for: by its words or those above it in its column, or because a later day follows
 * in its row ("02/04/2024 - 04/04/2024").
 */
export function isBegin(text: ReceiptText, date: FoundDate, index: number): boolean {
  const words = wordsBefore(text, date, index);
  if (beginWords.test(words.slice(-30))) {
    return true;
  }
  return (
    (!/\p{L}/u.test(words) && beginWords.test(wordsAbove(text, date, index))) ||
    beginsRange(text, date, index)
  );
}

/** The piece of the row above that is over the date's piece, folded. */
function wordsAbove(text: ReceiptText, date: FoundDate, index: number): string {
  const [row, above] = [text.rows[index], text.rows[index - 1]];
  let end = 0;
  const piece = row?.pieces.find((one) => {
    end += fold(one.text.trim()).length + 2;
    return date.start < end;
  });
  if (!piece || !above) {
    return "";
  }
  const [left, right] = [piece.quad[0].x, piece.quad[1].x];
  const over = above.pieces.find(({ quad }) => quad[0].x < right && quad[1].x > left);
  return fold(over?.text ?? "");
}

const TIME = /\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[AP]M)?/gu;

function beginsRange(text: ReceiptText, date: FoundDate, index: number): boolean {
  const next = text.dates[index]?.find(({ start }) => start >= date.end);
  if (!next || !isBefore(date, next)) {
    return false;
  }
  const between = (text.rows[index]?.folded.slice(date.end, next.start) ?? "").replace(TIME, "");
  const isDash = /^\s*-+\s*$/u.test(between);
  return isDash || (TO.test(between) && between.replace(TO, "").trim() === "");
}

/** In whichever order day and month are, and by a year at most. */
function isBefore(a: FoundDate, b: FoundDate): boolean {
  return a.year + 1 === b.year || (a.year === b.year && (a.first < b.first || a.second < b.second));
}
