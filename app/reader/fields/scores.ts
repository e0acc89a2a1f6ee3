import { scoreOfTrees, type Tree } from "./boosted-trees.ts";
import type { Candidate, Features } from "./candidates/candidate.ts";

/** What each feature is worth, and "bias", which every candidate has. */
export type Weights = Readonly<Record<string, number>>;

export interface Scored<C> {
  readonly candidate: C;
  /** Sum of features times weights, and what trees add. */
  readonly score: number;
  /** Share of this candidate, 0 to 1, among all others and "none of them", whose score is 0. */
  readonly share: number;
}

function scoreOf(features: Features, weights: Weights): number {
  let score = weights.bias ?? 0;
  for (const name of Object.keys(features)) {
    score += (features[name] ?? 0) * (weights[name] ?? 0);
  }
  return score;
}

/** Scores candidates against each other, best first. */
export function rank<C extends Candidate<unknown>>(
  candidates: readonly C[],
  weights: Weights,
  trees: readonly Tree[] = [],
): Scored<C>[] {
  const scored = candidates.map((candidate) => {
    const { features } = candidate;
    return { candidate, score: scoreOf(features, weights) + scoreOfTrees(trees, features) };
  });
  const highest = scored.reduce((most, { score }) => Math.max(most, score), 0);
  const sum = scored.reduce((total, { score }) => total + Math.exp(score - highest), Math.exp(-highest));
  return scored
    .map((entry) => ({ ...entry, share: Math.exp(entry.score - highest) / sum }))
    .sort((a, b) => b.score - a.score);
}

/** What tells how sure an answer is. */
export interface Certainty {
  /** Of the best candidate, 0 to 1. */
  readonly share: number;
  /** How unsurely its letters were read, 0 to 1. */
  readonly misread: number;
}

/** How certainty becomes a probability: a logistic curve fitted on receipts of sources that the weights did not know. */
export interface Calibration {
  readonly offset: number;
  /** For the logarithm of the share's odds. */
  readonly slope: number;
  readonly misread: number;
}

/** Keeps the logarithms finite. */
const EDGE = 1e-4;

/** Logarithm of the odds of a share. */
export function logOdds(share: number): number {
  const inside = Math.min(1 - EDGE, Math.max(EDGE, share));
  return Math.log(inside / (1 - inside));
}

/** The probability, 0 to 1, that the best candidate is right. */
export function calibrate({ share, misread }: Certainty, curve: Calibration): number {
  return 1 / (1 + Math.exp(-(curve.offset + curve.slope * logOdds(share) + curve.misread * misread)));
}
