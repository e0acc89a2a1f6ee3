import { readdirSync } from "node:fs";
import type { Tree } from "../../app/reader/fields/boosted-trees.ts";
import type { Candidate } from "../../app/reader/fields/candidates/candidate.ts";
import { FEATURE_NAMES } from "../../app/reader/fields/candidates/feature-names.ts";
import { explainFields } from "../../app/reader/fields/choose-fields.ts";
import { rank, type Weights } from "../../app/reader/fields/scores.ts";
import storeTrees from "../../app/reader/fields/store-trees.json" with { type: "json" };
import weights from "../../app/reader/fields/weights.json" with { type: "json" };
import type { Page } from "../../app/reader/page.ts";
import { textTable } from "../tables.ts";
import { loadPage } from "./eval/pages.ts";
import { findPictures } from "./read/pictures.ts";
import { readPicture, writtenSets } from "./train/receipts.ts";

const USAGE = `npm run features -- FOLDER …
What each feature of the choice of the fields does, in the receipts of the tests and of each FOLDER: its weight, on how
many receipts a candidate has it, and on how many another candidate is the best without it. The least useful come first.
A FOLDER has pictures, which the embedded reader reads, or their text (NAME.json or NAME.csv).`;

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error(USAGE);
  process.exit(2);
}
const pages = writtenSets().flatMap(({ receipts }) => receipts.map(({ page }) => page));
for (const folder of folders) {
  pages.push(...(await pagesOf(folder)));
}
const today = new Date();
const explained = pages.map((page) => explainFields(page, today));
const uses = (["total", "purchaseDate", "storeName"] as const).flatMap((field) => {
  const choices = explained.map((one): Candidate<string | number>[] =>
    one[field].map(({ candidate }) => candidate),
  );
  const trees = field === "storeName" ? storeTrees : [];
  return FEATURE_NAMES[field].map((feature) => ({
    field,
    ...useOf(feature, choices, weights[field], trees),
  }));
});
uses.sort((a, b) => a.decides - b.decides || a.occurs - b.occurs);
const rows = uses.map(({ field, feature, weight, occurs, decides }) => [
  field,
  feature,
  weight.toFixed(2),
  String(occurs),
  String(decides),
]);
console.log(`${pages.length} receipts\n`);
console.log(textTable([["field", "feature", "weight", "occurs", "decides"], ...rows]));

/** @param choices the candidates of each receipt, best first */
function useOf(
  feature: string,
  choices: readonly Candidate<string | number>[][],
  fitted: Weights,
  trees: readonly Tree[],
) {
  const occurring = choices.filter((candidates) =>
    candidates.some(({ features }) => features[feature] !== 0),
  );
  const decided = occurring.filter((candidates) => {
    const without = candidates.map((candidate) => ({
      value: candidate,
      features: { ...candidate.features, [feature]: 0 },
    }));
    return rank(without, fitted, trees)[0]?.candidate.value !== candidates[0];
  });
  return { feature, weight: fitted[feature] ?? 0, occurs: occurring.length, decides: decided.length };
}

async function pagesOf(folder: string): Promise<Page[]> {
  const texts = readdirSync(folder).filter((name) => /\.(?:json|csv)$/u.test(name) && name !== "labels.json");
  if (texts.length > 0) {
    return texts.flatMap((name) => loadPage(folder, name) ?? []);
  }
  const read: Page[] = [];
  for (const picture of findPictures([folder])) {
    read.push(await readPicture(picture));
  }
  return read;
}
