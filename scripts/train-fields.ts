import { writeFileSync } from "node:fs";
import { writtenReceipts } from "../__tests__/fields/written-receipts.ts";
import { explainFields } from "../app/reader/fields/choose-fields.ts";
import type { Candidate, Weights } from "../app/reader/fields/scores.ts";
import { lettersAndDigits } from "../app/reader/fields/text.ts";
import type { Page } from "../app/reader/line.ts";
import type { ReceiptValues } from "../app/receipt.ts";
import { type Choice, choosesRight, crossValidate, fitWeights } from "./eval/fit-weights.ts";
import { judge, loadLabels, type ReceiptLabel } from "./eval/labels.ts";
import { loadPage } from "./eval/pages.ts";
import { PRIORS } from "./eval/priors.ts";

const USAGE = `npm run train:fields -- LABELS=PAGES …
Fits the weights of app/reader/fields/weights.json. LABELS is a folder with labels.json, PAGES one with the text of
its pictures (NAME.json or NAME.csv). Prints how many receipts are chosen right, fitted and cross-validated by shop.`;

const FIELDS = ["total", "purchaseDate", "storeName"] as const;
const FOLDS = 8;
const NOTHING: ReceiptValues = { storeName: null, purchaseDate: null, total: null, currency: null };

type Case = Readonly<Record<(typeof FIELDS)[number], Choice>>;

interface Source {
  readonly name: string;
  readonly cases: readonly Case[];
}

const today = new Date();

const folders = process.argv.slice(2).filter((argument) => argument.includes("="));
const sources = [writtenSource(), ...folders.map(loadSource)];
if (folders.length === 0) {
  console.error(USAGE);
  process.exit(2);
}
const fitted: Record<string, Weights> = {};
for (const field of FIELDS) {
  const choices = sources.flatMap(({ cases }) => cases.map((one) => one[field]));
  fitted[field] = fitWeights(choices, PRIORS[field]);
  const validated = crossValidate(choices, PRIORS[field], FOLDS);
  let position = 0;
  for (const source of sources) {
    const own = source.cases.map((one) => one[field]);
    const share = (right: readonly boolean[]) =>
      `${((100 * right.filter(Boolean).length) / right.length).toFixed(1)} %`;
    const prior = own.map((choice) => choosesRight(choice, PRIORS[field]));
    const fit = own.map((choice) => choosesRight(choice, fitted[field] ?? {}));
    const held = validated.slice(position, position + own.length);
    position += own.length;
    console.log(
      `${field.padEnd(13)} ${source.name}: prior ${share(prior)}, fitted ${share(fit)}, other shops' weights ${share(held)}`,
    );
  }
}
writeFileSync(
  new URL("../app/reader/fields/weights.json", import.meta.url),
  `${JSON.stringify(fitted, null, 2)}\n`,
);

/** The receipts that the tests are written with: other countries than the folders know. */
function writtenSource(): Source {
  const cases = writtenReceipts().map(({ page, values }) => {
    const label = {
      ...values,
      purchaseDate: values.purchaseDate?.split("-").reverse().join("-") ?? null,
      storeNameAlso: [],
      totalAlso: [],
    };
    return caseOf(page, label, values.storeName ?? "");
  });
  return { name: "__tests__/fields/receipts", cases };
}

function loadSource(argument: string): Source {
  const [folder = "", pages = ""] = argument.split("=");
  const cases = [...loadLabels(folder)].flatMap(([picture, label]) => {
    const page = loadPage(pages, picture);
    return page ? [caseOf(page, label, label.storeName ?? picture)] : [];
  });
  return { name: pages, cases };
}

function caseOf(page: Page, label: ReceiptLabel, name: string): Case {
  const explained = explainFields(page, today);
  const shop = lettersAndDigits(name).slice(0, 10);
  const choiceOf = (field: (typeof FIELDS)[number]): Choice => {
    const candidates: Candidate<string | number>[] = explained[field].map(({ candidate }) => candidate);
    const isRight = candidates.map(
      ({ value }) => judge(field, { ...NOTHING, [field]: value }, label) === "right",
    );
    return { candidates, isRight, shop };
  };
  return {
    total: choiceOf("total"),
    purchaseDate: choiceOf("purchaseDate"),
    storeName: choiceOf("storeName"),
  };
}
