import { createHash } from "node:crypto";
import type { Candidate } from "../../../app/reader/fields/candidates/candidate.ts";
import {
  type Calibration,
  calibrate,
  logOdds,
  rank,
  type Weights,
} from "../../../app/reader/fields/scores.ts";

/** One receipt's candidates for one field, with the right ones marked. */
export interface Choice {
  readonly candidates: readonly Candidate<unknown>[];
  readonly isRight: readonly boolean[];
  /** The same for receipts of one shop: they are held out together and share their weight. */
  readonly shop: string;
}

/** How strongly the weights are pulled towards what a person set. */
const PULL = 0.03;
const STEPS = 400;
const RATE = 0.05;

/**
 * Fits the weights of a choice between candidates (conditional logit, with "none of them" at score 0):
 * the right candidate's share grows, and weights about which the receipts say little stay where a person set them.
 */
export function fitWeights(choices: readonly Choice[], prior: Weights): Weights {
  const names = [
    ...new Set([
      "bias",
      ...choices.flatMap(({ candidates }) => candidates.flatMap(({ features }) => Object.keys(features))),
    ]),
  ];
  const index = new Map(names.map((name, position) => [name, position]));
  const start = names.map((name) => prior[name] ?? 0);
  const importance = importances(choices);
  const data = choices.map((choice) => ({
    isRight: choice.isRight,
    rows: choice.candidates.map(({ features }) => {
      const row: [number, number][] = [[0, 1]];
      for (const [name, value] of Object.entries(features)) {
        if (value !== 0) {
          row.push([index.get(name) ?? 0, value]);
        }
      }
      return row;
    }),
  }));
  const weights = [...start];
  const first = names.map(() => 0);
  const second = names.map(() => 0);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = weights.map((weight, position) => PULL * (weight - (start[position] ?? 0)));
    data.forEach(({ rows, isRight }, position) => {
      const scores = rows.map((row) =>
        row.reduce((sum, [name, value]) => sum + value * (weights[name] ?? 0), 0),
      );
      const highest = Math.max(0, ...scores);
      const exps = scores.map((score) => Math.exp(score - highest));
      const none = Math.exp(-highest);
      const all = exps.reduce((sum, value) => sum + value, none);
      const hasRight = isRight.some(Boolean);
      const right = exps.reduce((sum, value, at) => sum + (isRight[at] ? value : 0), hasRight ? 0 : none);
      rows.forEach((row, at) => {
        const share = (exps[at] ?? 0) / all;
        const target = isRight[at] ? (exps[at] ?? 0) / right : 0;
        const push = (importance[position] ?? 1) * (share - target);
        if (push !== 0) {
          for (const [name, value] of row) {
            gradient[name] = (gradient[name] ?? 0) + (push * value) / 10;
          }
        }
      });
    });
    gradient.forEach((slope, position) => {
      first[position] = 0.9 * (first[position] ?? 0) + 0.1 * slope;
      second[position] = 0.999 * (second[position] ?? 0) + 0.001 * slope * slope;
      const mean = (first[position] ?? 0) / (1 - 0.9 ** step);
      const spread = Math.sqrt((second[position] ?? 0) / (1 - 0.999 ** step));
      weights[position] = (weights[position] ?? 0) - (RATE * mean) / (spread + 1e-8);
    });
  }
  return Object.fromEntries(
    names.map((name, position) => [name, Math.round((weights[position] ?? 0) * 100) / 100]),
  );
}

/** A shop with many receipts counts for more than one with one, but not as much more. */
function importances(choices: readonly Choice[]): number[] {
  const counts = new Map<string, number>();
  for (const { shop } of choices) {
    counts.set(shop, (counts.get(shop) ?? 0) + 1);
  }
  return choices.map(({ shop }) => 1 / Math.sqrt(counts.get(shop) ?? 1));
}

/** The best candidate's share, and whether it is right, or whether none is right when there is none. */
export interface Outcome {
  readonly share: number;
  readonly isRight: boolean;
}

/** Depends on the text alone: another receipt changes neither the fold nor the misreading of this one. */
export function hashOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32LE(0);
}

/** What weights that were fitted on the receipts of other shops choose, for each choice. */
export function crossValidate(choices: readonly Choice[], prior: Weights, folds: number): Outcome[] {
  const foldOf = new Map(choices.map(({ shop }) => [shop, hashOf(shop) % folds]));
  const outcomes: Outcome[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const weights = fitWeights(
      choices.filter(({ shop }) => foldOf.get(shop) !== fold),
      prior,
    );
    choices.forEach((choice, position) => {
      if (foldOf.get(choice.shop) === fold) {
        outcomes[position] = outcomeOf(choice, weights);
      }
    });
  }
  return outcomes;
}

export function outcomeOf(choice: Choice, weights: Weights): Outcome {
  const best = rank(choice.candidates, weights)[0];
  // Without a candidate nothing is answered, which is right where there is no answer.
  if (!best) {
    return { share: 0, isRight: !choice.isRight.some(Boolean) };
  }
  return { share: best.share, isRight: choice.isRight[choice.candidates.indexOf(best.candidate)] ?? false };
}

/** How far a slope may be from 1 and an offset from 0 without much evidence. */
const CALIBRATION_PULL = 1;

/** Fits the logistic curve from shares to frequencies by gradient descent. */
export function fitCalibration(outcomes: readonly Outcome[]): Calibration {
  let [offset, slope] = [0, 1];
  const answered = outcomes.filter(({ share }) => share > 0);
  for (let step = 0; step < 3000; step++) {
    let [down, tilt] = [CALIBRATION_PULL * offset, CALIBRATION_PULL * (slope - 1)];
    for (const { share, isRight } of answered) {
      const error = calibrate(share, { offset, slope }) - (isRight ? 1 : 0);
      down += error;
      tilt += error * logOdds(share);
    }
    offset -= (0.5 * down) / answered.length;
    slope -= (0.1 * tilt) / answered.length;
  }
  const round = (value: number) => Math.round(value * 100) / 100;
  return { offset: round(offset), slope: round(slope) };
}
