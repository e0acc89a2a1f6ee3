import { readdirSync } from "node:fs";
import { FEATURE_NAMES } from "../../app/reader/fields/candidates/feature-names.ts";
import { explainFields } from "../../app/reader/fields/choose-fields.ts";
import { rank, type Weights } from "../../app/reader/fields/scores.ts";
import weights from "../../app/reader/fields/weights.json" with { type: "json" };
import type { Page } from "../../app/reader/page.ts";
import { loadPage } from "./eval/pages.ts";
import { findPictures } from "./read/pictures.ts";
import { readPicture, writtenSets } from "./train/receipts.ts";

const USAGE = `npm run features -- FOLDER[=PAGES] …
What each feature of the choice of the fields does in the receipts of the tests and of each FOLDER with labels.json:
receipts with a candidate that has it, its weight, and receipts with another answer where it weighs nothing.
Those that never occur or change no answer come first. FOLDERs are as for npm run train:fields.`;

interface Use {
  readonly field: string;
  readonly feature: string;
  readonly weight: number;
  /** Receipts. */
  occurs: number;
  decides: number;
}

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error(USAGE);
  process.exit(2);
}
const written = writtenSets().flatMap(({ receipts }) => receipts.map(({ page }) => page));
const pages = [...written, ...(await Promise.all(folders.map(pagesOf))).flat()];
const today = new Date();
const uses = new Map<string, Use>();
for (const page of pages) {
  const explained = explainFields(page, today);
  for (const field of ["total", "purchaseDate", "storeName"] as const) {
    const candidates = explained[field].map(({ candidate }) => candidate);
    const fitted: Weights = weights[field];
    for (const feature of FEATURE_NAMES[field]) {
      const use = uses.get(`${field} ${feature}`) ?? {
        field,
        feature,
        weight: fitted[feature] ?? 0,
        occurs: 0,
        decides: 0,
      };
      uses.set(`${field} ${feature}`, use);
      const occurs = candidates.some(({ features }) => (features as Weights)[feature] !== 0);
      if (!occurs) continue;
      use.occurs++;
      const [best] = rank<(typeof candidates)[number]>(candidates, { ...fitted, [feature]: 0 });
      if (best?.candidate !== explained[field][0]?.candidate) use.decides++;
    }
  }
}
const sorted = [...uses.values()].sort((a, b) => a.decides - b.decides || a.occurs - b.occurs);
console.log(`${pages.length} receipts\n`);
console.log("field          feature             weight  occurs  decides");
for (const { field, feature, weight, occurs, decides } of sorted)
  console.log(
    [
      field.padEnd(13),
      feature.padEnd(18),
      weight.toFixed(2).padStart(7),
      String(occurs).padStart(6),
      String(decides).padStart(7),
    ].join("  "),
  );

async function pagesOf(folder: string): Promise<Page[]> {
  const texts = readdirSync(folder).filter((name) => /\.(?:json|csv)$/u.test(name) && name !== "labels.json");
  if (texts.length > 0) return texts.flatMap((name) => loadPage(folder, name) ?? []);
  return Promise.all(findPictures([folder]).map(readPicture));
}
