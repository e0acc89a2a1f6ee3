import { FIELDS, type Field } from "../../../app/receipt.ts";
import { textTable } from "../../tables.ts";
import type { Measured } from "./answerers.ts";
import { isStrictlyNamed, type ReceiptLabel, type Verdict } from "./labels.ts";

/** One picture's answer and how it was judged. */
export interface Judged {
  readonly picture: string;
  readonly label: ReceiptLabel;
  readonly given: Measured | null;
  /** Why there is no answer. */
  readonly error?: string;
  readonly verdicts: Readonly<Partial<Record<Field, Verdict>>>;
  readonly milliseconds: number;
}

/** An answer that is this sure must be right. */
const SURE = 0.9;

/** The three fields that "all" is about; the currency came later and not every label has one. */
const MAIN_FIELDS = ["total", "purchaseDate", "storeName"] as const;

/** Table by field: right, wrong, null, and the sure answers. */
export function tableOf(cases: readonly Judged[]): string {
  const head = ["field", "right", "wrong", "null", `sure (>= ${SURE})`, "sure and right"];
  const rows = FIELDS.flatMap((field) => {
    const judged = cases.filter(({ verdicts }) => verdicts[field] !== undefined);
    if (judged.length === 0) {
      return [];
    }
    const count = (verdict: Verdict) => judged.filter(({ verdicts }) => verdicts[field] === verdict).length;
    const given = judged.filter((one) => one.given !== null && one.given[field] !== null);
    const sure = given.filter(({ given: answer }) => (answer?.confidence[field] ?? 0) >= SURE);
    const right = sure.filter(({ verdicts }) => verdicts[field] === "right");
    return [
      [
        field,
        `${count("right")} (${percent(count("right"), judged.length)} %)`,
        String(count("wrong")),
        String(count("null")),
        `${sure.length} of ${given.length} (${percent(sure.length, given.length)} %)`,
        `${right.length} (${percent(right.length, sure.length)} %)`,
      ],
    ];
  });
  return textTable([head, ...rows]);
}

/** A line for each field that is not right. */
export function failuresOf(cases: readonly Judged[]): string[] {
  return cases.flatMap(({ picture, label, given, error, verdicts }) => {
    if (error !== undefined) {
      return [`${picture}: ${error}`];
    }
    return FIELDS.filter((field) => verdicts[field] === "wrong" || verdicts[field] === "null").map(
      (field) => {
        const confidence = given?.confidence[field];
        const sureness =
          typeof confidence === "number" && given?.[field] !== null ? ` (${confidence.toFixed(2)})` : "";
        return `${picture}: ${field} is ${show(label[field])}, read ${show(given?.[field])}${sureness}`;
      },
    );
  });
}

/**
 * The figures of the last line: percentages of the pictures whose label has the field; `all` of those whose label has all
 * three and is sure.
 */
export function figuresOf(cases: readonly Judged[]): {
  n: number;
  total: number;
  date: number;
  store: number;
  storeStrictly: number;
  all: number;
} {
  const labelled = (fields: readonly Field[]) =>
    cases.filter(({ verdicts }) => fields.every((field) => verdicts[field] !== undefined));
  const isRight = (fields: readonly Field[]) => (one: Judged) =>
    fields.every((field) => one.verdicts[field] === "right");
  const share = (fields: readonly Field[]) => shareOf(labelled(fields), isRight(fields));
  return {
    n: cases.length,
    total: share(["total"]),
    date: share(["purchaseDate"]),
    store: share(["storeName"]),
    storeStrictly: shareOf(
      labelled(["storeName"]),
      ({ verdicts, given, label }) =>
        verdicts.storeName === "right" && (given?.storeName == null || isStrictlyNamed(given, label)),
    ),
    all: shareOf(
      labelled(MAIN_FIELDS).filter(({ label }) => label.sure),
      isRight(MAIN_FIELDS),
    ),
  };
}

function shareOf(cases: readonly Judged[], isRight: (one: Judged) => boolean): number {
  return percent(cases.filter(isRight).length, cases.length);
}

/** Percent with one digit after the point; 0 of 0 is 0. */
function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10;
}

function show(value: string | number | null | undefined): string {
  return value === null || value === undefined ? "none" : JSON.stringify(value);
}
