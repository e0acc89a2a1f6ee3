import { join } from "node:path";
import { explainFields } from "../../../../app/reader/fields/choose-fields.ts";
import { readDetails } from "../../../../app/reader/fields/details/read-details.ts";
import { lettersAndDigits } from "../../../../app/reader/fields/text/letters.ts";
import type { Page } from "../../../../app/reader/page.ts";
import { textTable } from "../../../tables.ts";
import { readPicture } from "../../train/receipts.ts";
import { loadPage } from "../pages.ts";
import { startProgress } from "../progress.ts";
import { type Counts, countsOf } from "./compare.ts";
import { type DetailsTruth, loadDetailsTruth } from "./truth.ts";
import { judgeValue, labelsAddUp, MEASURED, type MeasuredValue } from "./values.ts";

/** One receipt, measured. */
interface Case {
  readonly truth: DetailsTruth;
  readonly counts: Counts;
  readonly values: Readonly<Record<MeasuredValue, boolean | null | undefined>>;
  /** Whether its labels come to its total, and whether what was read does. */
  readonly addsUp: boolean;
  readonly readAddsUp: boolean;
  /** Milliseconds for the details. */
  readonly milliseconds: number;
}

/** Shops of one fifth are for figures alone: nobody looks at their receipts while the rules are written. */
const FOLDS = 5;

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
    const page = await pageOf(truth.file);
    if (page) {
      cases.push(measured(truth, page));
    }
    progress.advance();
  }
  progress.clear();
  return report(cases, truths.length);
}

function measured(truth: DetailsTruth, page: Page): Case {
  const { text, reading } = explainFields(page, new Date());
  const start = performance.now();
  const { values, notes } = readDetails(text, reading.total, (place) => ({ ...place, page: 1 }));
  const milliseconds = performance.now() - start;
  const judged = (name: MeasuredValue) => judgeValue(name, truth, values);
  return {
    truth,
    counts: countsOf(truth, values, page),
    values: {
      subtotal: judged("subtotal"),
      tax: judged("tax"),
      tip: judged("tip"),
      time: judged("time"),
      telephone: judged("telephone"),
    },
    addsUp: labelsAddUp(truth),
    readAddsUp: values.items.length > 0 && reading.total !== null && notes.length === 0,
    milliseconds,
  };
}

function report(cases: readonly Case[], pictures: number): string {
  const groups = [
    ["all", cases],
    ["four fifths of the shops", cases.filter(({ truth }) => foldOf(truth.shop) !== 0)],
    ["the last fifth", cases.filter(({ truth }) => foldOf(truth.shop) === 0)],
  ] as const;
  const loose = add(cases, ({ truth }) => truth.loose.items.length);
  const prices = add(cases, ({ truth }) => truth.loose.prices.length);
  const mean = add(cases, ({ milliseconds }) => milliseconds) / Math.max(1, cases.length);
  return [
    `${cases.length} of ${pictures} receipts; ${loose} items and ${prices} prices have no pair and are left out.`,
    textTable([["", ...groups.map(([name]) => name)], ...rowsOf(groups.map(([, group]) => group))]),
    `${mean.toFixed(1)} ms for the details of a receipt`,
  ].join("\n\n");
}

function rowsOf(groups: readonly (readonly Case[])[]): string[][] {
  const row = (name: string, of: (group: readonly Case[]) => string) => [name, ...groups.map(of)];
  return [
    row("labelled items with a price", (group) => String(add(group, ({ counts }) => counts.items))),
    row("of them read as they are", (group) => part(group, "readRows", "items")),
    row("amounts read as they are", (group) => part(group, "readAmounts", "items")),
    row("item rows, F1", (group) => f1(group, "rows", "readRows")),
    row("item amounts, F1", (group) => f1(group, "amounts", "readAmounts")),
    ...MEASURED.map((name) => row(name, (group) => shareOf(group.map(({ values }) => values[name])))),
    row("labels add up: so do ours", (group) =>
      shareOf(group.filter(({ addsUp }) => addsUp).map(({ readAddsUp }) => readAddsUp)),
    ),
  ];
}

/** F1, and its part of what can be reached with what the recogniser read. */
function f1(group: readonly Case[], right: keyof Counts, ceiling: keyof Counts): string {
  const count = (name: keyof Counts) => add(group, ({ counts }) => counts[name]);
  const value = (2 * count(right)) / Math.max(1, count("items") + count("given"));
  const most = count(ceiling) / Math.max(1, count("items"));
  return `${percent(value)} (${percent(value / (most || 1))} of the ceiling)`;
}

function part(group: readonly Case[], right: keyof Counts, all: keyof Counts): string {
  const [some, whole] = [right, all].map((name) => add(group, ({ counts }) => counts[name]));
  return `${some} (${percent((some ?? 0) / Math.max(1, whole ?? 0))})`;
}

function shareOf(verdicts: readonly (boolean | null | undefined)[]): string {
  const labelled = verdicts.filter((verdict) => verdict !== undefined);
  const right = labelled.filter((verdict) => verdict === true).length;
  return `${right} of ${labelled.length} (${percent(right / Math.max(1, labelled.length))})`;
}

const add = (cases: readonly Case[], of: (one: Case) => number): number =>
  cases.reduce((sum, one) => sum + of(one), 0);

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** The same fold for all receipts of a shop. */
function foldOf(shop: string): number {
  let hash = 7;
  for (const letter of lettersAndDigits(shop).replace(/\d/g, "")) {
    hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1e9;
  }
  return hash % FOLDS;
}
