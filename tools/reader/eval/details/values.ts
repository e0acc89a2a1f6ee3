import type { Details } from "../../../../app/details.ts";
import { toCents } from "../../../../app/reader/fields/candidates/total/cents.ts";
import { amountIn, type DetailsTruth } from "./truth.ts";

/** The values that are measured one by one. */
export const MEASURED = ["subtotal", "tax", "tip", "time", "telephone"] as const;
export type MeasuredValue = (typeof MEASURED)[number];

/** Right, wrong, null where it was not given, undefined where nobody labelled it. */
export type Verdicts = Readonly<Record<MeasuredValue, boolean | null | undefined>>;

/** Whether a value is right; null where it was not given, undefined where nobody labelled one. */
export function judgeValue(
  name: MeasuredValue,
  { values }: DetailsTruth,
  details: Details,
): boolean | null | undefined {
  if (values[name].length === 0) {
    return undefined;
  }
  const amounts = values[name].flatMap((text) => amountIn(text) ?? []);
  switch (name) {
    case "subtotal":
      return details.subtotal === null ? null : amounts.includes(details.subtotal);
    case "tax": {
      const given = details.taxes.flatMap(({ amount }) => amount ?? []);
      return given.length === 0
        ? null
        : isSameSum(given, amounts) || given.every((one) => amounts.includes(one));
    }
    case "tip": {
      // A charge for service is labelled as a tip.
      const given = [details.tip, ...details.charges.map(({ amount }) => amount)].filter(
        (one) => one !== null,
      );
      return given.length === 0 ? null : given.some((one) => amounts.includes(one));
    }
    case "time":
      return details.time === null
        ? null
        : values.time.some((text) => minutesIn(text) === details.time?.slice(0, 5));
    case "telephone":
      return details.store.phone === null
        ? null
        : values.telephone.some((text) => isSamePhone(text, details.store.phone ?? ""));
  }
}

const sum = (amounts: readonly number[]): number => toCents(amounts.reduce((all, one) => all + one, 0));
const isSameSum = (one: readonly number[], other: readonly number[]): boolean => sum(one) === sum(other);

/** HH:MM in 24 hours, of a text such as "8:11PM". */
function minutesIn(text: string): string {
  const [, hours = "", minutes = ""] = /(\d{1,2})\D*(\d{2})/.exec(text) ?? [];
  const hour = Number(hours);
  const whole = /P/i.test(text) && hour < 12 ? hour + 12 : /A/i.test(text) && hour === 12 ? 0 : hour;
  return `${String(whole).padStart(2, "0")}:${minutes}`;
}

/** Digits that numbers with and without their area share. */
const LOCAL = 7;

function isSamePhone(label: string, given: string): boolean {
  const [labelled, digits] = [label, given].map((text) => text.replace(/\D/g, ""));
  return labelled !== undefined && digits !== undefined && labelled.includes(digits.slice(-LOCAL));
}

/** Whether the labels of a receipt come to its labelled total, with or without what else is labelled. */
export function labelsAddUp({ items, loose, values }: DetailsTruth): boolean {
  const amounts = (name: "tax" | "tip" | "total") => values[name].flatMap((text) => amountIn(text) ?? []);
  const prices = sum(items.map(({ amount }) => amount));
  const added = [0, sum(amounts("tax"))].flatMap((tax) =>
    [0, ...amounts("tip").slice(0, 1)].map((tip) => tax + tip),
  );
  return (
    items.length > 0 &&
    loose.prices.length === 0 &&
    added.some((rest) => amounts("total").some((total) => toCents(prices + rest) === total))
  );
}
