import { type Calibration, calibrate } from "../../../app/reader/fields/scores.ts";
import type { Outcome } from "./fit-weights.ts";

const BINS = 5;
const SURE = 0.9;

/** How far confidence is from the share of right answers: five bins of equal count, and the sure answers. */
export function reliabilityOf(outcomes: readonly Outcome[], calibration: Calibration): string {
  const answers = outcomes
    .filter(({ share }) => share > 0)
    .map(({ share, isRight }) => ({ confidence: calibrate(share, calibration), isRight }))
    .sort((a, b) => a.confidence - b.confidence);
  const bins = Array.from({ length: BINS }, (_, bin) =>
    answers.slice(Math.round((bin * answers.length) / BINS), Math.round(((bin + 1) * answers.length) / BINS)),
  );
  const means = bins.map((bin) => [mean(bin.map(({ confidence }) => confidence)), rightOf(bin)] as const);
  const error = mean(means.map(([confidence, right]) => Math.abs(confidence - right)));
  const sure = answers.filter(({ confidence }) => confidence >= SURE);
  return [
    `error ${error.toFixed(3)}; confidence and right by bin:`,
    means.map(([confidence, right]) => `${confidence.toFixed(2)}/${right.toFixed(2)}`).join(" "),
    `; at least ${SURE}: ${percent(sure.length / answers.length)} of the answers,`,
    `${percent(rightOf(sure))} right (lower bound ${percent(lowerBound(rightOf(sure), sure.length))})`,
  ].join(" ");
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
