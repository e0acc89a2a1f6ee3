import { expect, test } from "vitest";
import { FEATURE_NAMES } from "../../app/reader/fields/candidates/feature-names.ts";
import storeTrees from "../../app/reader/fields/store-trees.json" with { type: "json" };
import weights from "../../app/reader/fields/weights.json" with { type: "json" };
import { PRIORS } from "../../tools/reader/train/priors.ts";

test.each(["total", "purchaseDate", "storeName"] as const)(
  "%s: each feature has a fitted weight and one to start from, and no weight is without a feature",
  (field) => {
    const names = ["bias", ...FEATURE_NAMES[field]].sort();
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(weights[field]).sort()).toEqual(names);
    expect(Object.keys(PRIORS[field]).sort()).toEqual(names);
  },
);

test("the trees ask for features that there are, and every question leads to a leaf", () => {
  for (const tree of storeTrees) {
    tree.forEach(({ feature, below, above }, place) => {
      if (feature === "") {
        expect([below, above]).toEqual([0, 0]);
      } else {
        expect(FEATURE_NAMES.storeName).toContain(feature);
        expect(Math.min(below, above)).toBeGreaterThan(place);
        expect(Math.max(below, above)).toBeLessThan(tree.length);
      }
    });
  }
});
