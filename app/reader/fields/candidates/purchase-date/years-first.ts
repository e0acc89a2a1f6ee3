import type { Hints } from "../../../../hints.ts";
import type { FoundDate } from "../../text/dates.ts";
import type { ReceiptText } from "../../text/receipt-text.ts";
import { weekdaysOf } from "../../text/weekdays.ts";
import { COUNTRIES, type Country } from "../../words/countries.ts";
import { currenciesOf } from "../../words/currencies.ts";
import { currencyOf } from "../total/other-currency.ts";
import { isOtherLabelled, wordsBefore } from "./date-labels.ts";
import { DAY, timeOf } from "./date-order.ts";

/** Whether dates of two digits of the year begin with it ("26/11/09"), and what decided it. */
export interface YearEvidence {
  readonly comesFirst: boolean;
  /** Nothing but the age of the days speaks for it. */
  readonly isGuess: boolean;
  readonly why: string;
}

/** Points. */
const PRINTED = 5;
const SAME_DAY = 4;
const HABIT = 2;
const SOMETIMES = 1;
const AGE = 2;
/** The year comes first from here on, and from SURE on there is no doubt. */
const LEAST = 2;
const SURE = 3;

const YEAR = 365 * DAY;
/** A receipt is read within so much time, or it is an old one. */
const RECENT = 2 * YEAR;
const OLD = 8 * YEAR;
/** So many dates are asked. Receipts have three. */
const MOST_DATES = 20;

/** The form as it is printed: in English, in French and, folded, in Swedish. */
const FORM = /(?<!\p{L})(?:YY|AA)\W?MM\W?(?:DD|JJ)(?!\p{L})/u;

/** Not the euro, which other countries have too. */
const YEAR_LAST_CURRENCIES = new Set(
  COUNTRIES.filter(({ dates }) => dates !== "year-first").map(({ currency }) => currency),
);

/** Decides whether the year comes first by the country and its currency, other dates, weekdays and the age of the days. */
export function yearEvidenceOf(text: ReceiptText, today: Date, hint?: Hints["dateOrder"]): YearEvidence {
  const found = text.dates.flatMap((dates, index) => dates.map((date) => ({ date, index })));
  const open = found.filter(({ date }) => date.yearFirst !== null).slice(0, MOST_DATES);
  if (open.length === 0) {
    return { comesFirst: false, isGuess: false, why: "" };
  }
  const reasons: string[] = [];
  let points = 0;
  let ofAge = 0;
  const vote = (amount: number, why: string) => {
    points += amount;
    reasons.push(`${amount} ${why}`);
  };
  const full = found.filter(({ date }) => date.yearDigits === 4).slice(0, MOST_DATES);
  const isFullFirst = ({ form }: FoundDate) => form === "year-first";
  if (full.some(({ date }) => isFullFirst(date))) {
    vote(HABIT, "a full year first");
  } else if (full.some(({ date }) => date.form === "numbers")) {
    vote(-HABIT, "a full year last");
  }
  if (text.rows.some(({ folded }) => FORM.test(folded))) {
    vote(PRINTED, "the form is printed");
  }
  const habit = habitOf(text, hint);
  if (habit !== 0) {
    vote(habit, "country or currency");
  }
  for (const { date, index } of open) {
    const { first, lasts } = readingsOf(date, today, isOtherLabelled(wordsBefore(text, date, index)));
    if (first === null) {
      vote(-PRINTED, "a year first is in the future");
      continue;
    }
    if (lasts.length === 0) {
      vote(SAME_DAY, "a year last is in the future");
    }
    if (text.rows[index]?.folded[date.start - 1] === "'") {
      vote(PRINTED, "an apostrophe");
    }
    const row = text.rows[index];
    const days = row ? weekdaysOf(row) : [];
    for (const isSame of [
      (time: number) => days.includes(new Date(time).getUTCDay()),
      (time: number) =>
        full.some((other) => Math.abs(timeOf(other.date, other.date.order ?? "day-first") - time) <= DAY),
    ]) {
      const [isFirst, isLast] = [isSame(first), lasts.some(isSame)];
      if (isFirst !== isLast) {
        vote(isFirst ? SAME_DAY : -SAME_DAY, "the weekday or another date");
      }
    }
    const [age, others] = [today.getTime() - first, lasts.map((time) => today.getTime() - time)];
    if (age < RECENT && others.length > 0 && others.every((other) => other > OLD)) {
      ofAge = AGE;
    } else if (age > OLD && others.some((other) => other < RECENT)) {
      ofAge = -AGE;
    }
  }
  if (points === 0 && hint !== undefined) {
    return { comesFirst: hint === "YMD" && ofAge >= 0, isGuess: false, why: "hint" };
  }
  return {
    comesFirst: points + ofAge >= LEAST,
    isGuess: points < LEAST && points + ofAge < SURE,
    why: [...reasons, `${ofAge} age`].join(", "),
  };
}

/** The dates with the year first, where it comes first; years counted from 1912 in Taiwan alone. */
export function withYears(
  { dates, countries }: ReceiptText,
  { comesFirst }: YearEvidence,
): ReceiptText["dates"] {
  const isTaiwan = countries[0]?.country.code === "TW";
  return dates.map((inRow) =>
    inRow
      .filter(({ form }) => form !== "republic" || isTaiwan)
      .map((date) =>
        comesFirst && date.yearFirst
          ? { ...date, ...date.yearFirst, order: "day-first", form: "year-first", yearFirst: null }
          : date,
      ),
  );
}

/** What the receipt's country does, or without one the countries of its currency. */
function habitOf(text: ReceiptText, hint: Hints["dateOrder"]): number {
  const [best] = text.countries;
  if (best && best.points >= 2 && !(best.isHinted && hint)) {
    return Math.min(
      ...text.countries.filter(({ points }) => points === best.points).map(({ country }) => habitIn(country)),
    );
  }
  const marks = new Set(text.amounts.map(currencyOf));
  const isYearFirst = [...marks].some(
    (mark) => mark !== null && !currenciesOf(mark).some((currency) => YEAR_LAST_CURRENCIES.has(currency)),
  );
  return isYearFirst ? HABIT : 0;
}

function habitIn({ dates, alsoYearFirst }: Country): number {
  return dates === "year-first" ? HABIT : alsoYearFirst ? SOMETIMES : -HABIT;
}

/** The day with the year first and the days with it last, as far as they have been; other days than the purchase's may come. */
function readingsOf(
  date: FoundDate,
  today: Date,
  mayCome: boolean,
): { readonly first: number | null; readonly lasts: readonly number[] } {
  const latest = mayCome ? Number.POSITIVE_INFINITY : today.getTime() + DAY;
  const orders = date.order ? [date.order] : (["day-first", "month-first"] as const);
  const lasts = orders.map((order) => timeOf(date, order)).filter((time) => time <= latest);
  const first = date.yearFirst ? timeOf({ ...date, ...date.yearFirst }, "day-first") : null;
  return { first: first !== null && first <= latest ? first : null, lasts };
}
