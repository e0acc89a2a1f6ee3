import type { LabelledAmount, ReceiptText } from "../../text/receipt-text.ts";
import type { Candidate } from "../candidate.ts";
import type { TotalFeature } from "../feature-names.ts";
import { isTotal } from "./is-total.ts";
import { refundedOf } from "./refunds.ts";
import { type Survey, surveyOf } from "./survey.ts";
import { totalFeatures } from "./total-features.ts";

/** A value that may be the amount paid, with all places where it is printed. The best place comes first. */
export interface TotalCandidate extends Candidate<number, TotalFeature> {
  readonly places: readonly LabelledAmount[];
}

/** Every amount of the receipt by value, with what speaks for and against it. */
export function totalCandidates(text: ReceiptText): TotalCandidate[] {
  const survey = surveyOf(text);
  const isRefunded = refundedOf(survey);
  return [...placesByValue(survey)].map(([value, places]) => ({
    value: value > 0 && isRefunded(places) ? -value : value,
    features: totalFeatures(survey, value, places),
    places: [...places].sort((a, b) => Number(isTotal(b)) - Number(isTotal(a))),
  }));
}

function placesByValue({ money, misread }: Survey): Map<number, LabelledAmount[]> {
  const places = new Map<number, LabelledAmount[]>();
  const add = (value: number, amount: LabelledAmount) => {
    const known = places.get(value);
    if (known) {
      known.push(amount);
    } else {
      places.set(value, [amount]);
    }
  };
  for (const amount of money) {
    add(amount.value, amount);
  }
  for (const [amount, values] of misread) {
    for (const value of values) {
      add(value, amount);
    }
  }
  return places;
}
