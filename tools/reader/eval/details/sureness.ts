import type { ReadDetails } from "../../../../app/details.ts";
import { isSameAmount, isSameRow, matched, withoutLoose } from "./compare.ts";
import type { DetailsTruth } from "./truth.ts";
import { MEASURED, type MeasuredValue, type Verdicts } from "./values.ts";

/** How sure the reader was of something that it gave, and whether it is right. */
export interface Sureness {
  readonly name: MeasuredValue | "description" | "amount";
  readonly confidence: number;
  readonly isRight: boolean;
}

/** Of what was given and labelled. */
export function surenessOf(
  truth: DetailsTruth,
  { values, confidence }: ReadDetails,
  verdicts: Verdicts,
): Sureness[] {
  const sure: Readonly<Record<MeasuredValue, number | null | undefined>> = {
    subtotal: confidence?.subtotal,
    tax: confidence?.taxes[0]?.amount,
    tip: confidence?.tip,
    time: confidence?.time,
    telephone: confidence?.store.phone,
  };
  const ofValues = MEASURED.flatMap((name) => sureness(name, sure[name], verdicts[name]));
  const given = withoutLoose(truth, values.items);
  const [rows, amounts] = [isSameRow, isSameAmount].map((isRight) => matched(truth.items, given, isRight));
  const ofItems = given.flatMap((item) => {
    const about = confidence?.items[values.items.indexOf(item)];
    return [
      ...sureness("description", about?.description, rows?.includes(item)),
      ...sureness("amount", about?.amount, amounts?.includes(item)),
    ];
  });
  return truth.items.length === 0 ? ofValues : [...ofValues, ...ofItems];
}

function sureness(
  name: Sureness["name"],
  confidence: number | null | undefined,
  isRight: boolean | null | undefined,
): Sureness[] {
  return typeof confidence === "number" && typeof isRight === "boolean"
    ? [{ name, confidence, isRight }]
    : [];
}
