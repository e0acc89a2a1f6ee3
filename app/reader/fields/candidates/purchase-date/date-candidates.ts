import type { Candidate } from "../../scores.ts";
import { type FoundDate, hasTime, weekdaysIn } from "../../text/dates.ts";
import { hasLabel, type ReceiptText } from "../../text/receipt-text.ts";
import type { Row } from "../../text/rows.ts";
import { DATE_LABELS, OTHER_DATE_LABELS } from "../../words/date-words.ts";

/** A day that may be that of the purchase. */
export interface DateCandidate extends Candidate<string> {
  /** Row indices, best first. */
  readonly rows: readonly number[];
  /** Day and month could be exchanged, and nothing on the receipt decides. */
  readonly isAmbiguous: boolean;
}

type DateOrder = "day-first" | "month-first";

/** What decides between day first and month first. */
export interface OrderEvidence {
  readonly order: DateOrder;
  /** Nothing spoke; day first is the default. */
  readonly isDefault: boolean;
  readonly why: string;
}

const DAY = 24 * 60 * 60 * 1000;
/** The oldest receipt that anybody reads; older dates are foundings, births and wrong digits. */
const OLDEST_YEARS = 25;

/** No receipt shows a purchase and another day of it so far apart, except one that expires. */
const MUCH_OLDER_DAYS = 300;

const dateWords = wordPattern(DATE_LABELS);
const otherWords = wordPattern(OTHER_DATE_LABELS);

function wordPattern(words: Readonly<Record<string, readonly string[] | undefined>>): RegExp {
  const all = Object.values(words).flatMap((list) => list ?? []);
  return new RegExp(
    `(?<!\\p{L})(?:${all.map((word) => word.replace(/ /gu, "\\W{0,2}")).join("|")})(?!\\p{L})`,
    "u",
  );
}

/** Decides which number is the day: by a number above 12, a weekday, the future, a second spelling, the country. */
export function dateOrderOf(text: ReceiptText, today: Date): OrderEvidence {
  const found = text.dates.flatMap((dates, index) => dates.map((date) => ({ date, index })));
  const open = found.filter(({ date }) => date.order === null);
  const votes = { "day-first": 0, "month-first": 0 };
  const reasons: string[] = [];
  const vote = (order: DateOrder, points: number, why: string) => {
    votes[order] += points;
    reasons.push(`${order}: ${why}`);
  };
  const fixed = found.filter(({ date }) => date.order !== null);
  for (const { date } of fixed)
    if (date.form === "numbers" && date.order && date.first !== date.second)
      vote(date.order, 3, `${date.first}/${date.second}`);
  for (const { date, index } of open) {
    const [dayFirst, monthFirst] = [timeOf(date, "day-first"), timeOf(date, "month-first")];
    const days = weekdaysIn(text.rows[index]?.folded ?? "");
    if (days.length > 0) {
      const [isDay, isMonth] = [dayFirst, monthFirst].map((time) =>
        days.includes(new Date(time).getUTCDay()),
      );
      if (isDay && !isMonth) vote("day-first", 4, "weekday");
      if (isMonth && !isDay) vote("month-first", 4, "weekday");
    }
    // Warranties end in the future.
    const isOther = isOtherLabelled(wordsBefore(text, date, index));
    const latest = isOther ? Number.POSITIVE_INFINITY : today.getTime() + DAY;
    if (dayFirst > latest && monthFirst <= latest) vote("month-first", 4, "day first lies in the future");
    if (monthFirst > latest && dayFirst <= latest) vote("day-first", 4, "month first lies in the future");
    for (const other of fixed) {
      const time = timeOf(other.date, "day-first");
      if (other.date.form === "numbers") continue;
      if (Math.abs(time - dayFirst) <= DAY) vote("day-first", 3, "the same day is written in another way");
      if (Math.abs(time - monthFirst) <= DAY)
        vote("month-first", 3, "the same day is written in another way");
    }
  }
  const [best] = text.countries;
  if (best && best.points >= 2) {
    const rivals = text.countries.filter(({ points }) => points === best.points);
    const isMonthFirst = rivals.every(({ country }) => country.dates === "month-first");
    vote(isMonthFirst ? "month-first" : "day-first", isMonthFirst ? 2 : 1, `country ${best.country.code}`);
  }
  if (/(?<!\p{L})MM\/DD/u.test(text.rows.map((row) => row.folded).join(" ")))
    vote("month-first", 5, "MM/DD is printed");
  const order = votes["month-first"] > votes["day-first"] ? "month-first" : "day-first";
  return { order, isDefault: votes["day-first"] === votes["month-first"], why: reasons.join(", ") };
}

/** The possible days of the purchase; impossible and future ones are left out. */
export function dateCandidates(text: ReceiptText, today: Date, evidence: OrderEvidence): DateCandidate[] {
  const places = new Map<string, { date: FoundDate; row: Row; index: number }[]>();
  text.dates.forEach((dates, index) => {
    const row = text.rows[index];
    for (const date of dates) {
      const value =
        isoDay(date, date.order ?? evidence.order, today) ??
        isoDay(date, other(date.order ?? evidence.order), today);
      if (value === null || !row) continue;
      const known = places.get(value);
      if (known) known.push({ date, row, index });
      else places.set(value, [{ date, row, index }]);
    }
  });
  const latest = [...places.keys()].sort().at(-1) ?? "";
  const lastRow = Math.max(1, text.rows.length - 1);
  const firstIndex = Math.min(...[...places.values()].flat().map(({ index }) => index));
  return [...places].map(([value, found]) => {
    const any = (test: (place: { date: FoundDate; row: Row; index: number }) => boolean) =>
      found.some(test) ? 1 : 0;
    const all = (test: (place: { date: FoundDate; row: Row; index: number }) => boolean) =>
      found.every(test) ? 1 : 0;
    const age = (today.getTime() - Date.parse(value)) / DAY / 365;
    const features = {
      labelled: any(({ date, row, index }) => {
        const above = text.rows[index - 1];
        return (
          isLabelled(wordsBefore(text, date, index)) ||
          (row.pieces.length === 1 &&
            above !== undefined &&
            isLabelled(above.folded) &&
            (text.dates[index - 1] ?? []).length === 0)
        );
      }),
      otherLabel: all(({ date, index }) => isOtherLabelled(wordsBefore(text, date, index))),
      otherLabelAbove: all(({ date, row, index }) => {
        const above = text.rows[index - 1]?.folded ?? "";
        return (
          wordsBefore(text, date, index).trim() === "" &&
          !hasTime(row.folded) &&
          otherWords.test(above.slice(-25))
        );
      }),
      timeInRow: any(({ row }) => hasTime(row.folded)),
      timeNear: any(({ index }) =>
        [index - 1, index + 1].some((near) => hasTime(text.rows[near]?.folded ?? "")),
      ),
      yearDigits4: any(({ date }) => date.yearDigits === 4),
      monthName: any(({ date }) => date.form === "month-name"),
      repaired: all(({ date }) => date.repaired),
      compact: all(({ date }) => date.form === "compact"),
      repeated: found.length > 1 ? 1 : 0,
      misreadYear:
        all(({ date }) => date.yearDigits === 2) && isDayOfAnotherYear(value, places.keys()) ? 1 : 0,
      recent: age < 12 ? 1 : 0,
      old: age > 15 ? 1 : 0,
      // Members joined, shops were founded and software was registered long before the purchase.
      muchOlder:
        (Date.parse(latest) - Date.parse(value)) / DAY > MUCH_OLDER_DAYS && latest.slice(4) !== value.slice(4)
          ? 1
          : 0,
      weekday: any(({ row }) => weekdaysIn(row.folded).includes(new Date(value).getUTCDay())),
      paid: any(({ index }) => hasLabel(text.labels[index] ?? [], "payment")),
      first: any(({ index }) => index === firstIndex),
      last: any(({ index }) => index / lastRow > 0.8),
      edge: any(({ index }) => index / lastRow < 0.4 || index / lastRow > 0.7),
      reference: all(
        ({ index, date }) => hasLabel(text.labels[index] ?? [], "points") && date.order !== null,
      ),
    };
    return {
      value,
      features,
      rows: found.map(({ index }) => index),
      isAmbiguous: evidence.isDefault && found.every(({ date }) => date.order === null),
    };
  });
}

/** The words before a date, since another date in its row. */
function wordsBefore(text: ReceiptText, date: FoundDate, index: number): string {
  const previous = text.dates[index]?.findLast(({ end }) => end <= date.start);
  return text.rows[index]?.folded.slice(previous?.end ?? 0, date.start) ?? "";
}

/** "VALID UNTIL": another day than that of the purchase. */
function isOtherLabelled(words: string): boolean {
  return otherWords.test(words.slice(-30));
}

/** "DATE", and not "DELIVERY DATE". */
function isLabelled(words: string): boolean {
  return dateWords.test(words) && !otherWords.test(words);
}

/** The same day and month stand elsewhere with another year: one of the two years was misread. */
function isDayOfAnotherYear(value: string, values: Iterable<string>): boolean {
  for (const candidate of values)
    if (candidate !== value && candidate.slice(4) === value.slice(4)) return true;
  return false;
}

function other(order: DateOrder): DateOrder {
  return order === "day-first" ? "month-first" : "day-first";
}

function timeOf(date: FoundDate, order: DateOrder): number {
  const [day, month] = order === "day-first" ? [date.first, date.second] : [date.second, date.first];
  return Date.UTC(date.year, month - 1, day);
}

/** YYYY-MM-DD; null for a day that does not exist, lies in the future or too far back. */
function isoDay(date: FoundDate, order: DateOrder, today: Date): string | null {
  const [day, month] = order === "day-first" ? [date.first, date.second] : [date.second, date.first];
  const time = new Date(Date.UTC(date.year, month - 1, day));
  if (time.getUTCMonth() !== month - 1 || time.getUTCDate() !== day) return null;
  if (time.getTime() > today.getTime() + DAY) return null;
  if (time.getTime() < today.getTime() - OLDEST_YEARS * 365 * DAY) return null;
  return time.toISOString().slice(0, 10);
}
