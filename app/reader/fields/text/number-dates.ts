import leven from "leven";
import { MONTHS } from "../words/date-words.ts";
import type { FoundDate } from "./dates.ts";

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A receipt's number that begins with its day: "OR18031402160311", "20180314-0015", "2303180113". */
const YEAR_FIRST = /(?<![\d.,:-])(20[012]\d|[012]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\d|-\d)/gu;
const DAY_FIRST = /(?<![\d.,:-])(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])([012]\d)(?=\d{2})/gu;

/** The last that these find. */
const LATEST_YEAR = 2029;

/** "12 JUH 2018": a day with a word where the month should be. */
const UNREADABLE_MONTH = /(?<![\d./-])(\d{1,2})[\s.-]+(\p{L}{2,4})[.,\s-]+(20\d{2})(?!\d)/gu;

/**
 * Settles a misread year or month of a printed date by the day that the number of the receipt carries: one receipt in ten
 * has such a number.
 * @param rows folded
 * @param dates found in each row
 */
export function settledByNumber(
  rows: readonly string[],
  dates: readonly (readonly FoundDate[])[],
): readonly (readonly FoundDate[])[] {
  const days = numberedDays(rows.flatMap(daysInNumbers));
  return dates.map((found, index) => [
    ...found.map((date) => withYear(date, days)),
    ...(found.length > 0 ? [] : monthsRestored(rows[index] ?? "", days)),
  ]);
}

/** The different days of all numbers, in the order of their first places. */
interface NumberedDays {
  /** Those that are this day of this month, or the two exchanged, where that is allowed. */
  ofAnyYear(date: FoundDate): Day[];
  /** Those that are this day of this year. */
  ofAnyMonth(day: number, year: number): readonly Day[];
}

function numberedDays(days: readonly Day[]): NumberedDays {
  const different = [...new Map(days.map((day) => [`${day.year}-${day.month}-${day.day}`, day])).values()];
  const places = new Map(different.map((day, place) => [day, place]));
  const byMonth = Map.groupBy(different, ({ month, day }) => `${month}-${day}`);
  const byYear = Map.groupBy(different, ({ year, day }) => `${year}-${day}`);
  return {
    ofAnyYear({ first, second, order }) {
      const dayFirst = order === "month-first" ? [] : (byMonth.get(`${second}-${first}`) ?? []);
      const monthFirst = order === "day-first" ? [] : (byMonth.get(`${first}-${second}`) ?? []);
      return [...dayFirst, ...monthFirst].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
    },
    ofAnyMonth: (day, year) => byYear.get(`${year}-${day}`) ?? [],
  };
}

function daysInNumbers(row: string): Day[] {
  const yearFirst = [...row.matchAll(YEAR_FIRST)].map(([, year, month, day]) => [year, month, day]);
  const dayFirst = [...row.matchAll(DAY_FIRST)].map(([, day, month, year]) => [year, month, day]);
  return [...yearFirst, ...dayFirst].map(([year, month, day]) => ({
    year: 2000 + (Number(year) % 100),
    month: Number(month),
    day: Number(day),
  }));
}

/**
 * The year of a number with the same day and month, when one digit of the printed year differs from it. Either may be the
 * misread one: the later is likelier, since receipts are read soon after the purchase, unless it is none that can be.
 */
function withYear(date: FoundDate, days: NumberedDays): FoundDate {
  const years = days.ofAnyYear(date).map(({ year }) => year);
  if (years.includes(date.year)) {
    return date;
  }
  const year = years.find(
    (other) =>
      (other > date.year || date.year > LATEST_YEAR) && leven(String(other), String(date.year)) === 1,
  );
  return year === undefined ? date : { ...date, year, repaired: true };
}

function monthsRestored(row: string, days: NumberedDays): FoundDate[] {
  return [...row.matchAll(UNREADABLE_MONTH)].flatMap((match) => {
    const [text, day, word = "", year] = match;
    const named = days.ofAnyMonth(Number(day), Number(year)).find(({ month }) => isNearly(word, month));
    if (!named) {
      return [];
    }
    return {
      year: named.year,
      first: named.day,
      second: named.month,
      order: "day-first",
      form: "month-name",
      yearDigits: 4,
      repaired: true,
      yearFirst: null,
      start: match.index,
      end: match.index + text.length,
    };
  });
}

/** The short names of each month, first month first. */
const SHORT_NAMES = Array.from({ length: 12 }, (_, index) => [
  ...new Set(Object.values(MONTHS).map((names) => names[index]?.slice(0, 3) ?? "")),
]);

/** A word may be the short name of a month with one letter misread or lost. */
function isNearly(word: string, month: number): boolean {
  return SHORT_NAMES[month - 1]?.some((name) => leven(name, word) <= 1) ?? false;
}
