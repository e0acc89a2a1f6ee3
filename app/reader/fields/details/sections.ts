import { toCents } from "../candidates/total/cents.ts";
import type { LabelledAmount, ReceiptText } from "../text/receipt-text.ts";
import { hasTime } from "../text/times.ts";
import type { DetailRow } from "./detail-rows.ts";
import { namesPerson } from "./names-person.ts";

/** The rows of what was bought, and those below. */
export interface Sections {
  readonly list: readonly DetailRow[];
  readonly below: readonly DetailRow[];
}

/** Rows above the first price that can say what it is of, or how many. */
const ABOVE_PRICE = 2;

/** What something cost elsewhere or before. */
const OTHER_PRICE =
  /(?<!\p{L})(?:(?:REG(?:ULAR)?|ORIG(?:INAL)?|WAS|LIST|OLD)\.? ?PRICE|PRICE BEFORE|STATT)(?!\p{L})/u;

/** A colon is between an amount and its name; what was bought has none. */
function isNamed({ piece, start, words }: LabelledAmount): boolean {
  return /\p{L}\P{L}*:\P{L}*$/u.test(start === 0 ? words : piece.text.slice(0, start));
}

const SUMS: readonly DetailRow["kind"][] = ["total", "subtotal"];
/** What items are called too: a loaf is a "PAN", and what is taken off one is a discount. */
const OF_ITEMS: readonly DetailRow["kind"][] = ["discount", "reference", "quantity"];
const ENDS: readonly DetailRow["kind"][] = [
  ...SUMS,
  "payment",
  "tax",
  "change",
  "rounding",
  "tip",
  "service",
];

/** @param total what was paid, where it is known */
export function sectionsOf(text: ReceiptText, rows: readonly DetailRow[], total: number | null): Sections {
  const isPriced = ({ index, row, kind, last, isPlain }: DetailRow) =>
    last !== null &&
    !(isPlain && kind !== null && !OF_ITEMS.includes(kind)) &&
    (text.dates[index] ?? []).length === 0 &&
    !(hasTime(row.folded) && last.currency === null) &&
    !OTHER_PRICE.test(row.folded) &&
    !isNamed(last);
  const first = rows.findIndex(isPriced);
  const end = endOf(rows, first, total);
  const isInList = (row: DetailRow) => row.last === null || isPriced(row);
  const start = first === -1 ? end : Math.max(0, first - ABOVE_PRICE);
  return {
    list: rows.slice(Math.min(start, end), end).filter((row) => isInList(row) && isOfList(text, row, first)),
    below: rows.slice(end),
  };
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
