import { hasLabel, type LabelledAmount } from "../../text/receipt-text.ts";
import type { Label } from "../../words/labels.ts";
import { STRONG_TOTAL, WEAK_TOTAL } from "../../words/total-words.ts";
import { flag } from "../candidate.ts";
import type { TotalFeature } from "../feature-names.ts";
import { isTotal, totalPhrases } from "./is-total.ts";
import { isOtherCurrency } from "./other-currency.ts";
import type { Survey } from "./survey.ts";

/** What speaks for and against a value, from all places where it is printed. */
export function totalFeatures(
  survey: Survey,
  value: number,
  places: readonly LabelledAmount[],
): Record<TotalFeature, number> {
  const { text, witness, mainMark, totals, misread } = survey;
  const any = (test: (amount: LabelledAmount) => boolean) => flag(places.some(test));
  const all = (test: (amount: LabelledAmount) => boolean) => flag(places.every(test));
  /** Of the places that are called total, where there are any. */
  const allTotals = (test: (amount: LabelledAmount) => boolean) =>
    flag(places.some(isTotal) && places.every((amount) => !isTotal(amount) || test(amount)));
  const sums = witness(value, Math.max(...places.map(({ rowIndex }) => rowIndex)));
  const roundedLater = places.some((place) => isTotal(place) && survey.isRoundedLater(place));
  const heights = places
    .filter(isTotal)
    .map((amount) => (text.rows[amount.rowIndex]?.height ?? 0) / text.textHeight);
  /** Called by a label that totals do not have; half where only some places are. */
  const otherLabel = (label: Label) =>
    all((a) => hasLabel(a.labels, label) && !isTotal(a)) ||
    (any(isTotal) ? 0 : any((a) => hasLabel(a.labels, label)) * 0.5);
  return {
    total: any(isTotal),
    strongTotal: any(
      (a) => isTotal(a) && [a.words, ...totalPhrases(a)].some((text) => STRONG_TOTAL.test(text)),
    ),
    weakTotal: allTotals((a) => totalPhrases(a).every((phrase) => WEAK_TOTAL.test(phrase))),
    labelAbove: allTotals((a) => a.labelAbove),
    notLastInRow: allTotals((a) => !a.isLastInRow),
    tableRow: allTotals((a) => survey.isTableRow(a)),
    largest: flag(
      Math.abs(value) === survey.largest || (value > survey.largest && places.some((a) => misread.has(a))),
    ),
    tall: Math.min(1, Math.max(0, Math.max(0, ...heights) - 1)),
    repeated: Math.min(2, places.length - 1) / 2,
    currency: any((a) => a.currency !== null),
    otherCurrency: all((a) => isOtherCurrency(a, mainMark)),
    paidExactly: survey.hasChange ? 0 : any((a) => hasLabel(a.labels, "payment")),
    unlabelled: all((a) => a.labels.length === 0),
    bareInteger: all((a) => a.decimals === 0 && !a.grouped && a.currency === null),
    negative: flag(value < 0),
    cashMinusChange: flag(sums.cashMinusChange),
    cashGiven: flag(sums.cashGiven && !places.some(isTotal)),
    // Items add up to a subtotal too.
    itemsAddUp: flag(sums.items && (totals.length === 0 || places.some(isTotal))),
    netPlusTax: flag(sums.netPlusTax),
    subtotalPlusRest: flag(sums.subtotalPlusRest),
    sumOfParts: flag(sums.parts),
    roundedTotal: flag(sums.rounded && !roundedLater),
    roundedLater: flag(roundedLater),
    withTip: any(survey.isWithTip),
    subtotal: otherLabel("subtotal"),
    payment: otherLabel("payment"),
    discount: otherLabel("discount"),
    tip: otherLabel("tip"),
    service: otherLabel("service"),
    quantity: otherLabel("quantity"),
  };
}
