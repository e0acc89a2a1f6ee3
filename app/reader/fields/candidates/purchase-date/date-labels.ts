import type { FoundDate } from "../../text/dates.ts";
import type { ReceiptText } from "../../text/receipt-text.ts";
import { DATE_LABELS, OTHER_DATE_LABELS } from "../../words/date-words.ts";

const dateWords = wordPattern(DATE_LABELS);
const otherWords = wordPattern(OTHER_DATE_LABELS);

function wordPattern(words: Readonly<Record<string, readonly string[] | undefined>>): RegExp {
  const all = Object.values(words).flatMap((list) => list ?? []);
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
