import { expect, test } from "vitest";
import { NO_DETAILS } from "../../app/details.ts";
import { parseAnswer } from "../../app/page/browser/answer.ts";
import { countText, linesOf, withLine } from "../../app/page/browser/detail-lines.ts";

const nothingElse = { quantity: null, unit: null, unitPrice: null, discount: null };
const croissants = { ...nothingElse, description: "Croissant", quantity: 2, unitPrice: 3.2, amount: 6.4 };
const cheese = {
  ...nothingElse,
  description: "Cheese",
  quantity: 0.35,
  unit: "kg",
  discount: 0.5,
  amount: 4,
};
const bread = { ...nothingElse, description: "Bread", quantity: 1, amount: 3 };
const details = {
  ...NO_DETAILS,
  subtotal: 10.4,
  tip: 1,
  taxes: [{ name: "GST", rate: 9, base: null, amount: 0.94, included: false }],
  discounts: [{ name: "Member", amount: 0.5 }],
  items: [croissants, cheese, bread],
};

const read = (sent: unknown) => parseAnswer({ receipt: { total: 1, details: sent } })?.[0].details;

test("details of an answer are taken as they are; what is missing or not understood is null", () => {
  expect(read({ ...details, confidence: {}, evidence: null, ofANewerServer: 1 })).toEqual(details);
  expect(
    read({ time: 5, items: [{ description: "Tea" }], payments: [{ method: "shells", amount: 3 }] }),
  ).toEqual({
    ...NO_DETAILS,
    items: [{ ...nothingElse, description: "Tea", amount: null }],
    payments: [{ method: "other", amount: 3, tendered: null }],
  });
  expect(read("none")).toBeNull();
  expect(read(undefined)).toBeNull();
});

test("lines come in the order of a receipt, with how many at which price", () => {
  const lines = linesOf(details);
  expect(lines.map(({ group, name, amount }) => [group, name, amount])).toEqual([
    ["items", "Croissant", 6.4],
    ["items", "Cheese", 4],
    ["items", "Bread", 3],
    ["subtotal", null, 10.4],
    ["discounts", "Member", 0.5],
    ["taxes", "GST", 0.94],
    ["tip", null, 1],
  ]);
  expect(lines.map((line) => countText(line, "SGD"))).toEqual([
    "2 × 3.20",
    "0.35 kg −0.50",
    "",
    "",
    "",
    "9 %",
    "",
  ]);
});

test("a name and an amount are changed where they are, and nothing else is", () => {
  const at = (group: "items" | "taxes" | "discounts" | "tip", index = 0) => ({ group, index });
  expect(withLine(details, at("items", 1), { name: "Gouda" }).items).toEqual([
    croissants,
    { ...cheese, description: "Gouda" },
    bread,
  ]);
  expect(withLine(details, at("items"), { amount: null }).items[0]).toEqual({ ...croissants, amount: null });
  expect(withLine(details, at("taxes"), { amount: 1 })).toEqual({
    ...details,
    taxes: [{ ...details.taxes[0], amount: 1 }],
  });
  expect(withLine(details, at("taxes"), { name: "" }).taxes[0]?.name).toBeNull();
  expect(withLine(details, at("discounts"), { name: "Card" }).discounts).toEqual([
    { name: "Card", amount: 0.5 },
  ]);
  expect(withLine(details, at("discounts"), { amount: null }).discounts).toEqual([]);
  expect(withLine(details, at("tip"), { amount: null })).toEqual({ ...details, tip: null });
});
