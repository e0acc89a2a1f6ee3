import type { Candidate } from "../../../app/reader/fields/candidates/candidate.ts";
import { isRounding } from "../../../app/reader/fields/candidates/total/cents.ts";
import { explainFields, MODEL } from "../../../app/reader/fields/choose-fields.ts";
import type { LineModel } from "../../../app/reader/fields/lines/classify-lines.ts";
import { NO_VALUES } from "../../../app/receipt.ts";
import { judge, type ReceiptLabel } from "../eval/labels.ts";
import { fitTrees } from "./fit-trees.ts";
import { type Choice, type Chooser, fitWeights, type Outcome } from "./fit-weights.ts";
import type { LearnedLines } from "./learn-lines.ts";
import { PRIORS } from "./priors.ts";
import type { LabelledPage, ReceiptSet } from "./receipts.ts";

/** The fields whose choice is fitted. */
export const TRAINED = ["total", "purchaseDate", "storeName"] as const;
export type TrainedField = (typeof TRAINED)[number];

/**
 * What a receipt counts. Of written ones, each shows a kind that no folder has; transcripts have no misread lines, and
 * misread copies are of receipts that count already.
 */
const WEIGHT = { recognised: 1, transcript: 0.6, written: 2, misread: 0.6 } as const;

/** A receipt with what may be chosen on it. */
export interface Case {
  readonly set: ReceiptSet;
  readonly name: string;
  /** Absent where the label does not have the field. */
  readonly choices: Readonly<Partial<Record<TrainedField, Choice>>>;
  readonly currency: Outcome | null;
}

/** A case whose label has the field. */
export interface FieldCase {
  readonly set: ReceiptSet;
  readonly name: string;
  readonly choice: Choice;
}

/** The candidates of a receipt, with the right ones marked by its label. */
export function caseOf(set: ReceiptSet, receipt: LabelledPage, today: Date, lines: LineModel): Case {
  const { name, page, label, shop } = receipt;
  const explained = explainFields(page, today, {}, { ...MODEL, lines });
  const choiceOf = (field: TrainedField): Choice | null => {
    if (judge(field, NO_VALUES, label) === undefined) {
      return null;
    }
    const candidates: Candidate<string | number>[] = explained[field].map(({ candidate }) => candidate);
    const isRight = candidates.map((candidate) => {
      const values = { ...NO_VALUES, [field]: candidate.value };
      return judge(field, values, label) === "right" || isRoundedLabel(candidate, label);
    });
    const hasValue = judge(field, NO_VALUES, label) === "null";
    return { candidates, isRight, shop, hasValue, weight: WEIGHT[set.kind] };
  };
  const [total, purchaseDate, storeName] = TRAINED.map(choiceOf);
  const best = explained.currency[0];
  const isRight = best?.value === label.currency;
  return {
    set,
    name,
    choices: {
      ...(total && { total }),
      ...(purchaseDate && { purchaseDate }),
      ...(storeName && { storeName }),
    },
    currency: best && label.currency ? { share: best.share, misread: 0, isRight } : null,
  };
}

/** The cases of all receipts; each with what was learned of lines from other shops. */
export function casesOf(
  sets: readonly ReceiptSet[],
  lines: Pick<LearnedLines, "modelFor">,
  today: Date,
): Case[] {
  return sets.flatMap((set) =>
    set.receipts.map((receipt) => caseOf(set, receipt, today, lines.modelFor(receipt))),
  );
}

/** Those of the cases whose label has the field. */
export function casesWith(field: TrainedField, cases: readonly Case[]): FieldCase[] {
  return cases.flatMap(({ set, name, choices }) => {
    const choice = choices[field];
    return choice ? [{ set, name, choice }] : [];
  });
}

/** What chooses the field, fitted to some receipts. */
export function fitChooser(field: TrainedField, choices: readonly Choice[]): Chooser {
  const weights = fitWeights(choices, PRIORS[field]);
  return { weights, trees: field === "storeName" ? fitTrees(choices, weights) : [] };
}

/** The rounded total of a receipt whose label is the amount before rounding: what was paid, so not wrong. */
function isRoundedLabel({ value, features }: Candidate<string | number>, { total }: ReceiptLabel): boolean {
  const isRounded = features.roundedTotal === 1;
  return isRounded && typeof value === "number" && typeof total === "number" && isRounding(value, total);
}
