import { writeFileSync } from "node:fs";
import type { Candidate } from "../../app/reader/fields/candidates/candidate.ts";
import { isRounding } from "../../app/reader/fields/candidates/total/cents.ts";
import { explainFields } from "../../app/reader/fields/choose-fields.ts";
import type { Calibration, Weights } from "../../app/reader/fields/scores.ts";
import type { ReceiptValues } from "../../app/receipt.ts";
import { judge, type ReceiptLabel } from "./eval/labels.ts";
import {
  type Choice,
  crossValidate,
  fitCalibration,
  fitWeights,
  type Outcome,
  outcomeOf,
} from "./train/fit-weights.ts";
import { PRIORS } from "./train/priors.ts";
import { type LabelledPage, loadSet, type ReceiptSet, writtenSets } from "./train/receipts.ts";

const USAGE = `npm run train:fields -- FOLDER[=PAGES] …
Fits the weights of app/reader/fields/weights.json to the receipts of the tests and of each FOLDER with labels.json.
The pictures there are read with the embedded reader; PAGES has their text already (NAME.json or NAME.csv).
Prints how many receipts are chosen right, fitted and cross-validated by shop.`;

const FIELDS = ["total", "purchaseDate", "storeName"] as const;
const FOLDS = 16;
const NOTHING: ReceiptValues = { storeName: null, purchaseDate: null, total: null, currency: null };

type Case = Readonly<Record<(typeof FIELDS)[number], Choice>> & {
  /** Absent where the label has no currency. */
  readonly currency: Outcome | null;
};

interface Source {
  readonly name: string;
  readonly cases: readonly Case[];
  readonly kind: ReceiptSet["kind"];
}

const today = new Date();

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error(USAGE);
  process.exit(2);
}
const sets = [...writtenSets(), ...(await Promise.all(folders.map(loadSet)))];
const sources = sets.map(({ name, kind, receipts }): Source => ({ name, kind, cases: receipts.map(caseOf) }));
const fitted: Record<string, Weights> = {};
const kinds = sources.flatMap(({ cases, kind }) => cases.map(() => kind));
const calibration: Record<string, Calibration> = {};
for (const field of FIELDS) {
  const choices = sources.flatMap(({ cases }) => cases.map((one) => one[field]));
  const weights = fitWeights(choices, PRIORS[field]);
  const held = crossValidate(choices, PRIORS[field], FOLDS);
  fitted[field] = weights;
  calibration[field] = fitCalibration(held.filter((_, index) => tellsCertainty(field, kinds[index])));
  let position = 0;
  for (const source of sources) {
    const own = source.cases.map((one) => one[field]);
    const fit = own.map((choice) => outcomeOf(choice, weights));
    const prior = own.map((choice) => outcomeOf(choice, PRIORS[field]));
    const unseen = held.slice(position, position + own.length);
    position += own.length;
    console.log(
      `${field.padEnd(13)} ${source.name}: prior ${share(prior)}, fitted ${share(fit)}, other shops' weights ${share(unseen)}`,
    );
  }
}
calibration.currency = fitCalibration(
  sources.flatMap(({ cases }) => cases.flatMap((one) => one.currency ?? [])),
);
writeFileSync(
  new URL("../../app/reader/fields/weights.json", import.meta.url),
  `${JSON.stringify({ ...fitted, calibration }, null, 2)}\n`,
);

/**
 * Transcripts are not what recognition gives, so that they say little about its mistakes. In misread copies most wrong
 * names are the right row with a wrong letter, which the choice between rows cannot know.
 */
function tellsCertainty(field: (typeof FIELDS)[number], kind: ReceiptSet["kind"] | undefined): boolean {
  return kind !== "transcript" && !(field === "storeName" && kind === "misread");
}

function share(outcomes: readonly Outcome[]): string {
  return `${((100 * outcomes.filter(({ isRight }) => isRight).length) / outcomes.length).toFixed(1)} %`;
}

function caseOf({ page, label, shop }: LabelledPage): Case {
  const explained = explainFields(page, today);
  const choiceOf = (field: (typeof FIELDS)[number]): Choice => {
    const candidates: Candidate<string | number>[] = explained[field].map(({ candidate }) => candidate);
    const isRight = candidates.map((candidate) => {
      const values = { ...NOTHING, [field]: candidate.value };
      return judge(field, values, label) === "right" || isRoundedLabel(candidate, label);
    });
    return { candidates, isRight, shop };
  };
  const best = explained.currency[0];
  return {
    total: choiceOf("total"),
    purchaseDate: choiceOf("purchaseDate"),
    storeName: choiceOf("storeName"),
    currency: best && label.currency ? { share: best.share, isRight: best.value === label.currency } : null,
  };
}

/** The rounded total of a receipt whose label is the amount before rounding: what was paid, so not wrong. */
function isRoundedLabel({ value, features }: Candidate<string | number>, label: ReceiptLabel): boolean {
  const isRounded = features.roundedTotal === 1;
  return isRounded && typeof value === "number" && label.total !== null && isRounding(value, label.total);
}
