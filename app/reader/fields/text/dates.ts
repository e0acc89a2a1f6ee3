import { DATE_FORMS, type WrittenDate } from "./date-forms.ts";
import { MONTH_WORDS } from "./month-names.ts";

/** A day in the text of a row. */
export interface FoundDate extends WrittenDate {
  /** Place in the folded text. */
  readonly start: number;
  readonly end: number;
}

/** All days in a folded text, from left to right. A stretch of text counts once, by the form that is listed first. */
export function datesIn(folded: string): FoundDate[] {
  if (!/\d/u.test(folded)) {
    return [];
  }
  const text = repairDigits(folded);
  const found: FoundDate[] = [];
  for (const form of DATE_FORMS) {
    for (const match of text.matchAll(form.pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => start < other.end && end > other.start)) {
        continue;
      }
      const date = form.read(match.slice(1).map((group) => group ?? ""));
      if (date) {
        found.push({ ...date, start, end });
      }
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** A zero that is glued to the month: "JUNO3'14". */
const AFTER_MONTH = /(?<=(?<!\p{L})(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC))[OQ](?=\d(?!\d))/gu;

/** What the letters of months are read as. */
const LIKE: Readonly<Record<string, string>> = {
  O: "0",
  I: "1",
  L: "1",
  S: "5",
  E: "3",
  B: "8",
  G: "6",
  A: "4",
};
const MISREAD_MONTHS = [...MONTH_WORDS.keys()]
  .sort((a, b) => b.length - a.length)
  .map((name) => ({ name, pattern: name.replace(/./gu, (letter) => `[${letter}${LIKE[letter] ?? ""}]`) }));
/** A digit at the end would be the day: "JUN1". */
const MISREAD_MONTH = new RegExp(
  `(?<![\\p{L}\\d])(?=\\p{L}*\\d)(?:${MISREAD_MONTHS.map(({ pattern }) => `(${pattern})`).join("|")})(?<=\\p{L})(?![\\p{L}\\d])`,
  "gu",
);

/** The name of a month of which letters were read as digits: "0CT", "5EP", "APR1L". */
function withMonth(word: string, ...groups: readonly unknown[]): string {
  const name = MISREAD_MONTHS[groups.findIndex((group) => group !== undefined)]?.name ?? word;
  return /\p{L}.*\p{L}/u.test(word) ? name : word;
}

/** Letters that were read for digits inside dates, and digits inside months: "O1/O2/2018", "26-0CT". */
function repairDigits(text: string): string {
  return text
    .replace(/(?<=\d)[OQ](?=[\d/.-])|(?<=[/.-])[OQ](?=\d)|(?<=^|\s)[OQ](?=\d[/.-])/gu, "0")
    .replace(/(?<=\d)[IL|](?=[\d/-])|(?<=[/-])[IL|](?=\d)/gu, "1")
    .replace(/(?<=\d[-/.]\d?)S(?![\p{L}])/gu, "5")
    .replace(/(?<=\d[-/.]\d?)B(?![\p{L}])/gu, "8")
    .replace(/(?<=\d[\s/.-]?)0CT/gu, "OCT")
    .replace(MISREAD_MONTH, withMonth)
    .replace(/(?<=\d[\s/.-]|^|\s)JU1(?=[\s/.-]|[0-3]\d)/gu, "JUL")
    .replace(AFTER_MONTH, "0")
    .replace(/(?<=\d),(?=\/\d)/gu, " ")
    .replace(/(?<=[\s/.-])N0V/gu, "NOV");
}
