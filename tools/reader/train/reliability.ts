import { textTable } from "../../tables.ts";

/** An answer of a set of receipts, with the confidence that it would have had if its shop and its source were new. */
export interface Answer {
  readonly set: string;
  readonly confidence: number;
  readonly isRight: boolean;
}

const BINS = 5;
const SURE = 0.9;
const HEAD = [
  "confidence",
  "answers",
  "error",
  "mean and right by bin",
  `at least ${SURE}`,
  "of these right",
];

/** How far confidence is from the share of right answers, of all and by set: five bins of equal count, and the sure ones. */
export function reliabilityOf(answers: readonly Answer[]): string {
  const sets = [...new Set(answers.map(({ set }) => set))];
  return textTable([
    HEAD,
    rowOf("all", answers),
    ...sets.map((name) =>
      rowOf(
        name,
        answers.filter(({ set }) => set === name),
      ),
    ),
  ]);
}

function rowOf(name: string, answers: readonly Answer[]): string[] {
  const sorted = answers.toSorted((a, b) => a.confidence - b.confidence);
  const bins = Array.from({ length: BINS }, (_, bin) =>
    sorted.slice(Math.round((bin * sorted.length) / BINS), Math.round(((bin + 1) * sorted.length) / BINS)),
  );
  const means = bins.map((bin) => [mean(bin.map(({ confidence }) => confidence)), rightOf(bin)] as const);
  const error = mean(means.map(([confidence, right]) => Math.abs(confidence - right)));
  const sure = sorted.filter(({ confidence }) => confidence >= SURE);
  return [
    name,
    String(sorted.length),
    error.toFixed(3),
    means.map(([confidence, right]) => `${confidence.toFixed(2)}/${right.toFixed(2)}`).join(" "),
    percent(sure.length / Math.max(1, sorted.length)),
    `${percent(rightOf(sure))} (from ${percent(lowerBound(rightOf(sure), Math.max(1, sure.length)))})`,
  ];
}

function rightOf(answers: readonly { readonly isRight: boolean }[]): number {
  return mean(answers.map(({ isRight }) => (isRight ? 1 : 0)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Of a share of n: 95 %, by Wilson. */
function lowerBound(share: number, n: number): number {
  const z = 1.96;
  const middle = share + (z * z) / (2 * n);
  const width = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return (middle - width) / (1 + (z * z) / n);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
