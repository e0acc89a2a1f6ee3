import type { Features } from "./candidates/candidate.ts";

/** A question and the numbers of the nodes that follow, or a leaf, whose numbers are 0. */
export interface TreeNode {
  readonly feature: string;
  readonly threshold: number;
  /** Where the feature is at most the threshold. */
  readonly below: number;
  readonly above: number;
  /** Of a leaf. */
  readonly value: number;
}

/** The first node is the root. */
export type Tree = readonly TreeNode[];

/** What the trees add to a candidate's score: what features mean together, which a weighted sum cannot say. */
export function scoreOfTrees(trees: readonly Tree[], features: Features): number {
  return trees.reduce((sum, tree) => sum + leafOf(tree, features), 0);
}

function leafOf(tree: Tree, features: Features): number {
  let node = tree[0];
  while (node && node.below > 0) {
    node = tree[(features[node.feature] ?? 0) <= node.threshold ? node.below : node.above];
  }
  return node?.value ?? 0;
}
