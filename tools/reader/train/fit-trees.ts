import type { Tree, TreeNode } from "../../../app/reader/fields/boosted-trees.ts";
import type { Weights } from "../../../app/reader/fields/scores.ts";
import { type Choice, importances, shareOut } from "./fit-weights.ts";
import { randomOf } from "./random.ts";

const TREES = 60;
const LEAVES = 6;
const RATE = 0.1;
/** Candidates in a leaf, at least. */
const LEAST_IN_LEAF = 10;
const LEAST_CURVE = 0.1;
const PULL = 5;
/** Thresholds that are tried for a feature. */
const BINS = 32;
/** Part of the features that a tree may ask. */
const PART = 0.5;
/** Fits whose mean is taken, each with other parts: which of two names that are as likely is first depends less on chance. */
const FITS = 3;

interface Sample {
  readonly bins: Uint8Array;
  score: number;
  slope: number;
  curve: number;
}

interface Leaf {
  readonly samples: readonly Sample[];
  split: Split | null;
  /** Filled when the leaf is split. */
  children?: readonly [Leaf, Leaf];
}

interface Split {
  readonly gain: number;
  readonly feature: number;
  readonly bin: number;
}

/** Trees that correct, one after the other, what the weights choose (gradient boosting of the same conditional logit). */
export function fitTrees(choices: readonly Choice[], weights: Weights): Tree[] {
  const mean = (node: TreeNode): TreeNode => ({ ...node, value: Number((node.value / FITS).toFixed(4)) });
  return Array.from({ length: FITS }, (_, fit) => boost(choices, weights, randomOf(fit + 1)))
    .flat()
    .map((tree) => tree.map(mean));
}

function boost(choices: readonly Choice[], weights: Weights, random: () => number): Tree[] {
  const names = [
    ...new Set(
      choices.flatMap(({ candidates }) => candidates.flatMap(({ features }) => Object.keys(features))),
    ),
  ].sort();
  const edges = names.map((name) => edgesOf(choices, name));
  const importance = importances(choices);
  const groups = choices.map(({ candidates }) =>
    candidates.map(({ features }): Sample => {
      const bins = Uint8Array.from(names, (name, at) => binOf(edges[at] ?? [], features[name] ?? 0));
      // In the order of the names, which decides the last bits, and with them which of two equal splits is taken.
      const score = names.reduce(
        (sum, name) => sum + (features[name] ?? 0) * (weights[name] ?? 0),
        weights.bias ?? 0,
      );
      return { bins, score, slope: 0, curve: 0 };
    }),
  );
  const all = groups.flat();
  return Array.from({ length: TREES }, () => {
    groups.forEach((group, at) => {
      const { shares, targets } = shareOut(
        group.map(({ score }) => score),
        choices[at]?.isRight ?? [],
      );
      group.forEach((sample, index) => {
        const share = shares[index] ?? 0;
        const weight = importance[at] ?? 1;
        sample.slope = weight * (share - (targets[index] ?? 0));
        sample.curve = weight * Math.max(0.02, share * (1 - share));
      });
    });
    const asked = names.map((_, at) => at).filter(() => random() < PART);
    return grow(all, asked, names, edges);
  });
}

/** One tree of the best splits, of which the samples get their part of the score. */
function grow(
  samples: readonly Sample[],
  asked: readonly number[],
  names: readonly string[],
  edges: readonly (readonly number[])[],
): Tree {
  const root: Leaf = { samples, split: bestSplit(samples, asked) };
  const leaves = [root];
  while (leaves.length < LEAVES) {
    const best = leaves.reduce((most, leaf) =>
      (leaf.split?.gain ?? 0) > (most.split?.gain ?? 0) ? leaf : most,
    );
    const { split } = best;
    if (!split) {
      break;
    }
    const isBelow = ({ bins }: Sample) => (bins[split.feature] ?? 0) <= split.bin;
    const halves = [best.samples.filter(isBelow), best.samples.filter((sample) => !isBelow(sample))] as const;
    const [below, above] = halves.map((half): Leaf => ({ samples: half, split: bestSplit(half, asked) }));
    if (!below || !above) {
      break;
    }
    best.children = [below, above];
    leaves.splice(leaves.indexOf(best), 1, below, above);
  }
  const tree: TreeNode[] = [];
  const add = ({ samples: own, split, children }: Leaf): number => {
    const place = tree.length;
    const leaf = { feature: "", threshold: 0, below: 0, above: 0, value: 0 };
    tree.push(leaf);
    if (split && children) {
      const [feature, threshold] = [names[split.feature] ?? "", edges[split.feature]?.[split.bin] ?? 0];
      tree[place] = { feature, threshold, below: add(children[0]), above: add(children[1]), value: 0 };
      return place;
    }
    const slope = own.reduce((sum, sample) => sum + sample.slope, 0);
    const curve = own.reduce((sum, sample) => sum + sample.curve, 0);
    leaf.value = Math.round((-RATE * slope * 1000) / (curve + PULL)) / 1000;
    for (const sample of own) {
      sample.score += leaf.value;
    }
    return place;
  };
  add(root);
  return tree;
}

function bestSplit(samples: readonly Sample[], asked: readonly number[]): Split | null {
  let best: Split | null = null;
  const [slopes, curves, counts] = [new Float64Array(BINS), new Float64Array(BINS), new Uint32Array(BINS)];
  const worth = (slope: number, curve: number) => (slope * slope) / (curve + PULL);
  const [allSlopes, allCurves] = samples.reduce(([a, b], { slope, curve }) => [a + slope, b + curve], [0, 0]);
  for (const feature of asked) {
    slopes.fill(0);
    curves.fill(0);
    counts.fill(0);
    for (const { bins, slope, curve } of samples) {
      const bin = bins[feature] ?? 0;
      slopes[bin] = (slopes[bin] ?? 0) + slope;
      curves[bin] = (curves[bin] ?? 0) + curve;
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    let [slope, curve, count] = [0, 0, 0];
    for (let bin = 0; bin < BINS - 1; bin++) {
      slope += slopes[bin] ?? 0;
      curve += curves[bin] ?? 0;
      count += counts[bin] ?? 0;
      const isLarge =
        count >= LEAST_IN_LEAF &&
        samples.length - count >= LEAST_IN_LEAF &&
        Math.min(curve, allCurves - curve) >= LEAST_CURVE;
      const gain =
        worth(slope, curve) + worth(allSlopes - slope, allCurves - curve) - worth(allSlopes, allCurves);
      if (isLarge && gain > (best?.gain ?? 1e-6)) {
        best = { gain, feature, bin };
      }
    }
  }
  return best;
}

/** Thresholds of a feature: between its values, or quantiles where it has many. */
function edgesOf(choices: readonly Choice[], name: string): number[] {
  const values = choices.flatMap(({ candidates }) => candidates.map(({ features }) => features[name] ?? 0));
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  if (distinct.length <= BINS) {
    return distinct.slice(0, -1).map((value, at) => between(value, distinct[at + 1] ?? value));
  }
  values.sort((a, b) => a - b);
  const quantiles = Array.from({ length: BINS - 1 }, (_, at) =>
    Number((values[Math.floor(((at + 1) * values.length) / BINS)] ?? 0).toPrecision(6)),
  );
  return [...new Set(quantiles)];
}

function between(value: number, next: number): number {
  return Number(((value + next) / 2).toPrecision(6));
}

/** The number of the first threshold that a value does not exceed. */
function binOf(edges: readonly number[], value: number): number {
  const bin = edges.findIndex((edge) => value <= edge);
  return bin < 0 ? edges.length : bin;
}
