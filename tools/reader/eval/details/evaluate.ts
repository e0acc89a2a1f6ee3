import { join } from "node:path";
import { explainFields } from "../../../../app/reader/fields/choose-fields.ts";
import { readDetails } from "../../../../app/reader/fields/details/read-details.ts";
import type { Page } from "../../../../app/reader/page.ts";
import { readPicture } from "../../train/receipts.ts";
import { loadPage } from "../pages.ts";
import { startProgress } from "../progress.ts";
import { type Counts, countsOf } from "./compare.ts";
import { reportOf } from "./report.ts";
import { type Sureness, surenessOf } from "./sureness.ts";
import { type DetailsTruth, loadDetailsTruth } from "./truth.ts";
import { judgeValue, labelsAddUp, type MeasuredValue, type Verdicts } from "./values.ts";

/** One receipt, measured. */
export interface Case {
  readonly truth: DetailsTruth;
  readonly counts: Counts;
  /** The same with the labelled boxes instead of what was read. */
  readonly countsOfLabels: Counts;
  readonly values: Verdicts;
  readonly sureness: readonly Sureness[];
  /** Whether its labels come to its total, and whether what was read does. */
  readonly addsUp: boolean;
  readonly readAddsUp: boolean;
  /** Milliseconds for the details, and for reading and the fields; undefined where the text was read before. */
  readonly milliseconds: number;
  readonly reading: number | undefined;
}

/**
 * Measures the details of the embedded reader against labelled boxes.
 * @param lines folder of recognised text, instead of reading the pictures
 * @returns tables for people
 * @throws Error when there are no labels
 */
export async function evaluateDetails(folder: string, lines: string | undefined): Promise<string> {
  const truths = loadDetailsTruth(folder);
  if (truths === undefined) {
    throw new Error(`${join(folder, "boxes.jsonl")} is missing: the labelled boxes of the pictures.`);
  }
  const pageOf = (file: string) =>
    lines === undefined ? readPicture(join(folder, file)) : loadPage(lines, file);
  const progress = startProgress(truths.length);
  const cases: Case[] = [];
  for (const truth of truths) {
    const start = performance.now();
    const page = await pageOf(truth.file);
    if (page) {
      cases.push(measured(truth, page, lines === undefined ? performance.now() - start : undefined));
    }
    progress.advance();
  }
  progress.clear();
  return reportOf(cases, truths.length);
}

/** @param recognition milliseconds for the page */
function measured(truth: DetailsTruth, page: Page, recognition: number | undefined): Case {
  const read = detailsOf(page);
  const { values, notes } = read.details;
  const judged = (name: MeasuredValue) => judgeValue(name, truth, values);
  const verdicts = {
    subtotal: judged("subtotal"),
    tax: judged("tax"),
    tip: judged("tip"),
    time: judged("time"),
    telephone: judged("telephone"),
  };
  return {
    truth,
    counts: countsOf(truth, values, page),
    countsOfLabels: countsOf(truth, detailsOf(truth.labelled).details.values, truth.labelled),
    values: verdicts,
    sureness: surenessOf(truth, read.details, verdicts),
    addsUp: labelsAddUp(truth),
    readAddsUp:
      values.items.length > 0 && read.total !== null && notes.every(({ code }) => code !== "sum-differs"),
    milliseconds: read.milliseconds,
    reading: recognition === undefined ? undefined : recognition + read.fields,
  };
}

function detailsOf(page: Page) {
  const start = performance.now();
  const { text, reading } = explainFields(page, new Date());
  const middle = performance.now();
  const details = readDetails(text, reading.total, (place) => ({ ...place, page: 1 }));
  const milliseconds = performance.now() - middle;
  return { details, total: reading.total, fields: middle - start, milliseconds };
}
