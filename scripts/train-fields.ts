import { writeFileSync } from "node:fs";
import { explainFields } from "../app/reader/fields/choose-fields.ts";
import type { Candidate, Weights } from "../app/reader/fields/scores.ts";
import { lettersAndDigits } from "../app/reader/fields/text.ts";
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

interface Source {
  readonly name: string;
  readonly cases: readonly {
    readonly label: ReceiptLabel;
    readonly choices: Readonly<Record<(typeof FIELDS)[number], Choice>>;
  }[];
}

const sources = process.argv
  .slice(2)
  .filter((argument) => argument.includes("="))
  .map(loadSource);
if (sources.length === 0) {
  console.error(USAGE);
  process.exit(2);
}
const fitted: Record<string, Weights> = {};
for (const field of FIELDS) {
  const choices = sources.flatMap(({ cases }) => cases.map((one) => one.choices[field]));
  fitted[field] = fitWeights(choices, PRIORS[field]);
  const validated = crossValidate(choices, PRIORS[field], FOLDS);
  let position = 0;
  for (const source of sources) {
    const own = source.cases.map((one) => one.choices[field]);
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

function loadSource(argument: string): Source {
  const [folder = "", pages = ""] = argument.split("=");
  const today = new Date();
  const cases = [...loadLabels(folder)].flatMap(([picture, label]) => {
    const page = loadPage(pages, picture);
    if (!page) return [];
    const explained = explainFields(page, today);
    const shop = lettersAndDigits(label.storeName ?? picture).slice(0, 10);
    const choiceOf = (field: (typeof FIELDS)[number]): Choice => {
      const candidates: Candidate<string | number>[] = explained[field].map(({ candidate }) => candidate);
      return {
        candidates,
        isRight: candidates.map(
          ({ value }) => judge(field, { ...NOTHING, [field]: value }, label) === "right",
        ),
        shop,
      };
    };
    return [
      {
        label,
        choices: {
          total: choiceOf("total"),
          purchaseDate: choiceOf("purchaseDate"),
          storeName: choiceOf("storeName"),
        },
      },
    ];
  });
  return { name: pages, cases };
}
