import { LINE_MODEL, type LineModel } from "../../../app/reader/fields/lines/classify-lines.ts";
import { readText } from "../../../app/reader/fields/text/receipt-text.ts";
import { type ClassedReceipt, fitLines } from "./fit-lines.ts";
import { hashOf } from "./fit-weights.ts";
import { labelLines } from "./line-labels.ts";
import type { LabelledPage, ReceiptSet } from "./receipts.ts";

const FOLDS = 5;

export interface LearnedLines {
  readonly model: LineModel;
  /** For a receipt: what has not seen its shop. */
  readonly modelFor: (receipt: LabelledPage) => LineModel;
  /** How much was learned from, and how well. */
  readonly report: string;
}

/** Learns what lines are from the sets that have boxes. */
export function learnLines(sets: readonly ReceiptSet[]): LearnedLines {
  const foldOf = ({ shop }: LabelledPage) => hashOf(`line ${shop}`) % FOLDS;
  let [boxes, lost] = [0, 0];
  const classed = sets.flatMap(({ receipts }) =>
    receipts.flatMap((receipt): ClassedReceipt[] => {
      if (!receipt.boxes) {
        return [];
      }
      const text = readText(receipt.page);
      const labelled = labelLines(text, receipt.boxes);
      boxes += labelled.boxes;
      lost += labelled.lost;
      return [{ text, classes: labelled.classes, fold: foldOf(receipt) }];
    }),
  );
  if (classed.length === 0) {
    const report = "No folder has boxes.jsonl: the classes of lines stay as they are.";
    return { model: LINE_MODEL, modelFor: () => LINE_MODEL, report };
  }
  const { model, heldOut, right } = fitLines(classed, FOLDS);
  return {
    model,
    modelFor: (receipt) => (receipt.boxes && heldOut[foldOf(receipt)]) ?? model,
    report: `${boxes} boxes of text, ${lost} in no line; ${right} lines of other shops get their class`,
  };
}
