import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { FIELDS, type Field, NO_VALUES } from "../../app/receipt.ts";
import { takeKey } from "../api-key.ts";
import { type Answerer, engineAnswerer, linesAnswerer, type Measured } from "./eval/answerers.ts";
import { evaluateDetails } from "./eval/details/evaluate.ts";
import { judge, loadLabels, missingPictures, type ReceiptLabel, type Verdict } from "./eval/labels.ts";
import { startProgress } from "./eval/progress.ts";
import { remoteAnswerer } from "./eval/remote-answerer.ts";
import { failuresOf, figuresOf, type Judged, tableOf } from "./eval/report.ts";
import { type Variant, variantOf } from "./eval/variants.ts";

const USAGE = `npm run eval -- FOLDER [options]
Measures an engine against the right answers in FOLDER/labels.json.
  --url URL        a deployed API instead of an engine in this process; API_KEY is its key, if it wants one
  --engine NAME    local (default), sagemaker or openai, configured by the environment as the API is
  --lines FOLDER   the choice of the fields alone, from the text in FOLDER (NAME.json or NAME.csv)
  --turn DEGREES   turn every picture by 90, 180 or 270 degrees, without EXIF
  --degrade        scale every picture to 480 pixels of width and save it as JPEG of quality 40
  --save FILE      write every answer, for npm run eval:compare
  --details        items, taxes and the rest instead, of the embedded reader, against the boxes in FOLDER/boxes.jsonl;
                   with --lines or without`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: "string" },
    engine: { type: "string", default: "local" },
    lines: { type: "string" },
    turn: { type: "string" },
    degrade: { type: "boolean", default: false },
    save: { type: "string" },
    details: { type: "boolean", default: false },
  },
});
const [folder] = positionals;
if (folder === undefined || positionals.length > 1) {
  fail(USAGE);
}
if (options.turn !== undefined && !["90", "180", "270"].includes(options.turn)) {
  fail(`--turn ${options.turn} is not possible; 90, 180 or 270 are.`);
}
if (options.details) {
  console.log(await evaluateDetails(folder, options.lines).catch((error: Error) => fail(error.message)));
  process.exit();
}
const variant: Variant = {
  turn: options.turn === undefined ? undefined : Number(options.turn),
  degrade: options.degrade,
};

const labels = readLabels(folder);
const answerer = await chooseAnswerer();
const progress = startProgress(labels.size);
const cpuBefore = process.cpuUsage();
const cases: Judged[] = [];
for (const [picture, label] of labels) {
  cases.push(await measure(answerer, folder, picture, label));
  progress.advance();
}
progress.clear();
const cpu = process.cpuUsage(cpuBefore);
await answerer.close();

for (const line of failuresOf(cases)) {
  console.log(line);
}
console.log(`\n${tableOf(cases)}\n`);
console.log(costs());
if (options.save !== undefined) {
  writeFileSync(options.save, `${JSON.stringify(cases, null, 1)}\n`);
}
console.log(JSON.stringify(figuresOf(cases)));

/** The labels, once it is sure that everything they need is there: a run takes minutes. */
function readLabels(from: string): Map<string, ReceiptLabel> {
  try {
    const found = loadLabels(from);
    const missing = options.lines === undefined ? missingPictures(from, found) : [];
    if (missing.length > 0) {
      fail(`${join(from, "labels.json")} names what is not there: ${missing.join(", ")}`);
    }
    return found;
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

function chooseAnswerer(): Promise<Answerer> | Answerer {
  if (options.url !== undefined) {
    return remoteAnswerer(options.url, readKey());
  }
  if (options.lines !== undefined) {
    return linesAnswerer(options.lines);
  }
  return engineAnswerer(options.engine);
}

function readKey(): string | undefined {
  try {
    return takeKey();
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

async function measure(
  source: Answerer,
  from: string,
  picture: string,
  label: ReceiptLabel,
): Promise<Judged> {
  const image =
    options.lines === undefined
      ? await variantOf(readFileSync(join(from, picture)), variant)
      : Buffer.alloc(0);
  const start = performance.now();
  const judged = (given: Measured | null) => ({
    picture,
    label,
    given,
    verdicts: verdictsOf(given, label),
    milliseconds: performance.now() - start,
  });
  try {
    return judged(await source.answer(image, picture));
  } catch (error) {
    return { ...judged(null), error: String(error) };
  }
}

/** Without an answer nothing is right, not even what the paper does not have. */
function verdictsOf(given: Measured | null, label: ReceiptLabel): Judged["verdicts"] {
  const verdicts: Partial<Record<Field, Verdict>> = {};
  for (const field of FIELDS) {
    const verdict = judge(field, given ?? NO_VALUES, label);
    if (verdict) {
      verdicts[field] = given ? verdict : "null";
    }
  }
  return verdicts;
}

/** Seconds for a picture, and what this process used; a remote engine's own use is not seen from here. */
function costs(): string {
  const times = cases.map(({ milliseconds }) => milliseconds / 1000).sort((a, b) => a - b);
  const mean = times.reduce((sum, time) => sum + time, 0) / Math.max(1, times.length);
  const late = times[Math.floor(times.length * 0.95)] ?? 0;
  const cpuSeconds = (cpu.user + cpu.system) / 1e6 / Math.max(1, cases.length);
  const memory = process.resourceUsage().maxRSS / 1024;
  return `${mean.toFixed(2)} s a picture (95 %: ${late.toFixed(2)} s), ${cpuSeconds.toFixed(2)} CPU-s a picture, at most ${memory.toFixed(0)} MB of memory`;
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
