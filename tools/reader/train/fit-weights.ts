import { createHash } from "node:crypto";
import type { Tree } from "../../../app/reader/fields/boosted-trees.ts";
import type { Candidate } from "../../../app/reader/fields/candidates/candidate.ts";
import {
  type Calibration,
  type Certainty,
  calibrate,
  logOdds,
  rank,
  type Weights,
} from "../../../app/reader/fields/scores.ts";
import { descent } from "./adam.ts";

/** One receipt's candidates for one field, with the right ones marked. */
export interface Choice {
  readonly candidates: readonly Candidate<unknown>[];
  readonly isRight: readonly boolean[];
  /** The same for receipts of one shop: they are held out together and share their weight. */
  readonly shop: string;
  /** Whether the receipt has a value at all. */
  readonly hasValue: boolean;
  /** What a receipt of its kind counts. */
  readonly weight: number;
}

/** What chooses: a weighted sum and the trees that correct it. */
export interface Chooser {
  readonly weights: Weights;
  readonly trees: readonly Tree[];
}

/** How strongly the weights are pulled towards what a person set. */
const PULL = 0.3;
const STEPS = 200;
/** Candidates that are clearly wrong or right push less, and are left where they are. */
const LEAST_PUSH = 1e-7;
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
  // Flat arrays: this is where training spends its time.
  const data = choices.map(({ candidates, isRight }) => ({
    isRight,
    rows: candidates.map(({ features }) => {
      const present = Object.entries(features).filter(([, value]) => value !== 0);
      return {
        at: Int32Array.from([0, ...present.map(([name]) => index.get(name) ?? 0)]),
        values: Float64Array.from([1, ...present.map(([, value]) => value)]),
      };
    }),
  }));
  const weights = Float64Array.from(start);
  const descend = descent(weights, 0.999, 1e-8);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = weights.map((weight, position) => PULL * (weight - (start[position] ?? 0)));
    data.forEach(({ rows, isRight }, position) => {
      const scores = rows.map(({ at, values }) => {
        let score = 0;
        for (let feature = 0; feature < at.length; feature++) {
          score += (values[feature] ?? 0) * (weights[at[feature] ?? 0] ?? 0);
        }
        return score;
      });
      const { shares, targets } = shareOut(scores, isRight);
      rows.forEach(({ at, values }, row) => {
        const push = ((importance[position] ?? 1) * ((shares[row] ?? 0) - (targets[row] ?? 0))) / 10;
        if (Math.abs(push) > LEAST_PUSH) {
          for (let feature = 0; feature < at.length; feature++) {
            const name = at[feature] ?? 0;
            gradient[name] = (gradient[name] ?? 0) + push * (values[feature] ?? 0);
          }
        }
      });
    });
    descend(gradient, RATE);
  }
  return Object.fromEntries(
    names.map((name, position) => [name, Math.round((weights[position] ?? 0) * 100) / 100]),
  );
}

/** The candidates' shares by their scores, and what they should be: all for the right ones, or for "none of them". */
export function shareOut(scores: readonly number[], isRight: readonly boolean[]) {
  const highest = Math.max(0, ...scores);
  const exps = scores.map((score) => Math.exp(score - highest));
  const none = Math.exp(-highest);
  const all = exps.reduce((sum, value) => sum + value, none);
  const right = exps.reduce((sum, value, at) => sum + (isRight[at] ? value : 0), 0);
  return {
    shares: exps.map((value) => value / all),
    targets: exps.map((value, at) => (isRight[at] ? value / right : 0)),
  };
}

/** A shop with many receipts counts for more than one with one, but not as much more. */
export function importances(choices: readonly Choice[]): number[] {
  const counts = new Map<string, number>();
  for (const { shop } of choices) {
    counts.set(shop, (counts.get(shop) ?? 0) + 1);
  }
  return choices.map(({ shop, weight }) => weight / Math.sqrt(counts.get(shop) ?? 1));
}

/** How certain the best candidate is, and whether it is right, or whether none is right when there is none. */
export interface Outcome extends Certainty {
  readonly isRight: boolean;
}

/** Depends on the text alone: another receipt changes neither the fold nor the misreading of this one. */
export function hashOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32LE(0);
}

/** What is said of each by what was fitted on those of other groups, such as other shops. */
export function crossFit<One, Model, Said>(
  all: readonly One[],
  groupOf: (one: One, position: number) => string | number,
  fit: (others: readonly One[]) => Model,
  say: (one: One, model: Model) => Said,
): Said[] {
  const groups = all.map(groupOf);
  const said: Said[] = [];
  for (const group of new Set(groups)) {
    const model = fit(all.filter((_, position) => groups[position] !== group));
    all.forEach((one, position) => {
      if (groups[position] === group) {
        said[position] = say(one, model);
      }
    });
  }
  return said;
}

export function outcomeOf(choice: Choice, { weights, trees }: Chooser): Outcome {
  const best = rank(choice.candidates, weights, trees)[0];
  // Without a candidate nothing is answered, which is right where there is no value.
  if (!best) {
    return { share: 0, misread: 0, isRight: !choice.hasValue };
  }
  const { candidate, share } = best;
  const isRight = choice.isRight[choice.candidates.indexOf(candidate)] ?? false;
  return { share, misread: candidate.features.misread ?? 0, isRight };
}

/** How far a slope may be from 1 and an offset from 0 without much evidence. */
const CALIBRATION_PULL = 1;
const CALIBRATION_STEPS = 3000;
const CALIBRATION_RATE = 0.01;

/** What a wrong answer counts: one that is called sure does more harm than a right one that is not. */
const WRONG = 1.1;

/** Fits the logistic curve from certainty to frequencies by gradient descent. */
export function fitCalibration(outcomes: readonly Outcome[]): Calibration {
  const curve = Float64Array.of(0, 1, 0);
  const calibration = (): Calibration => {
    const [offset = 0, slope = 1, misread = 0] = curve;
    return { offset, slope, misread };
  };
  const descend = descent(curve, 0.999, 1e-8);
  const answered = outcomes
    .filter(({ share }) => share > 0)
    .map((outcome) => ({ ...outcome, values: [1, logOdds(outcome.share), outcome.misread] }));
  for (let step = 0; step < CALIBRATION_STEPS; step++) {
    const now = calibration();
    const slopes = Float64Array.of(CALIBRATION_PULL * now.offset, CALIBRATION_PULL * (now.slope - 1), 0);
    for (const outcome of answered) {
      const error = outcome.isRight ? calibrate(outcome, now) - 1 : WRONG * calibrate(outcome, now);
      outcome.values.forEach((value, at) => {
        slopes[at] = (slopes[at] ?? 0) + error * value;
      });
    }
    descend(slopes, CALIBRATION_RATE);
  }
  const { offset, slope, misread } = calibration();
  const round = (value: number) => Math.round(value * 100) / 100;
  return { offset: round(offset), slope: round(slope), misread: round(misread) };
}
