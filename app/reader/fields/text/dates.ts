import leven from "leven";
import { MONTHS, WEEKDAYS } from "../words/date-words.ts";

/** A day in the text of a row. Day and month may be in doubt; the receipt as a whole decides. */
export interface FoundDate {
  /** Full year. */
  readonly year: number;
  /** The two numbers as printed. For a date with its month as a word, or the year first, in day, month order. */
  readonly first: number;
  readonly second: number;
  /** Whether day or month comes first; null when the text alone does not say. */
  readonly order: "day-first" | "month-first" | null;
  readonly form: "numbers" | "year-first" | "month-name" | "compact";
  /** Digits that the year was printed with. */
  readonly yearDigits: 2 | 4;
  /** A separator had to be guessed ("03/1272015"). */
  readonly repaired: boolean;
  /** Place in the folded text. */
  readonly start: number;
  readonly end: number;
}

const TIME_AFTER = "(?=\\s?[-T]?\\d{1,2}[:.]\\d{2})";
/** A date ends before anything but a digit, or where a time is glued to it. */
const END = `(?:(?!\\d)|${TIME_AFTER})`;
/** The same after a day: a letter there would be a misread digit. */
const END_OF_DAY = `(?:(?![\\dSBOILZG])|(?=T\\d)|${TIME_AFTER})`;
/** A colon is a misread slash; before a year of four digits it is no time. */
const SEPARATOR = "\\s?[-./,'|:]\\s?";

const MONTH_WORDS = monthWords();
const MONTH = `(${[...MONTH_WORDS.keys()].sort((a, b) => b.length - a.length).join("|")})`;

interface Form {
  readonly pattern: RegExp;
  read(groups: readonly string[]): Omit<FoundDate, "start" | "end"> | null;
}

const FORMS: readonly Form[] = [
  {
    pattern: new RegExp(
      `(?<![\\d/-])(20\\d{2}|19\\d{2})\\s?([-./年])\\s?(0?[1-9]|1[0-2])\\s?[-./月]\\s?(0[1-9]|[12]\\d|3[01]|[1-9])${END_OF_DAY}`,
      "gu",
    ),
    read: ([year = "", , month = "", day = ""]) => fixed(year, day, month, "year-first"),
  },
  {
    pattern: new RegExp(
      `(?<![\\d./-])(\\d{1,2})${SEPARATOR}(\\d{1,2})${SEPARATOR}((?:19|20|25)\\d{2})${END}`,
      "gu",
    ),
    read: ([first = "", second = "", year = ""]) => numbers(first, second, year, false),
  },
  {
    pattern: new RegExp(
      `(?<![\\d./-])(\\d{1,2})\\s?([-/.'])\\s?(\\d{1,2})\\s?([-/.'])\\s?(\\d{2})(?:(?![\\d]|[/-]\\d|[.,]\\d{2}(?![\\d:]))|${TIME_AFTER})`,
      "gu",
    ),
    read: ([first = "", mark, second = "", other, year = ""]) => numbers(first, second, year, mark !== other),
  },
  {
    pattern: new RegExp(
      `(?<![\\d./-])(\\d{1,2})(?:ST|ND|RD|TH)?[.\\s/-]*(?:DE |OF )?[.\\s/'-]*${MONTH}[\\s.,/'-]*(?:DE |DEL )?((?:19|20)\\d{2}|\\d{2})${END}`,
      "gu",
    ),
    read: ([day = "", month = "", year = ""]) => named(day, month, year),
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\d])${MONTH}[\\s.,/-]*(\\d{1,2})(?:ST|ND|RD|TH)?[\\s.,/'-]+((?:19|20)\\d{2}|\\d{2})${END}`,
      "gu",
    ),
    read: ([month = "", day = "", year = ""]) => named(day, month, year),
  },
  {
    pattern: new RegExp(`(?<!\\d)((?:19|20)\\d{2})[\\s.,/-]*${MONTH}[\\s.,/-]*(\\d{1,2})(?!\\d)`, "gu"),
    read: ([year = "", month = "", day = ""]) => named(day, month, year),
  },
  {
    // A month's name with a misread letter: "17 AGUSFUS 2023".
    pattern: /(?<![\d./-])(\d{1,2})[.\s-]+(?:DE )?(\p{L}{4,10})[.,\s-]+(?:DE )?(20\d{2})(?!\d)/gu,
    read: ([day = "", word = "", year = ""]) => named(day, nearestMonth(word), year),
  },
  {
    pattern: /NG\p{L}Y\s?(\d{1,2})\s?TH\p{L}NG\s?(\d{1,2})\s?N\p{L}M\s?(\d{4})/gu,
    read: ([day = "", month = "", year = ""]) => fixed(year, day, month, "month-name"),
  },
  {
    // "+6 03 2026 6386" is a telephone number.
    pattern: /(?<![\d.,]|\+\s?)(\d{1,2})\s(\d{1,2})\s(20\d{2})(?!\d|\s\d{3})/gu,
    read: ([first = "", second = "", year = ""]) => numbers(first, second, year, true),
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
    read: ([first = "", second = "", year = ""]) => numbers(first, second, year, true),
  },
  {
    // The zero of a year read as 6, 8 or 9: "16/07/2922".
    pattern: /(?<![\d./-])(\d{1,2})[-./](\d{1,2})[-./]2[689](\d{2})(?!\d)/gu,
    read: ([first = "", second = "", year = ""]) => numbers(first, second, `20${year}`, true),
  },
  {
    pattern: /(?<!\d)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/gu,
    read: ([year = "", month = "", day = ""]) => fixed(year, day, month, "compact"),
  },
  {
    pattern: /(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(20\d{2})(?!\d)/gu,
    read: ([day = "", month = "", year = ""]) => fixed(year, day, month, "compact"),
  },
];

/** All days in a folded text (letters.ts). A stretch of text counts once, by the form that is listed first. */
export function datesIn(folded: string): FoundDate[] {
  if (!/\d/u.test(folded)) return [];
  const text = repairDigits(folded);
  const found: FoundDate[] = [];
  for (const form of FORMS) {
    for (const match of text.matchAll(form.pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => start < other.end && end > other.start)) continue;
      const date = form.read(match.slice(1).map((group) => group ?? ""));
      if (date) found.push({ ...date, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Whether a text has a time of day ("20:49", "11.58 UHR", "8:15 PM"). */
export function hasTime(folded: string): boolean {
  return (
    /(?<!\d)(?:[01]?\d|2[0-3])\s?[:.]\s?[0-5]\d(?:\s?[:.]\s?[0-5]\d)?\s?(?:[AP]\.?M\b|UHR|H\b)/u.test(
      folded,
    ) || /(?:^|[^\d:.,-]|(?:19|20)\d{2})(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d%])/u.test(folded)
  );
}

/** Days of the week in a folded text, 0 for Sunday; names in full, or their first three letters in English and German. */
export function weekdaysIn(folded: string): number[] {
  const days = new Set<number>();
  for (const word of folded.split(/[^\p{L}]+/u)) {
    if (word.length < 2) continue;
    for (const [language, names] of Object.entries(WEEKDAYS)) {
      const index = names.findIndex((name) => {
        if (word.length >= 4)
          return name === word || (name.length > 5 && word.length >= 5 && name.startsWith(word));
        if (language === "en") return word.length === 3 && name.startsWith(word);
        return language === "de" && word.length === 2 && name.startsWith(word);
      });
      if (index >= 0) days.add(index);
    }
  }
  return [...days];
}

/** Letters that stand for digits inside dates: "O1/O2/2018", "26-0CT". */
function repairDigits(text: string): string {
  return text
    .replace(/(?<=\d)[OQ](?=[\d/.-])|(?<=[/.-])[OQ](?=\d)|(?<=^|\s)[OQ](?=\d[/.-])/gu, "0")
    .replace(/(?<=\d)[IL|](?=[\d/-])|(?<=[/-])[IL|](?=\d)/gu, "1")
    .replace(/(?<=\d[-/.]\d?)S(?![\p{L}])/gu, "5")
    .replace(/(?<=\d[-/.]\d?)B(?![\p{L}])/gu, "8")
    .replace(/(?<=\d[\s/.-]?)0CT/gu, "OCT")
    .replace(/(?<=\d[\s/.-])JU1(?=[\s/.-])/gu, "JUL")
    .replace(/(?<=[\s/.-])N0V/gu, "NOV");
}

function numbers(
  first: string,
  second: string,
  year: string,
  repaired: boolean,
): Omit<FoundDate, "start" | "end"> | null {
  const [a, b] = [Number(first), Number(second)];
  if (a === 0 || b === 0 || a > 31 || b > 31 || (a > 12 && b > 12)) return null;
  const order = a > 12 ? "day-first" : b > 12 ? "month-first" : a === b ? "day-first" : null;
  return {
    year: fullYear(year),
    first: a,
    second: b,
    order,
    form: "numbers",
    yearDigits: year.length === 4 ? 4 : 2,
    repaired,
  };
}

/** Day and month with a mark between them, or with one before the year; the other mark was not seen. */
function withLostMark([first = "", second = "", other = "", year = ""]: readonly string[]) {
  return numbers(first, second || other, year, true);
}

function fixed(
  year: string,
  day: string,
  month: string,
  form: FoundDate["form"],
): Omit<FoundDate, "start" | "end"> | null {
  const [d, m] = [Number(day), Number(month)];
  if (d === 0 || m === 0 || d > 31 || m > 12) return null;
  return {
    year: fullYear(year),
    first: d,
    second: m,
    order: "day-first",
    form,
    yearDigits: year.length === 4 ? 4 : 2,
    repaired: false,
  };
}

function named(day: string, month: string, year: string): Omit<FoundDate, "start" | "end"> | null {
  return fixed(year, day, String(MONTH_WORDS.get(month) ?? 0), "month-name");
}

/** The name of a month that differs by one letter at most; the word itself when there is none. */
function nearestMonth(word: string): string {
  return [...MONTH_WORDS.keys()].find((name) => name.length >= 4 && leven(name, word) <= 1) ?? word;
}

function fullYear(year: string): number {
  if (year.length < 4) return 2000 + Number(year);
  // Thailand counts from the death of the Buddha.
  return year.startsWith("25") ? Number(year) - 543 : Number(year);
}

/** Names of months and their unambiguous short forms, with the month's number. */
function monthWords(): Map<string, number> {
  const words = new Map<string, number>();
  const clashes = new Set<string>();
  const add = (word: string, month: number) => {
    const known = words.get(word);
    if (known !== undefined && known !== month) clashes.add(word);
    else words.set(word, month);
  };
  for (const names of Object.values(MONTHS)) {
    names.forEach((name, index) => {
      for (const length of [3, 4, 5]) if (name.length > length) add(name.slice(0, length), index + 1);
    });
  }
  for (const clash of clashes) words.delete(clash);
  for (const names of Object.values(MONTHS)) {
    names.forEach((name, index) => {
      if (!words.has(name)) words.set(name, index + 1);
    });
  }
  // Forms of one country, and short ones that several languages spell alike but that only one of them prints.
  for (const [word, month] of [
    ["MAR", 3],
    ["JUN", 6],
    ["JUL", 7],
    ["MAY", 5],
    ["MAI", 5],
    ["SEPT", 9],
    ["SEP", 9],
    ["AVR", 4],
    ["MRZ", 3],
    ["MRT", 3],
    // Austria.
    ["JANNER", 1],
    ["FEBER", 2],
  ] as const)
    words.set(word, month);
  return words;
}
