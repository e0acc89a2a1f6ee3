import { lettersAndDigits } from "../../../../app/reader/fields/text/letters.ts";
import { textTable } from "../../../tables.ts";
import type { Counts } from "./compare.ts";
import type { Case } from "./evaluate.ts";
import { MEASURED } from "./values.ts";

/** Shops are in five folds; nobody looks at the receipts of the first while the rules are written. */
const FOLDS = 5;

/** Tables for people. */
export function reportOf(cases: readonly Case[], pictures: number): string {
  const folds = Array.from({ length: FOLDS }, (_, fold) =>
    cases.filter(({ truth }) => foldOf(truth.shop) === fold),
  );
  const groups = [cases, cases.filter((one) => !folds[0]?.includes(one)), ...folds];
  const names = ["all", "all but fold 1", "fold 1", ...folds.slice(1).map((_, index) => `fold ${index + 2}`)];
  return [
    pairsOf(cases, pictures),
    textTable([["", ...names], ...rowsOf(groups)]),
    "Of what was given and labelled, right by how sure the reader was:",
    textTable(surenessRows(cases)),
    timeOf(cases),
  ].join("\n\n");
}

/** How much of the labels has a pair; the rest is left out of both sides. */
function pairsOf(cases: readonly Case[], pictures: number): string {
  const items = add(cases, ({ counts }) => counts.items);
  const looseItems = add(cases, ({ truth }) => truth.loose.items.length);
  const loosePrices = add(cases, ({ truth }) => truth.loose.prices.length);
  return [
    `${cases.length} of ${pictures} receipts. ${items} labelled items have a price;`,
    `${looseItems} boxes of items and ${loosePrices} of prices have no pair and are left out of both sides.`,
  ].join(" ");
}

type Group = readonly Case[];

function rowsOf(groups: readonly Group[]): string[][] {
  const row = (name: string, of: (group: Group) => string) => [name, ...groups.map(of)];
  return [
    row("receipts", (group) => String(group.length)),
    row("labelled items with a price", (group) => String(add(group, ({ counts }) => counts.items))),
    row("from the labelled boxes: item rows, F1", (group) => percent(f1(group, "countsOfLabels", "rows"))),
    row("from the labelled boxes: amounts, F1", (group) => percent(f1(group, "countsOfLabels", "amounts"))),
    row("ceiling: rows read as they are", (group) => percent(ceiling(group, "readRows"))),
    row("ceiling: amounts read as they are", (group) => percent(ceiling(group, "readAmounts"))),
    row("item rows, F1", (group) => percent(f1(group, "counts", "rows"))),
    row("of the ceiling", (group) => percent(f1(group, "counts", "rows") / ceiling(group, "readRows"))),
    row("item amounts, F1", (group) => percent(f1(group, "counts", "amounts"))),
    row("of the ceiling", (group) => percent(f1(group, "counts", "amounts") / ceiling(group, "readAmounts"))),
    ...MEASURED.map((name) => row(name, (group) => shareOf(group.map(({ values }) => values[name])))),
    row("labels add up: so do ours", (group) =>
      shareOf(group.filter(({ addsUp }) => addsUp).map(({ readAddsUp }) => readAddsUp)),
    ),
  ];
}

function f1(group: Group, source: "counts" | "countsOfLabels", right: "rows" | "amounts"): number {
  const count = (name: keyof Counts) => add(group, (one) => one[source][name]);
  return (2 * count(right)) / Math.max(1, count("items") + count("given"));
}

/** The share of the labelled items that the recogniser read as they are. */
function ceiling(group: Group, read: "readRows" | "readAmounts"): number {
  const count = (name: keyof Counts) => add(group, ({ counts }) => counts[name]);
  return count(read) / Math.max(1, count("items")) || 1;
}

function shareOf(verdicts: readonly (boolean | null | undefined)[]): string {
  const labelled = verdicts.filter((verdict) => verdict !== undefined);
  const right = labelled.filter((verdict) => verdict === true).length;
  return `${right} of ${labelled.length} (${percent(right / Math.max(1, labelled.length))})`;
}

/** Confidences from which on the values are counted together. */
const STEPS = [0.95, 0.9, 0.8, 0.6, 0];

function surenessRows(cases: Group): string[][] {
  const byName = Map.groupBy(
    cases.flatMap(({ sureness }) => sureness),
    ({ name }) => name,
  );
  const stepOf = (sure: number) => STEPS.find((step) => sure >= step);
  return [
    ["", "sure on average", ...STEPS.map((step) => `from ${step}`)],
    ...[...byName].map(([name, all]) => [
      name,
      percent(all.reduce((sum, { confidence }) => sum + confidence, 0) / all.length),
      ...STEPS.map((step) =>
        shareOf(all.filter(({ confidence }) => stepOf(confidence) === step).map(({ isRight }) => isRight)),
      ),
    ]),
  ];
}

function timeOf(cases: readonly Case[]): string {
  const details = add(cases, ({ milliseconds }) => milliseconds);
  const mean = `${(details / Math.max(1, cases.length)).toFixed(1)} ms for the details of a receipt`;
  const reading = add(cases, (one) => one.reading ?? 0);
  return reading === 0
    ? mean
    : `${mean}, ${percent(details / (reading + details))} of the time for reading it`;
}

const add = (cases: Group, of: (one: Case) => number): number => cases.reduce((sum, one) => sum + of(one), 0);

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** The same fold for all receipts of a shop. */
function foldOf(shop: string): number {
  let hash = 7;
  for (const letter of lettersAndDigits(shop).replace(/\d/g, "")) {
    hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1e9;
  }
  return hash % FOLDS;
}
