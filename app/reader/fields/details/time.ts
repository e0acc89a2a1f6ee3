import type { ReceiptText } from "../text/receipt-text.ts";
import { hasHours } from "../text/times.ts";
import type { Found } from "./found.ts";

/** "20:49", "8:15:03 PM", "2:46P", "14h30". */
const CLOCK =
  /(?<![\d:.,-])([01]?\d|2[0-3])\s?[:;H]\s?([0-5]\d)(?:\s?[:;.]\s?([0-5]\d))?\s?([AP])?(?:\.?M(?:\.|\b)|\b)?(?![\d%:])/u;
/** With a point between hours and minutes only where something says that it is a time. */
const CLOCK_WITH_POINT =
  /(?<![\d:.,/-])([01]?\d|2[0-3])[.]([0-5]\d)(?:[.:]([0-5]\d))?\s?(?:([AP])\.?M|UHR|HRS?)(?!\p{L})/u;
const LABELLED_POINT =
  /(?:TIME|UHRZEIT|ZEIT|HEURE|HORA|ORA|TIJD|KLO?|KL|CAS|GODZ|MASA|WAKTU|JAM|SAAT)\.?\s?[:.]?\s?([01]?\d|2[0-3])[.]([0-5]\d)(?:[.:]([0-5]\d))?\s?(?:([AP])\.?M)?(?![\d.,])/u;
/** The digits of the day and its time are one word: "06/08/201710:02". */
const GLUED = /(?:(?:19|20)\d{2})([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(?!\d)/u;
const LABEL =
  /(?<!\p{L})(?:TIME|UHRZEIT|ZEIT|HEURE|HORA|ORA|TIJD|KLO|KL|CAS|GODZ|MASA|WAKTU|JAM|SAAT|TID)(?!\p{L})/u;

/** When it was bought, as HH:MM or HH:MM:SS: next to the day, behind a label, or the first that is no opening hour. */
export function timeIn({ rows, dates }: ReceiptText): Found<string> | null {
  const found = rows.flatMap((row, index) => {
    const value = hasHours(row.folded) ? null : timeOf(row.folded);
    const rank = (dates[index] ?? []).length > 0 ? 0 : LABEL.test(row.folded) ? 1 : 2;
    return value === null ? [] : [{ value, lines: row.pieces, rank }];
  });
  const [best] = found.toSorted((one, other) => one.rank - other.rank);
  return best ? { value: best.value, lines: best.lines } : null;
}

function timeOf(folded: string): string | null {
  const match =
    GLUED.exec(folded) ?? CLOCK_WITH_POINT.exec(folded) ?? CLOCK.exec(folded) ?? LABELLED_POINT.exec(folded);
  if (match === null) {
    return null;
  }
  const [, hours = "", minutes = "", seconds, half] = match;
  const hour = Number(hours);
  const whole = half === "P" && hour < 12 ? hour + 12 : half === "A" && hour === 12 ? 0 : hour;
  return [String(whole).padStart(2, "0"), minutes, ...(seconds === undefined ? [] : [seconds])].join(":");
}
