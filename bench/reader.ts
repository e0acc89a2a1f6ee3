/**
 * What reading a picture costs: `npm run bench:reader [-- FOLDER]`, with the pictures of a folder or with receipts that
 * are rendered here. Each way of reading runs in its own processes, to measure its peak memory, and the ways take turns.
 * CPU time is the figure to compare: other work on the machine changes it little. Last, what choosing the fields of long
 * texts costs, and what the text layer of PDF files saves.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { median } from "../app/reader/median.ts";
import { writtenReceipts } from "../fixtures/written-receipts.ts";
import { findPictures } from "../tools/reader/read/pictures.ts";
import { renderReceipt } from "../tools/reader/rendered-receipt.ts";
import { markdownTable } from "../tools/tables.ts";
import { choosingTable } from "./reader/choosing.ts";
import type { Cost, Way } from "./reader/cost.ts";
import { textLayerTable } from "./reader/text-layer.ts";

const WAYS: readonly (readonly [string, Way])[] = [
  ["before: batches of 16, full width, native runtime, 2 threads", "before"],
  ["now: native runtime, 2 threads", "native"],
  ["now: native runtime, 1 thread", "native-1"],
  ["now: WebAssembly runtime", "wasm"],
];

const HEAD = [
  "",
  "CPU-s a picture",
  "of it detection",
  "recognition",
  "wall s",
  "wall / CPU",
  "peak memory, MB",
];

/** How often each way runs; the median counts. */
const ROUNDS = 3;

/** Rendered receipts, when no folder is given. */
const RENDERED = 10;

/** As in the image (app/Dockerfile), except for the way "before". */
const ENVIRONMENT = { ...process.env, MALLOC_ARENA_MAX: "1" };

const MEASURE = fileURLToPath(new URL("reader/cost.ts", import.meta.url));
const [folder] = process.argv.slice(2);
const rendered = mkdtempSync(join(tmpdir(), "bench-reader-"));
try {
  const pictures = folder === undefined ? await renderSome() : findPictures([resolve(folder)]);
  const costs = new Map<Way, Cost[]>(WAYS.map(([, way]) => [way, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, way] of WAYS) {
      console.error(`round ${round + 1} of ${ROUNDS}: ${name}`);
      const env = way === "before" ? process.env : ENVIRONMENT;
      const output = execFileSync(process.execPath, [MEASURE, way, ...pictures], { encoding: "utf8", env });
      costs.get(way)?.push(JSON.parse(output));
    }
  }
  console.log(`${pictures.length} pictures, medians of ${ROUNDS} rounds\n`);
  const rows = WAYS.map(([name, way]) => {
    const middle = (figure: (cost: Cost) => number) => median(costs.get(way)?.map(figure) ?? []);
    const cpu = middle((cost) => cost.cpu);
    const wall = middle((cost) => cost.wall);
    const cells = [
      cpu,
      middle((cost) => cost.detection),
      middle((cost) => cost.recognition),
      wall,
      wall / cpu,
    ];
    return [name, ...cells.map((cell) => cell.toFixed(2)), middle((cost) => cost.memory).toFixed(0)];
  });
  console.log(markdownTable(HEAD, rows));
  console.log(`\n${choosingTable()}\n\n${await textLayerTable()}`);
} finally {
  rmSync(rendered, { recursive: true });
}

async function renderSome(): Promise<string[]> {
  for (const { name, text } of writtenReceipts().slice(0, RENDERED)) {
    writeFileSync(join(rendered, `${name}.jpg`), await renderReceipt(text));
  }
  return findPictures([rendered]);
}
