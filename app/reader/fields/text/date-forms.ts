import { MONTH_WORDS, nearestMonth } from "./month-names.ts";

/** A day as it is printed. Day and month may be in doubt; the receipt as a whole decides. */
export interface WrittenDate {
  /** Full year. */
  readonly year: number;
  /** The two numbers as printed. For a date with its month as a word, or the year first, in day, month order. */
  readonly first: number;
  readonly second: number;
  /** Whether day or month comes first; null when the text alone does not say. */
  readonly order: "day-first" | "month-first" | null;
  readonly form: "numbers" | "year-first" | "month-name" | "compact" | "republic";
  /** Digits that the year was printed with. */
  readonly yearDigits: 2 | 4;
  /** A separator had to be guessed ("03/1272015"). */
  readonly repaired: boolean;
  /** What it is when its two digits of the year come first; null where they cannot. */
  readonly yearFirst: Pick<WrittenDate, "year" | "first" | "second"> | null;
}

const TIME_AFTER = "(?=\\s?[-T]?\\d{1,2}[:.]\\d{2})";
/** A date ends before anything but a digit, or where a time is glued to it. */
const END = `(?:(?!\\d)|${TIME_AFTER})`;
/** The same after a day: a letter there would be a misread digit. */
const END_OF_DAY = `(?:(?![\\dSBOILZG])|(?=T\\d)|${TIME_AFTER}|(?=(?:[01]\\d|2[0-3])[0-5]\\d(?!\\d)))`;
/** A colon is a misread slash; before a year of four digits it is no time. */
const SEPARATOR = "\\s?[-./,'|:]\\s?";

const MONTH = `(${[...MONTH_WORDS.keys()].sort((a, b) => b.length - a.length).join("|")})`;

/** A way in which dates are written. */
interface DateForm {
  readonly pattern: RegExp;
  /** The groups of a match as a date; null where there is no such day. */
  read(groups: readonly string[]): WrittenDate | null;
}

/** A stretch of text counts once, by the form that is listed first. */
export const DATE_FORMS: readonly DateForm[] = [
  {
    pattern: new RegExp(
      `(?<![\\d/-])(20\\d{2}|19\\d{2})\\s?([-./年])\\s?(0?[1-9]|1[0-2])\\s?[-./月]\\s{0,2}(0[1-9]|[12]\\d|3[01]|[1-9])${END_OF_DAY}`,
      "gu",
    ),
    read: ([year = "", , month = "", day = ""]) => settledDate(year, day, month, "year-first"),
  },
  {
    pattern: new RegExp(
      `(?<![\\d./-])(\\d{1,2})${SEPARATOR}(\\d{1,2})${SEPARATOR}((?:19|20|25)\\d{2})${END}`,
      "gu",
    ),
    read: ([first = "", second = "", year = ""]) => numericDate(first, second, year, false),
  },
  {
    pattern: new RegExp(
      `(?<![\\d./-])(\\d{1,2})\\s?([-/.'])\\s?(\\d{1,2})\\s?([-/.'])\\s?(\\d{2})(?:(?![\\d]|[/-]\\d|[.,]\\d{1,2}(?![\\d:]))|${TIME_AFTER})`,
      "gu",
    ),
    read: ([first = "", mark, second = "", other, year = ""]) =>
      numericDate(first, second, year, mark !== other),
  },
  {
    // Taiwan counts from its republic.
    pattern: /(?<![\d.,/-])(1[01]\d)([-/.])(0?[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?![\d.,/-])/gu,
    read: ([year = "", , month = "", day = ""]) =>
      settledDate(String(Number(year) + 1911), day, month, "republic"),
  },
  {
    pattern: new RegExp(
      `(?<![\\d./-])(\\d{1,2})(?:ST|ND|RD|TH)?[.\\s/-]*(?:DE |OF )?[.\\s/'-]*${MONTH}[\\s.,/'-]*(?:DE |DEL )?((?:19|20)\\d{2}|\\d{2})${END}`,
      "gu",
    ),
    read: ([day = "", month = "", year = ""]) => namedDate(day, month, year),
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\d])${MONTH}[\\s.,/-]*(\\d{1,2})(?:ST|ND|RD|TH)?[\\s.,/'-]+((?:19|20)\\d{2}|\\d{2})${END}`,
      "gu",
    ),
    read: ([month = "", day = "", year = ""]) => namedDate(day, month, year),
  },
  {
    pattern: new RegExp(`(?<!\\d)((?:19|20)\\d{2})[\\s.,/-]*${MONTH}[\\s.,/-]*(\\d{1,2})(?!\\d)`, "gu"),
    read: ([year = "", month = "", day = ""]) => namedDate(day, month, year),
  },
  {
    // A month's name with a misread letter: "17 AGUSFUS 2023".
    pattern: /(?<![\d./-])(\d{1,2})[.\s-]+(?:DE )?(\p{L}{4,10})[.,\s-]+(?:DE )?(20\d{2})(?!\d)/gu,
    read: ([day = "", word = "", year = ""]) => namedDate(day, nearestMonth(word), year),
  },
  {
    pattern: /NG\p{L}Y\s?(\d{1,2})\s?TH\p{L}NG\s?(\d{1,2})\s?N\p{L}M\s?(\d{4})/gu,
    read: ([day = "", month = "", year = ""]) => settledDate(year, day, month, "month-name"),
  },
  {
    // "+6 03 2026 6386" is a telephone number.
    pattern: /(?<![\d.,]|\+\s?)(\d{1,2})\s(\d{1,2})\s(20\d{2})(?!\d|\s\d{3})/gu,
    read: ([first = "", second = "", year = ""]) => numericDate(first, second, year, true),
  },
  {
    // A slash that was not seen.
    pattern: /(?<![\d.,/-])(\d{1,2})(?:\s(\d{1,2})\/|\/(\d{1,2})\s)(20\d{2})(?!\d|[:.]\d{2})/gu,
    read: withLostMark,
  },
  {
    // A dash that was not seen; "03-2022 6386" is a telephone number, "5-7 2018 Antwerpen" an address.
    pattern:
      /(?<![\d.,/-])(\d{1,2})(?:\s(\d{1,2})-|-(\d{1,2})\s)(20\d{2})(?!\d|[:.]\d{2}|\s\d{3}|\s\p{L}{4})/gu,
    read: withLostMark,
  },
  {
    // A slash read as 7 or 1: "03/1272015".
    pattern: /(?<![\d])(\d{2})[/71](\d{2})[/71](20\d{2})(?!\d)/gu,
    read: ([first = "", second = "", year = ""]) => numericDate(first, second, year, true),
  },
  {
    // The same after the year: "2016705/04".
    pattern: /(?<!\d)(20\d{2})(?:\/(0[1-9]|1[0-2])[71]|[71](0[1-9]|1[0-2])\/)(0[1-9]|[12]\d|3[01])(?!\d)/gu,
    read: ([year = "", month = "", other = "", day = ""]) =>
      settledDate(year, day, month || other, "year-first"),
  },
  {
    // The zero of a year read as 6, 8 or 9: "16/07/2922".
    pattern: /(?<![\d./-])(\d{1,2})[-./](\d{1,2})[-./]2[689](\d{2})(?!\d)/gu,
    read: ([first = "", second = "", year = ""]) => numericDate(first, second, `20${year}`, true),
  },
  {
    pattern: /(?<!\d)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/gu,
    read: ([year = "", month = "", day = ""]) => settledDate(year, day, month, "compact"),
  },
  {
    pattern: /(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(20\d{2})(?!\d)/gu,
    read: ([day = "", month = "", year = ""]) => settledDate(year, day, month, "compact"),
  },
];

function numericDate(first: string, second: string, year: string, repaired: boolean): WrittenDate | null {
  const [a, b] = [Number(first), Number(second)];
  if (a === 0 || b === 0 || a > 31 || b > 31 || (a > 12 && b > 12)) {
    return null;
  }
  const order = a > 12 ? "day-first" : b > 12 ? "month-first" : a === b ? "day-first" : null;
  return {
    year: fullYear(year),
    first: a,
    second: b,
    order,
    form: "numbers",
    yearDigits: year.length === 4 ? 4 : 2,
    repaired,
    yearFirst: yearFirst(first, second, year),
  };
}

function yearFirst(year: string, month: string, day: string): WrittenDate["yearFirst"] {
  const [m, d] = [Number(month), Number(day)];
  const isDay = year.length === 2 && day.length === 2 && m <= 12 && d > 0 && d <= 31;
  return isDay ? { year: fullYear(year), first: d, second: m } : null;
}

/** Day and month with a mark between them, or with one before the year; the other mark was not seen. */
function withLostMark([first = "", second = "", other = "", year = ""]: readonly string[]) {
  return numericDate(first, second || other, year, true);
}

function settledDate(
  year: string,
  day: string,
  month: string,
  form: WrittenDate["form"],
): WrittenDate | null {
  const [d, m] = [Number(day), Number(month)];
  if (d === 0 || m === 0 || d > 31 || m > 12) {
    return null;
  }
  return {
    year: fullYear(year),
    first: d,
    second: m,
    order: "day-first",
    form,
    yearDigits: year.length === 4 ? 4 : 2,
    repaired: false,
    yearFirst: null,
  };
}

function namedDate(day: string, month: string, year: string): WrittenDate | null {
  return settledDate(year, day, String(MONTH_WORDS.get(month) ?? 0), "month-name");
}

/** Two digits from here on are years of the last century: tills print dates since about 1970. */
const FIRST_OF_LAST_CENTURY = 70;

function fullYear(year: string): number {
  if (year.length < 4) {
    return Number(year) + (Number(year) < FIRST_OF_LAST_CENTURY ? 2000 : 1900);
  }
  // Thailand counts from the death of the Buddha.
  return year.startsWith("25") ? Number(year) - 543 : Number(year);
}
