import type { Hints } from "../../../../hints.ts";
import type { FoundDate } from "../../text/dates.ts";
import type { ReceiptText } from "../../text/receipt-text.ts";
import { weekdaysOf } from "../../text/weekdays.ts";
import { isOtherLabelled, wordsBefore } from "./date-labels.ts";

export type DateOrder = "day-first" | "month-first";

/** What decides between day first and month first. */
export interface OrderEvidence {
  readonly order: DateOrder;
  /** The dates themselves show that the month comes first, whatever the country does. */
  readonly isMonthFirst: boolean;
  /** Nothing spoke; day first is the default. */
  readonly isDefault: boolean;
  readonly why: string;
}

/** So many dates with a name for their month speak about the others, so that not all are compared. Receipts have three. */
const MOST_NAMED = 20;

/** Milliseconds. */
export const DAY = 24 * 60 * 60 * 1000;

/** Decides which number is the day: by a number above 12, a weekday, the future, a second spelling, the country. */
export function dateOrderOf(text: ReceiptText, today: Date, hint?: Hints["dateOrder"]): OrderEvidence {
  const found = text.dates.flatMap((dates, index) => dates.map((date) => ({ date, index })));
  const open = found.filter(({ date }) => date.order === null);
  const votes = { "day-first": 0, "month-first": 0 };
  const reasons: string[] = [];
  const vote = (order: DateOrder, points: number, why: string) => {
    votes[order] += points;
    reasons.push(`${order}: ${why}`);
  };
  const fixed = found.filter(({ date }) => date.order !== null);
  for (const { date } of fixed) {
    if (date.form === "numbers" && date.order && date.first !== date.second) {
      vote(date.order, 3, `${date.first}/${date.second}`);
    }
  }
  const named = fixed
    .filter(({ date }) => date.form !== "numbers")
    .slice(0, MOST_NAMED)
    .map(({ date }) => timeOf(date, "day-first"));
  for (const { date, index } of open) {
    const [dayFirst, monthFirst] = [timeOf(date, "day-first"), timeOf(date, "month-first")];
    const row = text.rows[index];
    const days = row ? weekdaysOf(row) : [];
    if (days.length > 0) {
      const [isDay, isMonth] = [dayFirst, monthFirst].map((time) =>
        days.includes(new Date(time).getUTCDay()),
      );
      if (isDay && !isMonth) {
        vote("day-first", 4, "weekday");
      }
      if (isMonth && !isDay) {
        vote("month-first", 4, "weekday");
      }
    }
    // Warranties end in the future.
    const isOther = isOtherLabelled(wordsBefore(text, date, index));
    const latest = isOther ? Number.POSITIVE_INFINITY : today.getTime() + DAY;
    if (dayFirst > latest && monthFirst <= latest) {
      vote("month-first", 4, "day first is in the future");
    }
    if (monthFirst > latest && dayFirst <= latest) {
      vote("day-first", 4, "month first is in the future");
    }
    for (const time of named) {
      if (Math.abs(time - dayFirst) <= DAY) {
        vote("day-first", 3, "the same day is written in another way");
      }
      if (Math.abs(time - monthFirst) <= DAY) {
        vote("month-first", 3, "the same day is written in another way");
      }
    }
  }
  const isMonthFirst = votes["month-first"] > votes["day-first"];
  const [best] = text.countries;
  if (best && best.points >= 2 && !(best.isHinted && hint)) {
    const rivals = text.countries.filter(({ points }) => points === best.points);
    const isMonthFirst = rivals.every(({ country }) => country.dates === "month-first");
    vote(isMonthFirst ? "month-first" : "day-first", isMonthFirst ? 2 : 1, `country ${best.country.code}`);
  }
  if (/(?<!\p{L})MM\/DD/u.test(text.rows.map((row) => row.folded).join(" "))) {
    vote("month-first", 5, "MM/DD is printed");
  }
  if (votes["day-first"] === votes["month-first"] && (hint === "DMY" || hint === "MDY")) {
    vote(hint === "DMY" ? "day-first" : "month-first", 1, "hint");
  }
  const order = votes["month-first"] > votes["day-first"] ? "month-first" : "day-first";
  return {
    order,
    isMonthFirst,
    isDefault: votes["day-first"] === votes["month-first"],
    why: reasons.join(", "),
  };
}

/** Milliseconds since 1970 of the day in this order. */
export function timeOf(date: FoundDate, order: DateOrder): number {
  const [day, month] = order === "day-first" ? [date.first, date.second] : [date.second, date.first];
  return Date.UTC(date.year, month - 1, day);
}
