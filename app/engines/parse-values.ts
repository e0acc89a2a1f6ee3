/** Dates and amounts as models write them, which is not always the form that the prompt asks for. */

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * A date as YYYY-MM-DD: from DD-MM-YYYY with any separator, YYYY-MM-DD, or with an English month name. The day comes
 * first unless only the month can.
 * @returns null if it is not a calendar date
 */
export function parseDate(text: string): string | null {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/[t ]\d{1,2}:\d{2}.*$/, "")
    .split(/[^\da-z]+/)
    .filter((word) => word !== "")
    .map((word) => word.replace(/^(\d+)(?:st|nd|rd|th)$/, "$1"));
  if (words.length !== 3) {
    return null;
  }
  const monthWord = words.findIndex((word) => /^[a-z]/.test(word));
  const numbers = words.map((word) =>
    /^\d+$/.test(word) ? Number(word) : MONTHS.indexOf(word.slice(0, 3)) + 1,
  );
  const [first = 0, second = 0, third = 0] = numbers;
  if (words[0]?.length === 4) {
    return calendarDay(first, second, third);
  }
  const year = words[2]?.length === 2 ? 2000 + third : third;
  const monthFirst = monthWord === 0 || (monthWord < 0 && second > 12);
  return monthFirst ? calendarDay(year, first, second) : calendarDay(year, second, first);
}

function calendarDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = year >= 1970 && year < 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : null;
}

/** An amount such as "1,234.50", "1.234,50 €" or "RM 12": a last separator before one or two digits is the decimal one. */
export function parseAmount(text: string): number | null {
  const [match] = text.match(/[-−]?\s?\d[\d.,'’\s]*/) ?? [];
  if (match === undefined) {
    return null;
  }
  const [, whole = "", cents = "0"] = /^(.*?)(?:[.,](\d{1,2}))?$/s.exec(match.trim()) ?? [];
  const amount = Number(`${whole.replace(/\D/g, "") || "0"}.${cents}`);
  return /^[-−]/.test(match) ? -amount : amount;
}
