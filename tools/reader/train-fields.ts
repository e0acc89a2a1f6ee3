import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Candidate } from "../../app/reader/fields/candidates/candidate.ts";
import { isRounding } from "../../app/reader/fields/candidates/total/sums.ts";
import { explainFields } from "../../app/reader/fields/choose-fields.ts";
import type { Calibration, Weights } from "../../app/reader/fields/scores.ts";
import { lettersAndDigits } from "../../app/reader/fields/text/letters.ts";
import { loadModels, type Models } from "../../app/reader/models.ts";
import type { Page } from "../../app/reader/page.ts";
import { readPage } from "../../app/reader/read-page.ts";
import { createRuntime } from "../../app/reader/runtime.ts";
import type { ReceiptValues } from "../../app/receipt.ts";
import { misread } from "../../fixtures/misread.ts";
import { writtenReceipts } from "../../fixtures/written-receipts.ts";
import {
  type Choice,
  crossValidate,
  fitCalibration,
  fitWeights,
  hashOf,
  type Outcome,
  outcomeOf,
} from "./eval/fit-weights.ts";
import { judge, loadLabels, type ReceiptLabel } from "./eval/labels.ts";
import { loadPage } from "./eval/pages.ts";
import { PRIORS } from "./eval/priors.ts";

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
  readonly kind: "recognised" | "written" | "misread" | "transcript";
}

const today = new Date();
let models: Promise<Models> | undefined;

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error(USAGE);
  process.exit(2);
}
const sources = [...writtenSources(), ...(await Promise.all(folders.map(loadSource)))];
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
function tellsCertainty(field: (typeof FIELDS)[number], kind: Source["kind"] | undefined): boolean {
  return kind !== "transcript" && !(field === "storeName" && kind === "misread");
}

function share(outcomes: readonly Outcome[]): string {
  return `${((100 * outcomes.filter(({ isRight }) => isRight).length) / outcomes.length).toFixed(1)} %`;
}

/** The receipts that the tests are written with: other countries than the folders know. */
function writtenSources(): Source[] {
  const written = writtenReceipts().map(({ name, page, values, storeNameAlso }) => {
    const purchaseDate = values.purchaseDate?.split("-").reverse().join("-") ?? null;
    const label = { ...values, purchaseDate, storeNameAlso: [...storeNameAlso], totalAlso: [] };
    return { name, page, label };
  });
  const caseFrom = (page: Page, label: ReceiptLabel) => caseOf(page, label, label.storeName ?? "");
  return [
    {
      name: "fixtures/receipts",
      kind: "written",
      cases: written.map(({ page, label }) => caseFrom(page, label)),
    },
    {
      name: "the same, misread",
      kind: "misread",
      cases: written.map(({ name, page, label }) => caseFrom(misread(page, hashOf(name)), label)),
    },
  ];
}

async function loadSource(argument: string): Promise<Source> {
  const [folder = "", pages] = argument.split("=");
  const cases: Case[] = [];
  for (const [picture, label] of loadLabels(folder)) {
    const page = pages === undefined ? await readPicture(join(folder, picture)) : loadPage(pages, picture);
    if (page) cases.push(caseOf(page, label, label.storeName ?? picture));
  }
  return { name: argument, cases, kind: pages === folder ? "transcript" : "recognised" };
}

async function readPicture(file: string): Promise<Page> {
  models ??= createRuntime(availableParallelism()).then(loadModels);
  return (await readPage(await models, readFileSync(file))).page;
}

function caseOf(page: Page, label: ReceiptLabel, name: string): Case {
  const explained = explainFields(page, today);
  const shop = lettersAndDigits(name).slice(0, 10);
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
