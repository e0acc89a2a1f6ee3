import type { FoundDate } from "../../text/dates.ts";
import { hasLabel, type ReceiptText } from "../../text/receipt-text.ts";
import type { Row } from "../../text/rows.ts";
import { hasTime } from "../../text/times.ts";
import type { Candidate } from "../candidate.ts";
import type { DateFeature } from "../feature-names.ts";
import { isBegin, isLabelled, isOtherDay, wordsBefore } from "./date-labels.ts";
import { DAY, type DateOrder, type OrderEvidence } from "./date-order.ts";
import type { YearEvidence } from "./years-first.ts";

/** A day that may be that of the purchase. */
export interface DateCandidate extends Candidate<string, DateFeature> {
  /** Row indices, best first. */
  readonly rows: readonly number[];
  /** What was assumed to come first, since nothing on the receipt decides; null where something does. */
  readonly assumed: "day" | "year" | null;
}

/** The oldest receipt that anybody reads; older dates are foundings, births and wrong digits. */
const OLDEST_YEARS = 50;

/** The possible days of the purchase; impossible and future ones are left out. */
export function dateCandidates(
  text: ReceiptText,
  today: Date,
  evidence: OrderEvidence,
  yearEvidence: YearEvidence,
): DateCandidate[] {
  const isSettled = ({ order, form, yearDigits }: FoundDate) =>
    form === "year-first" && yearDigits === 2 ? !yearEvidence.isGuess : !evidence.isDefault || order !== null;
  const places = new Map<string, { date: FoundDate; row: Row; index: number }[]>();
  text.dates.forEach((dates, index) => {
    const row = text.rows[index];
    for (const date of dates) {
      const value =
        isoDay(date, date.order ?? evidence.order, today) ??
        isoDay(date, other(date.order ?? evidence.order), today);
      if (value === null || !row) {
        continue;
      }
      const known = places.get(value);
      if (known) {
        known.push({ date, row, index });
      } else {
        places.set(value, [{ date, row, index }]);
      }
    }
  });
  const lastRow = Math.max(1, text.rows.length - 1);
  const firstIndex = Math.min(...[...places.values()].flat().map(({ index }) => index));
  /** How many years each day and month are there with. */
  const years = Map.groupBy(places.keys(), monthAndDay);
  return [...places].map(([value, found]) => {
    const any = (test: (place: { date: FoundDate; row: Row; index: number }) => boolean) =>
      found.some(test) ? 1 : 0;
    const all = (test: (place: { date: FoundDate; row: Row; index: number }) => boolean) =>
      found.every(test) ? 1 : 0;
    const age = (today.getTime() - Date.parse(value)) / DAY / 365;
    const features: Record<DateFeature, number> = {
      labelled: any(({ date, row, index }) => {
        const above = text.rows[index - 1];
        return (
          (isLabelled(wordsBefore(text, date, index)) && !isBegin(text, date, index)) ||
          (row.pieces.length === 1 &&
            above !== undefined &&
            isLabelled(above.folded) &&
            (text.dates[index - 1] ?? []).length === 0)
        );
      }),
      otherLabel: all(({ date, index }) => isOtherDay(text, date, index)),
      timeInRow: any(({ row }) => hasTime(row.folded)),
      timeNear: any(({ index }) =>
        [index - 1, index + 1].some((near) => hasTime(text.rows[near]?.folded ?? "")),
      ),
      yearDigits4: any(({ date }) => date.yearDigits === 4),
      repaired: all(({ date }) => date.repaired),
      repeated: found.length > 1 ? 1 : 0,
      // With another year too: one of the two was misread.
      misreadYear:
        all(({ date }) => date.yearDigits === 2) && (years.get(monthAndDay(value))?.length ?? 0) > 1 ? 1 : 0,
      recent: age < 12 ? 1 : 0,
      // "ENTRADA", the arrival, looks like a misread "ENTREGADO".
      paid: any(
        ({ date, index }) => hasLabel(text.labels[index] ?? [], "payment") && !isBegin(text, date, index),
      ),
      first: any(({ index }) => index === firstIndex),
      edge: any(({ index }) => index / lastRow < 0.4 || index / lastRow > 0.7),
    };
    return {
      value,
      features,
      rows: found.map(({ index }) => index),
      assumed: found.some(({ date }) => isSettled(date))
        ? null
        : found.some(({ date }) => date.order === null)
          ? "day"
          : "year",
    };
  });
}

function monthAndDay(iso: string): string {
  return iso.slice(4);
}

function other(order: DateOrder): DateOrder {
  return order === "day-first" ? "month-first" : "day-first";
}

/** YYYY-MM-DD; null for a day that does not exist, is in the future or too far back. */
function isoDay(date: FoundDate, order: DateOrder, today: Date): string | null {
  const [day, month] = order === "day-first" ? [date.first, date.second] : [date.second, date.first];
  const time = new Date(Date.UTC(date.year, month - 1, day));
  if (time.getUTCMonth() !== month - 1 || time.getUTCDate() !== day) {
    return null;
  }
  if (time.getTime() > today.getTime() + DAY) {
    return null;
  }
  if (time.getTime() < today.getTime() - OLDEST_YEARS * 365 * DAY) {
    return null;
  }
  return time.toISOString().slice(0, 10);
}
