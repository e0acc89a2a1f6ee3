import { expect, test } from "vitest";
import { FEATURE_NAMES } from "../../app/reader/fields/candidates/feature-names.ts";
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
