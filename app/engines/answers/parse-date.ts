import { fold } from "../../reader/fields/text/letters.ts";
import { MONTH_WORDS } from "../../reader/fields/text/month-names.ts";
import { WEEKDAYS } from "../../reader/fields/words/date-words.ts";
import { withEnglishNames } from "./foreign-names.ts";
import { plainText } from "./plain-text.ts";

/** Characters of the longest date with weekday and time. */
const LONGEST = 60;

/** Years of the Buddhist calendar, which Thailand prints, are 543 ahead. */
const BUDDHIST = { first: 2400, last: 2700, ahead: 543 };

/** A date of two-digit years is of the last few years; further back it may be another order of the same digits. */
const RECENT = { yearFirst: 2, yearLast: 6 };

const TIME =
  /(?:^|[T ,])\d{1,2}[:.h]\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]\.? ?M\.?)?(?: ?(?:Z|UTC|GMT)(?![A-Z])|[+-]\d{2}:?\d{2})?(?=$|[ ,])/g;

/** What is around the numbers of a date without being one of them. */
const FILLERS =
  /^(?:DATE|DATUM|DATA|FECHA|TARIKH|THE|OF|ON|DE|DEL|DI|DO|DA|DEN|DER|DIE|DET|LE|EL|IL|DU|AM|AD|BE|CE|UHR|KL|ST|ND|RD|TH|ER|RE|ERE|EME|O|A|NGAY|THANG|NAM)$/;

/** A day of the week, as China, Japan and Korea write it behind the date. */
const EASTERN_DAY = /[(（][日月火水木金土일월화수목금토](?:曜日?|요일)?[)）]/gu;

/** Japan counts the years of its emperor. */
const REIWA = /令和 ?(\d{1,2}|元)(?= ?年)/gu;
const REIWA_BEGINS = 2019;

const DAYS = new Set(Object.values(WEEKDAYS).flat());

/** Three letters of a weekday's name, two in German and the like. */
const SHORT_DAYS = new Set(
  [...DAYS].flatMap((name) => [name.slice(0, 2), name.slice(0, 3), name.slice(0, 4)]),
);

/**
 * A date as YYYY-MM-DD: of numbers with any separator, or with a month's name in a language of the reader or of a script
 * that it does not read; a weekday and a time may be there too. The day comes first, unless the year does (four digits) or only the month can.
 * @returns null if it is not a calendar date, or two digits of it could as well be the year as the day
 */
export function parseDate(text: string, today: Date = new Date()): string | null {
  if (text.length > LONGEST) {
    return null;
  }
  return readDate(text, today) ?? (/\p{L}/u.test(text) ? readDate(withEnglishNames(text), today) : null);
}

function readDate(text: string, today: Date): string | null {
  const words = wordsOf(text);
  const names = words.filter((word) => MONTH_WORDS.has(word));
  // "MAR" is a Tuesday where another word is the month.
  const month = names.length > 1 ? names.find((word) => !SHORT_DAYS.has(word)) : names[0];
  const numbers = words.filter((word) => /^\d+$/.test(word));
  const others = words.filter((word) => word !== month && !numbers.includes(word));
  if (!others.every((word) => DAYS.has(word) || SHORT_DAYS.has(word) || FILLERS.test(word))) {
    return null;
  }
  return month === undefined
    ? dateOfNumbers(numbers, today)
    : dateWithName(numbers, MONTH_WORDS.get(month) ?? 0, today);
}

function wordsOf(text: string): string[] {
  // Before folding, which takes Korean letters apart.
  const numbered = plainText(text)
    .replace(EASTERN_DAY, " ")
    .replace(REIWA, (_, year: string) => String(REIWA_BEGINS - 1 + Number(year.replace("元", "1"))))
    .replace(/[年月년월]/gu, "-")
    .replace(/[日일]/gu, " ");
  return fold(numbered)
    .replace(TIME, " ")
    .replace(/B\. ?E\.?/g, "BE")
    .split(/[^\p{L}\p{N}]+|(?<=\p{N})(?=\p{L})|(?<=\p{L})(?=\p{N})/u)
    .filter((word) => word !== "");
}

function dateOfNumbers(numbers: readonly string[], today: Date): string | null {
  const [first = "", second = "", third = "", ...more] = numbers;
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(first) ?? [];
  if (year !== undefined && second === "") {
    return calendarDay(Number(year), Number(month), Number(day));
  }
  if (more.length > 0 || [first, second, third].some((part) => !/^(?:\d{1,2}|\d{4})$/.test(part))) {
    return null;
  }
  const [a, b, c] = [Number(first), Number(second), Number(third)];
  if (first.length === 4) {
    return third.length <= 2 ? calendarDay(a, b, c) : null;
  }
  if (first.length > 2 || second.length > 2) {
    return null;
  }
  return third.length === 4
    ? dayOrMonthFirst(a, b, c)
    : ofTwoDigits(dayOrMonthFirst(a, b, 2000 + c), calendarDay(2000 + a, b, c), today);
}

function dateWithName(numbers: readonly string[], month: number, today: Date): string | null {
  const [first = "", second = "", ...more] = numbers;
  if (more.length > 0 || ![first, second].every((part) => /^(?:\d{1,2}|\d{4})$/.test(part))) {
    return null;
  }
  if (first.length === 4) {
    return second.length <= 2 ? calendarDay(Number(first), month, Number(second)) : null;
  }
  return second.length === 4
    ? calendarDay(Number(second), month, Number(first))
    : ofTwoDigits(
        calendarDay(2000 + Number(second), month, Number(first)),
        calendarDay(2000 + Number(first), month, Number(second)),
        today,
      );
}

const dayOrMonthFirst = (first: number, second: number, year: number): string | null =>
  second > 12 ? calendarDay(year, first, second) : calendarDay(year, second, first);

/** The date whose year is last, unless that one is long ago or to come and the one whose year is first is of these days. */
function ofTwoDigits(yearLast: string | null, yearFirst: string | null, today: Date): string | null {
  const age = (date: string | null) =>
    date === null ? Number.POSITIVE_INFINITY : today.getUTCFullYear() - Number(date.slice(0, 4));
  const isWithin = (date: string | null, years: number) => age(date) >= -1 && age(date) <= years;
  if (age(yearLast) < -1) {
    return null;
  }
  return !isWithin(yearLast, RECENT.yearLast) && isWithin(yearFirst, RECENT.yearFirst) ? null : yearLast;
}

function calendarDay(year: number, month: number, day: number): string | null {
  const isBuddhist = year >= BUDDHIST.first && year <= BUDDHIST.last;
  const christian = isBuddhist ? year - BUDDHIST.ahead : year;
  const date = new Date(Date.UTC(christian, month - 1, day));
  const isReal =
    christian >= 1970 && christian < 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : null;
}
