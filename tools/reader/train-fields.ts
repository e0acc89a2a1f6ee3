import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Candidate } from "../../app/reader/fields/candidates/candidate.ts";
import { isRounding } from "../../app/reader/fields/candidates/total/cents.ts";
import { explainFields } from "../../app/reader/fields/choose-fields.ts";
import { LINE_MODEL, type LineModel } from "../../app/reader/fields/lines/classify-lines.ts";
import { type Calibration, calibrate, type Weights } from "../../app/reader/fields/scores.ts";
import { readText } from "../../app/reader/fields/text/receipt-text.ts";
import { NO_VALUES } from "../../app/receipt.ts";
import { textTable } from "../tables.ts";
import { judge, type ReceiptLabel } from "./eval/labels.ts";
import { type ClassedReceipt, fitLines } from "./train/fit-lines.ts";
import { fitTrees } from "./train/fit-trees.ts";
import {
  type Choice,
  type Chooser,
  crossFit,
  fitCalibration,
  fitWeights,
  hashOf,
  type Outcome,
  outcomeOf,
} from "./train/fit-weights.ts";
import { shareWithInterval } from "./train/intervals.ts";
import { labelLines } from "./train/line-labels.ts";
import { PRIORS } from "./train/priors.ts";
import { type LabelledPage, loadSource, type ReceiptSet, writtenSets } from "./train/receipts.ts";
import { reliabilityOf } from "./train/reliability.ts";

const USAGE = `npm run train:fields -- [--cache DIR] SOURCE …
Fits the choice of the fields (app/reader/fields/*.json) to the receipts of the tests and of each SOURCE: FOLDER,
FOLDER=PAGES, or several of them with a plus between, if they share shops. Each folder has labels.json. The pictures are
read with the embedded reader, and their text is kept in DIR; PAGES has it already (NAME.json or NAME.csv). From a folder
with boxes.jsonl it is learned what each line is. Prints how many receipts are chosen right: fitted, by what was fitted to
other shops, and to other sources.`;

const FIELDS = ["total", "purchaseDate", "storeName"] as const;
type TrainedField = (typeof FIELDS)[number];
const SHOP_FOLDS = 8;
const LINE_FOLDS = 5;

/**
 * What a receipt counts. Of written ones, each shows a kind that no folder has; transcripts have no misread lines, and
 * misread copies are of receipts that count already.
 */
const WEIGHT = { recognised: 1, transcript: 0.6, written: 2, misread: 0.6 } as const;

interface Case {
  readonly set: ReceiptSet;
  /** Absent where the label does not have the field. */
  readonly choices: Readonly<Partial<Record<TrainedField, Choice>>>;
  readonly currency: Outcome | null;
}

const today = new Date();
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { cache: { type: "string" } },
});
if (positionals.length === 0) {
  console.error(USAGE);
  process.exit(2);
}
const sets = [...writtenSets()];
for (const source of positionals) {
  sets.push(...(await loadSource(source, options.cache)));
}
const lines = learnLines(sets);
const cases = sets.flatMap((set) => set.receipts.map((receipt) => caseOf(set, receipt)));
const fitted: Record<string, Weights> = {};
const calibration: Record<string, Calibration> = {};
for (const field of FIELDS) {
  const own = cases.flatMap(({ set, choices }) => {
    const choice = choices[field];
    return choice ? [{ set, choice }] : [];
  });
  const choices = own.map(({ choice }) => choice);
  const fit = (some: readonly Choice[]): Chooser => {
    const weights = fitWeights(some, PRIORS[field]);
    return { weights, trees: field === "storeName" ? fitTrees(some, weights) : [] };
  };
  const chooser = fit(choices);
  const otherShops = crossFit(choices, shopFoldOf, fit, outcomeOf);
  const otherSources = crossFit(choices, (_choice, at) => own[at]?.set.source ?? "", fit, outcomeOf);
  fitted[field] = chooser.weights;
  const told = otherSources.flatMap((outcome, at) => {
    const { set, choice } = own[at] ?? {};
    return set && choice && tellsCertainty(field, set.kind) ? [{ ...outcome, set: set.name, choice }] : [];
  });
  calibration[field] = fitCalibration(told);
  const confidences = crossFit(told, ({ choice }) => shopFoldOf(choice), fitCalibration, calibrate);
  const answers = told
    .map(({ set, share, isRight }, at) => ({ set, share, isRight, confidence: confidences[at] ?? 0 }))
    .filter(({ share }) => share > 0);
  if (field === "storeName") {
    write("store-trees.json", chooser.trees);
  }
  const rows = sets.map((set) => {
    const inSet = <Value>(values: readonly Value[]) => values.filter((_, at) => own[at]?.set === set);
    const results = [
      inSet(choices).map((choice) => outcomeOf(choice, chooser)),
      inSet(otherShops),
      inSet(otherSources),
    ];
    return [set.name, String(inSet(choices).length), ...results.map(shareWithInterval)];
  });
  console.log(`\n${field}\n${textTable([["set", "n", "fitted", "other shops", "other sources"], ...rows])}`);
  console.log(`\n${reliabilityOf(answers)}`);
}
calibration.currency = fitCalibration(cases.flatMap(({ currency }) => currency ?? []));
write("weights.json", { ...fitted, calibration });

/** Learns what lines are from the sets that have boxes. @returns the model for a receipt, which has not seen its shop */
function learnLines(all: readonly ReceiptSet[]): (receipt: LabelledPage) => LineModel {
  const foldOf = ({ shop }: LabelledPage) => hashOf(`line ${shop}`) % LINE_FOLDS;
  let [boxes, lost] = [0, 0];
  const classed = all.flatMap(({ receipts }) =>
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
    console.log("No folder has boxes.jsonl: the classes of lines stay as they are.");
    return () => LINE_MODEL;
  }
  const { model, heldOut, right } = fitLines(classed, LINE_FOLDS);
  console.log(`${boxes} boxes of text, ${lost} in no line; ${right} lines of other shops get their class`);
  write("lines/line-weights.json", model);
  return (receipt) => (receipt.boxes && heldOut[foldOf(receipt)]) ?? model;
}

function shopFoldOf({ shop }: Choice): number {
  return hashOf(shop) % SHOP_FOLDS;
}

/**
 * Transcripts are not what recognition gives, so that they say little about its mistakes. In misread copies most wrong
 * names are the right row with a wrong letter, which the choice between rows cannot know.
 */
function tellsCertainty(field: TrainedField, kind: ReceiptSet["kind"]): boolean {
  return kind !== "transcript" && !(field === "storeName" && kind === "misread");
}

function caseOf(set: ReceiptSet, receipt: LabelledPage): Case {
  const { page, label, shop } = receipt;
  const explained = explainFields(page, today, {}, lines(receipt));
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
  const [total, purchaseDate, storeName] = FIELDS.map(choiceOf);
  const best = explained.currency[0];
  return {
    set,
    choices: {
      ...(total && { total }),
      ...(purchaseDate && { purchaseDate }),
      ...(storeName && { storeName }),
    },
    currency:
      best && label.currency
        ? { share: best.share, misread: 0, isRight: best.value === label.currency }
        : null,
  };
}

/** The rounded total of a receipt whose label is the amount before rounding: what was paid, so not wrong. */
function isRoundedLabel({ value, features }: Candidate<string | number>, { total }: ReceiptLabel): boolean {
  const isRounded = features.roundedTotal === 1;
  return isRounded && typeof value === "number" && typeof total === "number" && isRounding(value, total);
}

function write(file: string, value: object): void {
  writeFileSync(new URL(`../../app/reader/fields/${file}`, import.meta.url), `${JSON.stringify(value)}\n`);
}
