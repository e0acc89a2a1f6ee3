import { expect, test } from "vitest";
import {
  hasNear,
  rowsByValue,
  sortedValues,
  valuesNear,
} from "../../app/reader/fields/candidates/total/sorted-values.ts";
import { chooseFields, explainFields } from "../../app/reader/fields/choose-fields.ts";
import { readDetails } from "../../app/reader/fields/details/read-details.ts";
import { longPage } from "../../fixtures/long-texts.ts";

const TODAY = new Date("2026-07-01");

/** More than any picture is read for. */
const MANY = 5_000;

test("the fields of a receipt of 5,000 items", () => {
  const lines = [
    "ACME STORES",
    "12/03/2026 14:05",
    ...Array.from({ length: MANY }, (_, index) => `Bread ${index % 90}  1.00`),
    "TOTAL RM 5,000.00",
    "CASH 5,100.00",
    "CHANGE 100.00",
  ];
  const page = longPage((index) => lines[index] ?? "", lines.length);
  const { reading, text } = explainFields(page, TODAY);
  const { storeName, purchaseDate, total, currency } = reading;
  expect({ storeName, purchaseDate, total, currency }).toEqual({
    storeName: "ACME STORES",
    purchaseDate: "2026-03-12",
    total: 5_000,
    currency: "MYR",
  });
  const { values, notes } = readDetails(text, total, (place) => ({ ...place, page: 1 }));
  expect(values.items.map(({ description }) => description)).toEqual(
    lines.slice(2, 2 + MANY).map((line) => line.replace(/ +1\.00$/, "")),
  );
  expect(notes).toEqual([]);
});

test.each(["x", "1", "1 ", "1.", "1.10 ", "111 ", "(NO ", "RM", "TOTAL 1.10 ", "1/1/", "日本", "а", "A8"])(
  "a line of 200,000 characters: %s",
  (part) => {
    const text = part.repeat(200_000 / part.length);
    expect(
      chooseFields(
        longPage(() => text, 5),
        TODAY,
      ),
    ).toHaveProperty("confidence");
  },
);

test("a sorted list tells what a scan tells", () => {
  const values = Array.from({ length: 300 }, (_, index) => ((index * 7_919) % 1_000) / 100);
  const sorted = sortedValues(values);
  for (let value = -0.5; value < 10.5; value += 0.0025) {
    expect(hasNear(sorted, value, 0.0051)).toBe(values.some((other) => Math.abs(other - value) < 0.0051));
    const near = new Set(values.filter((other) => other >= value - 0.06 && other <= value + 0.06));
    expect(new Set(valuesNear(sorted, value, 0.06))).toEqual(near);
  }
});

test("rows by value", () => {
  const rows = rowsByValue([
    [1.5, 7],
    [2, 3],
    [1.5, 3],
    [1.5, 7],
  ]);
  expect([-1, 2, 3, 6, 7].map((row) => rows.nextRow(1.5, row))).toEqual([
    3,
    3,
    7,
    7,
    Number.POSITIVE_INFINITY,
  ]);
  expect(rows.areInSeveralRows(2, 9)).toBe(false);
  expect(rows.areInSeveralRows(2, 1.5)).toBe(true);
});
