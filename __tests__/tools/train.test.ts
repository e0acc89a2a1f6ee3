import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FEATURE_NAMES } from "../../app/reader/fields/candidates/feature-names.ts";
import { NO_VALUES } from "../../app/receipt.ts";
import { FEATURE_GROUPS } from "../../tools/reader/ablate/feature-groups.ts";
import { RULES } from "../../tools/reader/ablate/rules.ts";
import { replaced } from "../../tools/reader/ablate/without-rule.ts";
import { wholeReaderTable } from "../../tools/reader/train/whole-reader.ts";

const NAMES = { storeName: "Alder", storeNameAlso: [], totalAlso: [], tags: [] };
const LABEL = { ...NAMES, purchaseDate: "03-02-2024", total: 7.5, currency: "GBP", sure: true };
const RIGHT = {
  ...NO_VALUES,
  storeName: "Alder",
  purchaseDate: "2024-02-03",
  total: 7.5,
  currency: "GBP",
};

test("all three are right where the label is sure and has all three", () => {
  const wrong = { ...RIGHT, total: 5.7 };
  const table = wholeReaderTable([
    { set: "photos", label: LABEL, values: RIGHT },
    { set: "photos", label: LABEL, values: wrong },
    { set: "photos", label: { ...LABEL, sure: false }, values: wrong },
    { set: "photos", label: { ...NAMES, sure: true, total: 7.5 }, values: RIGHT },
  ]);
  const [, row = ""] = table.split("\n").filter((line) => /photos|total/u.test(line));
  expect(row.match(/\d+\.\d(?= \()|of \d+/gu)).toEqual([
    ...["50.0", "of 4"],
    ...["100.0", "of 3"],
    ...["100.0", "of 4"],
    ...["50.0", "of 2"],
    ...["100.0", "of 3"],
  ]);
});

test.each(RULES)("without the rule: $rule", (rule) => {
  const source = readFileSync(new URL(`../../app/reader/${rule.file}`, import.meta.url), "utf8");
  expect(replaced(source, rule)).toContain(`${rule.name}OfTheRule`);
});

test.each(["total", "purchaseDate", "storeName"] as const)("each feature of %s is in one group", (field) => {
  const grouped: string[] = Object.values(FEATURE_GROUPS[field]).flat();
  // Without the label of a total there is no choice to speak of.
  const all = FEATURE_NAMES[field].filter((name) => name !== "total");
  expect(grouped.toSorted()).toEqual(all.toSorted());
});
