import { Setting } from "./setting.ts";
import { dateInText } from "./text-value.ts";

/** Whether all dates are written as the browser's language has them. Otherwise all are YYYY-MM-DD. */
export const localDates = new Setting("local-dates");

const LOCAL = new Intl.DateTimeFormat(undefined, {
  calendar: "gregory",
  numberingSystem: "latn",
  timeZone: "UTC",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

const parts = LOCAL.formatToParts(0).map(({ type }) => type);
const HAS_MONTH_FIRST = parts.indexOf("month") < parts.indexOf("day");

/** The day as the page writes it. */
export function dateText(day: string): string {
  return localDates.isOn ? LOCAL.format(new Date(day)) : day;
}

/** The day, from 1970 to 2099, that somebody typed in the page's form or another one; undefined if it is none. */
export function readDate(text: string): string | undefined {
  const day = dateInText(text, { hasMonthFirst: localDates.isOn && HAS_MONTH_FIRST });
  return day !== undefined && day >= "1970" && day < "2100" ? day : undefined;
}
