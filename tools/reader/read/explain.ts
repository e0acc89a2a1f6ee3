import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { cleanText } from "../../../app/clean-text.ts";
import { maskNumbers } from "../../../app/mask-numbers.ts";
import { scoreOfTrees, type Tree } from "../../../app/reader/fields/boosted-trees.ts";
import type { Features } from "../../../app/reader/fields/candidates/candidate.ts";
import { type Explanation, explainFields } from "../../../app/reader/fields/choose-fields.ts";
import { type ClassShares, likeliestOf } from "../../../app/reader/fields/lines/line-class.ts";
import { LEAST_POINTS, receiptPoints } from "../../../app/reader/fields/receipt-likeness.ts";
import type { Scored, Weights } from "../../../app/reader/fields/scores.ts";
import storeTrees from "../../../app/reader/fields/store-trees.json" with { type: "json" };
import weights from "../../../app/reader/fields/weights.json" with { type: "json" };
import { loadModels } from "../../../app/reader/models.ts";
import type { Line } from "../../../app/reader/page.ts";
import { readPage } from "../../../app/reader/read-page.ts";
import { createRuntime } from "../../../app/reader/runtime.ts";
import { FIELDS } from "../../../app/receipt.ts";
import { drawExplanation } from "./explain-picture.ts";

/** Candidates that are shown of each field. */
const SHOWN = 5;

/** Prints how the values of one receipt were found, and draws a PNG picture of it. */
export async function explain(file: string, pictureFile: string): Promise<void> {
  const models = await loadModels(await createRuntime(availableParallelism()));
  const { page, picture } = await readPage(models, await readFile(file));
  const explanation = explainFields(page, new Date());
  console.log(maskNumbers(report(page.lines, explanation)));
  await writeFile(pictureFile, await drawExplanation(picture, page, explanation.reading));
  console.log(`\nThe picture is ${pictureFile}.`);
}

function report(lines: readonly Line[], explanation: Explanation): string {
  const { reading, text, storeName, purchaseDate, years, dateOrder, total, currency } = explanation;
  const rows = text.rows.map((row, index) => `${classOf(explanation.lines[index])}  ${cleanText(row.text)}`);
  return [
    heading("Lines, with the mean probability of their characters"),
    ...lines.map(
      (line, index) => `${pad(index + 1, 4)}  ${line.confidence.toFixed(2)}  ${cleanText(line.text)}`,
    ),
    heading("Rows, with what they were learned to be"),
    ...rows,
    heading("storeName"),
    ...candidates(storeName, weights.storeName, storeTrees),
    heading(
      `purchaseDate (order ${dateOrder.order}: ${dateOrder.why}${years.why && `; year first: ${years.why}`})`,
    ),
    ...candidates(purchaseDate, weights.purchaseDate),
    heading("total"),
    ...candidates(total, weights.total),
    heading("currency"),
    ...currency.map(({ value, share, why }) => `${percent(share)}  ${value}  ${why.join(", ")}`),
    heading(`Chosen; ${receiptPoints(text)} points speak for a receipt, ${LEAST_POINTS} are needed`),
    ...FIELDS.map((field) => {
      const value = reading[field] ?? `null (${reading.reasons[field] ?? "no reason"})`;
      return `${field.padEnd(13)} ${cleanText(String(value))}  confidence ${(reading.confidence[field] ?? 0).toFixed(2)}`;
    }),
    ...reading.warnings,
  ].join("\n");
}

type AnyCandidate = Scored<{ readonly value: string | number; readonly features: Features }>;

/** Share among the candidates, score, value, and what spoke for and against it, the heaviest first. */
function candidates(
  scored: readonly AnyCandidate[],
  fieldWeights: Weights,
  trees: readonly Tree[] = [],
): string[] {
  if (scored.length === 0) {
    return ["no candidate"];
  }
  return scored.slice(0, SHOWN).map(({ candidate, score, share }) => {
    const reasons = Object.entries(candidate.features)
      .map(([name, value]) => ({ name, points: value * (fieldWeights[name] ?? 0) }))
      .concat({ name: "trees", points: scoreOfTrees(trees, candidate.features) })
      .filter(({ points }) => Math.abs(points) >= 0.1)
      .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
      .map(({ name, points }) => `${name} ${points > 0 ? "+" : ""}${points.toFixed(1)}`);
    return `${percent(share)}  ${score.toFixed(1).padStart(6)}  ${cleanText(String(candidate.value))}\n${" ".repeat(14)}${reasons.join(", ")}`;
  });
}

/** "87 % address": the likeliest class of a row. */
function classOf(shares: ClassShares | undefined): string {
  if (!shares) {
    return "";
  }
  const best = likeliestOf(shares);
  return `${percent(shares[best])} ${best.padEnd(9)}`;
}

function heading(text: string): string {
  return `\n${text}\n${"-".repeat(text.length)}`;
}

function percent(share: number): string {
  return `${pad(Math.round(100 * share), 3)} %`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width);
}
