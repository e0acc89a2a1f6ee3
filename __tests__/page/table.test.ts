import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { harmless } from "../../app/csv.ts";
import { formatAmount } from "../../app/exports/amount-text.ts";
import { formatSum, parseAmount } from "../../app/page/browser/amounts.ts";
import { countedOf } from "../../app/page/browser/counted.ts";
import { findDuplicates } from "../../app/page/browser/duplicates.ts";
import { fingerprintOf } from "../../app/page/browser/fingerprint.ts";
import { type Cell, type Item, isDoubtful, labelOf, UNREAD } from "../../app/page/browser/item.ts";
import { sortItems } from "../../app/page/browser/sort.ts";
import { sumByCurrency } from "../../app/page/browser/sums.ts";
import { rowsOf, toCsv, toJson, toTabs } from "../../app/page/browser/table-text.ts";
import { dateInText, valueInText } from "../../app/page/browser/text-value.ts";
import type { Field } from "../../app/receipt.ts";

type Values = [store: string | null, date: string | null, total: number | null, currency?: string | null];

function cell<Value>(value: Value | null, changes: Partial<Cell<Value>> = {}): Cell<Value> {
  return { value, confidence: 0.98, reason: null, evidence: null, by: "reader", ...changes };
}

function items(...values: Values[]): Item[] {
  return values.map(([store, date, total, currency = "SGD"], index) => ({
    ...UNREAD,
    id: `id-${index + 1}`,
    file: `id-${index + 1}`,
    part: 1,
    number: index + 1,
    name: `${index + 1}.jpg`,
    fingerprint: null,
    isSample: false,
    state: { kind: "done" },
    tab: null,
    cells: { storeName: cell(store), purchaseDate: cell(date), total: cell(total), currency: cell(currency) },
  }));
}

const unread = (item: Item | undefined): Item[] => (item === undefined ? [] : [{ ...item, cells: null }]);
const numbers = (sorted: readonly Item[]) => sorted.map(({ number }) => number).join("");

test("of two numbers that may both be the month the second is, or the first where people write it first", () => {
  expect(dateInText("03/04/2026")).toBe("2026-04-03");
  expect(dateInText("03/04/2026", { hasMonthFirst: true })).toBe("2026-03-04");
  expect(dateInText("14/03/2026", { hasMonthFirst: true })).toBe("2026-03-14");
});

describe("values in texts of the picture", () => {
  test.each<[Field, string, string | number | undefined]>([
    ["storeName", "  Harbour Bakery ", "Harbour Bakery"],
    ["total", "TOTAL  SGD 22.35", 22.35],
    ["total", "2 x 3,20  1.006,40 EUR", 1006.4],
    ["total", "Refund -3.00", -3],
    ["total", "Thank you", undefined],
    ["currency", "TOTAL EUR 22.35", "EUR"],
    ["currency", "TOTAL 22.35", undefined],
    ["purchaseDate", "Date: 14/03/2026 09:41", "2026-03-14"],
    ["purchaseDate", "03/14/2026", "2026-03-14"],
    ["purchaseDate", "2026-03-14", "2026-03-14"],
    ["purchaseDate", "14.3.26", "2026-03-14"],
    ["purchaseDate", "14 March 2026", "2026-03-14"],
    ["purchaseDate", "Mar 14, 2026", "2026-03-14"],
    ["purchaseDate", "31/02/2026", undefined],
    ["purchaseDate", "Tel. 555", undefined],
  ])("%s in %s", (field, text, value) => {
    const currencies = new Set(["EUR", "SGD"]);
    expect(valueInText(field, text, { currency: "EUR", currencies })).toBe(value);
  });
});

describe("amounts", () => {
  test.each([
    ["12.80", "SGD", 12.8],
    ["12,80", "EUR", 12.8],
    ["1.234,50", "EUR", 1234.5],
    ["1,234.50", "SGD", 1234.5],
    ["1'234.50", "CHF", 1234.5],
    ["1 234,50", "CZK", 1234.5],
    ["12,345", "SGD", 12345],
    ["1.234.567", "IDR", 1234567],
    ["1.250", "KWD", 1.25],
    ["$ 5", "USD", 5],
    ["SGD 12.80", "SGD", 12.8],
    ["-3.00", "SGD", -3],
    ["3.00-", "SGD", -3],
    ["much", "SGD", undefined],
    ["", "SGD", undefined],
    ["1-2", "SGD", undefined],
  ])("%s in %s is %s", (text, currency, value) => {
    expect(parseAmount(text, currency)).toBe(value);
  });

  test.each([
    [12.8, "SGD", "12.80"],
    [1500, "JPY", "1500"],
    [3.45 * 6, "SGD", "20.70"],
    [12.345, "SGD", "12.345"],
    [12.8, null, "12.80"],
    [12.8, "no code", "12.80"],
  ])("%s in %s is written %s", (value, currency, text) => {
    expect(formatAmount(value, currency)).toBe(text);
  });

  test("what is written is read back", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.constantFrom("SGD", "JPY", "KWD", null),
        (cents, currency) => {
          const value = currency === "JPY" ? cents : cents / 100;
          expect(parseAmount(formatAmount(value, currency), currency)).toBeCloseTo(value, 6);
        },
      ),
    );
  });

  test("a sum is written with its currency", () => {
    expect([formatSum(1234.5, "SGD"), formatSum(1500, "JPY"), formatSum(3, null)]).toEqual([
      "SGD 1,234.50",
      "JPY 1,500",
      "3.00",
    ]);
  });
});

test("duplicates say the same in store, date and total, however the store is written", () => {
  const list = items(
    ["Harbour Bakery", "2026-03-14", 12.8],
    ["HARBOUR BAKERY.", "2026-03-14", 12.8],
    ["Harbour Bakery", "2026-03-15", 12.8],
    [null, null, null],
    [null, null, null],
  );
  expect([...findDuplicates(list)]).toEqual([["id-2", list[0]]]);
});

test("the sample is never counted, duplicates are unless they are left out", () => {
  const bakery: Values = ["Harbour Bakery", "2026-03-14", 12.8];
  const [sample, ...own] = items(bakery, bakery, bakery, ["Corner Shop", "2026-03-14", 1]);
  const list = [...(sample === undefined ? [] : [{ ...sample, isSample: true }]), ...own];
  expect(numbers(countedOf(list, false))).toBe("234");
  expect(numbers(countedOf(list, true))).toBe("24");
});

test("rows are sorted by any column, those without a value last", () => {
  const list = [
    ...items(["b", "2026-02-01", 10], ["a", null, 9], ["c", "2025-01-01", null], ["a", "2026-01-01", -1]),
  ];
  expect(numbers(sortItems(list, { by: "number", descending: true }))).toBe("4321");
  const parts = list.slice(0, 2).map((item, index) => ({ ...item, number: 9, part: 2 - index }));
  const sorted = sortItems([...parts, ...list.slice(2)], { by: "number", descending: true });
  expect(sorted.map(labelOf)).toEqual(["9.2", "9", "4", "3"]);
  expect(numbers(sortItems(list, { by: "storeName", descending: false }))).toBe("2413");
  expect(numbers(sortItems(list, { by: "purchaseDate", descending: false }))).toBe("3412");
  expect(numbers(sortItems(list, { by: "total", descending: false }))).toBe("4213");
  expect(numbers(sortItems(list, { by: "total", descending: true }))).toBe("1243");
});

test("sums are exact, by currency, and leave out what has no total", () => {
  const list = items(
    ["a", null, 0.1],
    ["b", null, 0.2],
    ["c", null, 5, "EUR"],
    ["d", null, 7, null],
    ["e", null, null],
  );
  expect(sumByCurrency([...list, ...unread(list[0])])).toEqual([
    { currency: "SGD", total: 0.3, count: 2 },
    { currency: "EUR", total: 5, count: 1 },
    { currency: null, total: 7, count: 1 },
  ]);
});

test("doubtful is what was read with little confidence or not at all, unless a person has spoken", () => {
  expect(isDoubtful("total", cell(1))).toBe(false);
  expect(isDoubtful("total", cell(1, { confidence: 0.89 }))).toBe(true);
  expect(isDoubtful("total", cell(1, { confidence: null }))).toBe(false);
  expect(isDoubtful("total", cell<number>(null, { confidence: null }))).toBe(true);
  expect(isDoubtful("currency", cell<string>(null, { confidence: null }))).toBe(false);
  expect(isDoubtful("total", cell<number>(null, { by: "edit" }))).toBe(false);
});

describe("the table as text", () => {
  test("any text comes back from the CSV, and none begins like a formula", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (store) => {
        const [, row] = parse(toCsv(rowsOf(items([store, "2026-03-14", -12.8])), "en"), { bom: true });
        expect(row).toEqual([harmless(store), "2026-03-14", "-12.80", "SGD", "1.jpg", "", "", ""]);
        expect(row?.[0]).not.toMatch(/^[=+@\t\r]/);
      }),
    );
  });

  test.each([
    ["Tea;=1+1", "Tea;'=1+1"],
    ["Tea, @SUM(1)", "Tea, '@SUM(1)"],
    ['Tea;"=1+1"', 'Tea;"\'=1+1"'],
    ["Tea\t＝1", "Tea\t'＝1"],
    ["Bread 12,- =2", "Bread 12,- =2"],
    ["Tea; milk, sugar - hot", "Tea; milk, sugar - hot"],
    ["-12,50", "-12,50"],
  ])("%j is no formula where cells are parted at another sign", (text, written) => {
    expect(harmless(text)).toBe(written);
  });

  test("where amounts have a comma, cells are parted by semicolons", () => {
    const [, row] = toCsv(rowsOf(items(["Tea; milk, sugar", "2026-03-14", -1012.8, "EUR"])), "de").split(
      "\r\n",
    );
    expect(row).toBe('"Tea; milk, sugar";2026-03-14;-1012,80;EUR;1.jpg;;;');
  });

  test("cells on the clipboard hold no tabs or ends of line", () => {
    expect(toTabs(rowsOf(items(["=a\tb\nc", null, 1])))).toBe(
      "Store\tDate\tTotal\tCurrency\tFile\tTo check\tCategory\tNote\n'=a b c\t\t1.00\tSGD\t1.jpg\tDate\t\t",
    );
  });

  test("JSON has the values and who said so; receipts that were not read are left out", () => {
    const list = items(["a", "2026-03-14", 1]).map((item) => ({ ...item, category: "Travel" }));
    expect(JSON.parse(toJson(rowsOf([...list, ...unread(list[0])])))).toEqual([
      {
        file: "1.jpg",
        storeName: "a",
        purchaseDate: "2026-03-14",
        total: 1,
        currency: "SGD",
        confidence: { storeName: 0.98, purchaseDate: 0.98, total: 0.98, currency: 0.98 },
        by: { storeName: "reader", purchaseDate: "reader", total: "reader", currency: "reader" },
        warnings: [],
        category: "Travel",
        note: "",
      },
    ]);
  });
});

test("equal files have equal fingerprints, those that differ in a byte or its place have not", async () => {
  const bytes = new Uint8Array(2_500_000).fill(7);
  const changed = (at: number) => new Blob([bytes.with(at, 8)]);
  const files = [
    new Blob([bytes]),
    new Blob([bytes.subarray(1)]),
    changed(0),
    changed(1),
    changed(4),
    changed(1_048_576),
    changed(2_499_999),
  ];
  const fingerprints = await Promise.all(files.map(fingerprintOf));
  expect(new Set(fingerprints).size).toBe(files.length);
  expect(await fingerprintOf(new Blob([bytes]))).toBe(fingerprints[0]);
});
