import { DATE_FORMS, type WrittenDate } from "./date-forms.ts";

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

/** Letters that were read for digits inside dates: "O1/O2/2018", "26-0CT". */
function repairDigits(text: string): string {
  return text
    .replace(/(?<=\d)[OQ](?=[\d/.-])|(?<=[/.-])[OQ](?=\d)|(?<=^|\s)[OQ](?=\d[/.-])/gu, "0")
    .replace(/(?<=\d)[IL|](?=[\d/-])|(?<=[/-])[IL|](?=\d)/gu, "1")
    .replace(/(?<=\d[-/.]\d?)S(?![\p{L}])/gu, "5")
    .replace(/(?<=\d[-/.]\d?)B(?![\p{L}])/gu, "8")
    .replace(/(?<=\d[\s/.-]?)0CT/gu, "OCT")
    .replace(/(?<=\d[\s/.-]|^|\s)JU1(?=[\s/.-]|[0-3]\d)/gu, "JUL")
    .replace(AFTER_MONTH, "0")
    .replace(/(?<=\d),(?=\/\d)/gu, " ")
    .replace(/(?<=[\s/.-])N0V/gu, "NOV");
}
