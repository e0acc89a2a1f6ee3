import { describe, expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { similarity } from "../../app/reader/fields/text/letters.ts";
import { FIELDS } from "../../app/receipt.ts";
import { misread } from "../../fixtures/misread.ts";
import { writtenReceipts } from "../../fixtures/written-receipts.ts";

const TODAY = new Date("2026-12-31");
const receipts = writtenReceipts();

describe("receipts of many countries", () => {
  test.each(receipts)("$name", ({ page, values, storeNameAlso }) => {
    const reading = chooseFields(page, TODAY);
    expect(reading).toMatchObject({
      purchaseDate: values.purchaseDate,
      total: values.total,
      currency: values.currency,
    });
    const names = [values.storeName ?? "", ...storeNameAlso];
    expect(
      Math.max(...names.map((name) => similarity(name, reading.storeName ?? ""))),
    ).toBeGreaterThanOrEqual(0.9);
  });
});

describe("the same receipts on slanted, curled paper with misread letters", () => {
  const readings = receipts.map(({ page, values }, position) => ({
    values,
    reading: chooseFields(misread(page, 7919 + position), TODAY),
  }));

  test.each([
    ["total", 0.93],
    ["purchaseDate", 0.95],
    ["currency", 0.95],
  ] as const)("%s is right on at least a share of %s", (field, least) => {
    const right = readings.filter(({ values, reading }) => values[field] === reading[field]);
    expect(right.length / readings.length).toBeGreaterThanOrEqual(least);
  });

  test("confidence is 0 exactly where a field is null", () => {
    const ofFields = readings.flatMap(({ reading }) =>
      FIELDS.map((field) => ({ isNull: reading[field] === null, isZero: reading.confidence[field] === 0 })),
    );
    expect(ofFields.filter(({ isNull, isZero }) => isNull !== isZero)).toEqual([]);
    expect(new Set(ofFields.map(({ isNull }) => isNull)).size).toBe(2);
  });

  test("sure answers are right", () => {
    const sure = readings.filter(({ reading }) => (reading.confidence.total ?? 0) >= 0.9);
    const right = sure.filter(({ values, reading }) => values.total === reading.total);
    expect(sure.length / readings.length).toBeGreaterThan(0.8);
    expect(right.length / sure.length).toBeGreaterThanOrEqual(0.98);
  });
});
