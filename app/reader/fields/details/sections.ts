import { toCents } from "../candidates/total/cents.ts";
import type { FoundDate } from "../text/dates.ts";
import type { LabelledAmount, ReceiptText } from "../text/receipt-text.ts";
import { GAP, type Row } from "../text/rows.ts";
import { hasTime } from "../text/times.ts";
import type { DetailRow } from "./detail-rows.ts";
import { namesPerson } from "./names-person.ts";

/** The rows of what was bought, and those below. */
export interface Sections {
  readonly list: readonly DetailRow[];
  readonly below: readonly DetailRow[];
  /** Those above the sums that are not of the list: a cover charge can be the first row of a bill. */
  readonly between: readonly DetailRow[];
}

/** Rows above the first price that can say what it is of, or how many. */
const ABOVE_PRICE = 2;

/** What something cost elsewhere or before. */
const OTHER_PRICE =
  /(?<!\p{L})(?:(?:REG(?:ULAR)?|ORIG(?:INAL)?|WAS|LIST|OLD)\.? ?PRICE|PRICE BEFORE|STATT|(?:PRICE )?REDUCED BY)(?!\p{L})/u;

/** A colon is between an amount and its name; what was bought has none. */
function isNamed({ piece, start, words }: LabelledAmount): boolean {
  return /\p{L}\P{L}*:\P{L}*$/u.test(start === 0 ? words : piece.text.slice(0, start));
}

const SUMS: readonly DetailRow["kind"][] = ["total", "subtotal"];
/** What items are called too: a loaf is a "PAN", and what is taken off one is a discount. */
const OF_ITEMS: readonly DetailRow["kind"][] = ["discount", "reference", "quantity"];
const ENDS: readonly DetailRow["kind"][] = [...SUMS, "payment", "tax", "change", "rounding", "tip"];

/** @param total what was paid, where it is known */
export function sectionsOf(text: ReceiptText, rows: readonly DetailRow[], total: number | null): Sections {
  const isPriced = ({ index, row, money, kind, last, isPlain }: DetailRow) =>
    last !== null &&
    !(isPlain && kind !== null && !OF_ITEMS.includes(kind)) &&
    !(text.dates[index] ?? []).some((date) => money.every((amount) => isApart(date, row, amount))) &&
    !(hasTime(row.folded) && last.currency === null) &&
    !OTHER_PRICE.test(row.folded) &&
    !isNamed(last);
  const first = rows.findIndex(isPriced);
  const end = endOf(rows, first, total);
  const isInList = (row: DetailRow) => row.last === null || isPriced(row);
  const start = first === -1 ? end : Math.max(0, first - ABOVE_PRICE);
  const list = rows
    .slice(Math.min(start, end), end)
    .filter((row) => isInList(row) && isOfList(text, row, first));
  const isListed = new Set(list);
  return { list, below: rows.slice(end), between: rows.slice(0, end).filter((row) => !isListed.has(row)) };
}

/** Whether a day is not made of an amount: "EGG SET 8.40" has no 8th of September. */
function isApart(date: FoundDate, row: Row, { piece, start, end }: LabelledAmount): boolean {
  const before = row.pieces.slice(0, row.pieces.indexOf(piece));
  const offset = before.reduce((length, { text }) => length + text.trim().length + GAP.length, 0);
  return date.end <= offset + start || date.start >= offset + end;
}

/** Rows above the first price belong to the head when they say something else. */
function isOfList(text: ReceiptText, { index, kind, row, last }: DetailRow, first: number): boolean {
  const isHead = index < first && ((text.dates[index] ?? []).length > 0 || hasTime(row.folded));
  return !isHead && !(last === null && (kind === "reference" || namesPerson(row.folded)));
}

/** The first sum below something with a price; where no row is called one, what else comes below the list. */
function endOf(rows: readonly DetailRow[], first: number, total: number | null): number {
  let [sum, count] = [0, 0];
  for (const { row, index, kind, last, isPlain } of rows.slice(Math.max(0, first))) {
    if (last === null) {
      continue;
    }
    const isSum = toCents(sum) === last.value || total === last.value;
    if (SUMS.includes(kind) && (isPlain || isSum)) {
      return index;
    }
    const isUncounted = !/^\d{1,3}\s?[xX]?\s/u.test(row.text);
    if ((count > 1 && isUncounted && toCents(sum) === last.value) || (isPlain && ENDS.includes(kind))) {
      return index;
    }
    count += last.value === 0 ? 0 : 1;
    sum += last.value;
  }
  return rows.length;
}
