import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { casesOf } from "./train/cases.ts";
import { fitField } from "./train/fit-field.ts";
import { fitCalibration } from "./train/fit-weights.ts";
import { learnLines } from "./train/learn-lines.ts";
import { loadSets, loadTurned, type ReceiptSet } from "./train/receipts.ts";
import { readWithout, wholeReaderTable } from "./train/whole-reader.ts";

const USAGE = `npm run train:fields -- [options] SOURCE …
Fits the choice of the fields (app/reader/fields/*.json) to the receipts of the tests and of each SOURCE: FOLDER,
FOLDER=PAGES, or several of them with a plus between, if they share shops. Each folder has labels.json. The pictures are
read with the embedded reader; PAGES has their text already (NAME.json or NAME.csv). From a folder with boxes.jsonl it is
learned what each line is. Prints how many receipts are chosen right: fitted, by what was fitted to other shops, and to
other sources; how sure answers are; and how much the whole reader has right, fitted to other sources.
  --cache DIR      keeps the text of the pictures in DIR
  --turned FOLDER  reads the pictures of a FOLDER of a source also turned by 90, 180 and 270 degrees; may be repeated`;

const today = new Date();
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cache: { type: "string" },
    turned: { type: "string", multiple: true, default: [] },
  },
});
if (positionals.length === 0) {
  console.error(USAGE);
  process.exit(2);
}
const sets = await loadSets(positionals, options.cache);
const turned: ReceiptSet[] = [];
for (const folder of options.turned) {
  turned.push(...(await loadTurned(folder, positionals, options.cache)));
}
const lines = learnLines(sets);
console.log(lines.report);
write("lines/line-weights.json", lines.model);
const cases = casesOf(sets, lines, today);
const total = fitField("total", cases, sets);
const purchaseDate = fitField("purchaseDate", cases, sets);
const storeName = fitField("storeName", cases, sets);
for (const { report } of [total, purchaseDate, storeName]) {
  console.log(`\n${report}`);
}
write("store-trees.json", storeName.chooser.trees);
write("weights.json", {
  total: total.chooser.weights,
  purchaseDate: purchaseDate.chooser.weights,
  storeName: storeName.chooser.weights,
  calibration: {
    total: total.calibration,
    purchaseDate: purchaseDate.calibration,
    storeName: storeName.calibration,
    currency: fitCalibration(cases.flatMap(({ currency }) => currency ?? [])),
  },
});
const read = [...sets, ...turned].flatMap((set) =>
  readWithout(set, { total, purchaseDate, storeName }, lines, today),
);
console.log(`\n${wholeReaderTable(read)}`);

function write(file: string, value: object): void {
  writeFileSync(new URL(`../../app/reader/fields/${file}`, import.meta.url), `${JSON.stringify(value)}\n`);
}
