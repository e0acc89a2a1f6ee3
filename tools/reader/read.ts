import { mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, extname } from "node:path";
import { parseArgs } from "node:util";
import { cleanText } from "../../app/clean-text.ts";
import { FIELDS } from "../../app/receipt.ts";
import { takeKey } from "../api-key.ts";
import { type Answerer, engineAnswerer } from "./eval/answerers.ts";
import { startProgress } from "./eval/progress.ts";
import { remoteAnswerer } from "./eval/remote-answerer.ts";
import { detailsSchema } from "./read/items-table.ts";
import { findPictures } from "./read/pictures.ts";
import { readMany } from "./read/read-many.ts";
import { openResults, type Row } from "./read/results.ts";

/** The picture of --explain, where git ignores it. */
const EXPLAINED = ".cache/explained.png";

const USAGE = `npm run read -- FILES_OR_FOLDERS… [options]
Reads receipts: what was found to standard output, progress to standard error.
  --out FILE         also to a .csv or .jsonl file, row by row, or at the end to a .json, .xlsx or .zip file (.zip:
                     the pictures, named after what is on them, and the table); the same command continues where
                     it stopped, and tries again what failed
  --url URL          with a deployed API instead of the embedded reader; API_KEY is its key, if it wants one
  --details          with what else the receipts say: in the rows of a .jsonl or .json file, or as a second table of items,
                     receipts.items.csv next to receipts.csv
  --concurrency N    files at once
npm run read -- FILE --explain [--out PICTURE.png]
Why these values: the text, the candidates with their scores, and a picture with all boxes and the chosen ones, by
default ${EXPLAINED}.`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string" },
    url: { type: "string" },
    details: { type: "boolean", default: false },
    concurrency: { type: "string", default: String(availableParallelism()) },
    explain: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (options.help || positionals.length === 0) {
  end(USAGE);
}
if (options.explain) {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0 || options.url !== undefined) {
    end("--explain takes one file, and the embedded reader.");
  }
  const picture = options.out ?? EXPLAINED;
  if (extname(picture) !== ".png") {
    end(`--out ${picture} ends in ${extname(picture) || "nothing"}; --explain writes a .png.`);
  }
  if (options.out === undefined) {
    mkdirSync(dirname(picture), { recursive: true });
  }
  const { explain } = await import("./read/explain.ts");
  await explain(file, picture).catch(end);
} else {
  await readAll().catch(end);
}

async function readAll(): Promise<void> {
  const concurrency = Number(options.concurrency);
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64) {
    end(`--concurrency ${options.concurrency} is not possible; whole numbers from 1 to 64 are.`);
  }
  const results = options.out === undefined ? undefined : openResults(options.out, options.details);
  const earlier = results?.earlier ?? [];
  const done = new Set(earlier.map(({ file }) => file));
  const files = findPictures(positionals);
  const progress = startProgress(files.filter((file) => !done.has(file)).length);
  const answerer: Answerer =
    options.url === undefined
      ? await engineAnswerer("local", options.details)
      : remoteAnswerer(options.url, takeKey(), options.details);
  const rows: Row[] = [];
  try {
    await readMany({
      files,
      earlier,
      concurrency,
      async read(image, file) {
        const { details, ...values } = await answerer.answer(image, file);
        return options.details ? { ...values, details: detailsSchema.parse(details) } : values;
      },
      onRow(row) {
        results?.add(row);
        rows.push(row);
        progress.clear();
        console.log(cleanText(sentenceOf(row)));
        progress.advance();
      },
    });
  } finally {
    progress.clear();
    await answerer.close();
  }
  await results?.finish();
  console.log(summaryOf(rows, files.length - rows.length));
  process.exitCode = rows.some(({ error }) => error !== null) ? 1 : 0;
}

function sentenceOf({ file, storeName, purchaseDate, total, currency, error }: Row): string {
  return `${file}: ${error ?? [storeName, purchaseDate, total, currency].map((value) => value ?? "–").join(", ")}`;
}

function summaryOf(rows: readonly Row[], before: number): string {
  const failed = rows.filter(({ error }) => error !== null).length;
  const read = rows.length - failed;
  const missing = FIELDS.map(
    (field) => `${rows.filter((row) => row.error === null && row[field] === null).length} without ${field}`,
  );
  return `${read} read (${missing.join(", ")}), ${failed} failed, ${before} read before.`;
}

function end(problem: unknown): never {
  console.error(messageOf(problem));
  process.exit(1);
}

function messageOf(problem: unknown): string {
  if (!(problem instanceof Error) || !("code" in problem)) {
    return problem instanceof Error ? problem.message : String(problem);
  }
  const path = "path" in problem ? problem.path : options.out;
  switch (problem.code) {
    case "ENOSPC":
      return `${options.out}: the disk is full. The rows so far are kept; the same command continues from there.`;
    case "ENOENT":
      return `${path}: there is no such file or folder.`;
    case "EACCES":
      return `${path}: there is no permission.`;
    default:
      return problem.message;
  }
}
