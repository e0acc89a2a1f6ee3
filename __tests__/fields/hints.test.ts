import { expect, test } from "vitest";
import type { Hints } from "../../app/hints.ts";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

const TODAY = new Date("2026-11-28");

function read(head: string, hints: Hints, amounts = "Tea  4.50\nCake  3.00\nTotal  7.50\nVisa  7.50") {
  return chooseFields(pageOfText(`ALDER SHOP\n${head}\n${amounts}`), TODAY, hints);
}

test.each([
  ["MDY", "04/05/2026 10:00", "2026-04-05"],
  ["DMY", "04/05/2026 10:00", "2026-05-04"],
  ["YMD", "24/06/25 10:00", "2024-06-25"],
  ["DMY", "26-11-09 10:00", "2009-11-26"],
] as const)("the order of a date, where the receipt is silent: %s %j", (dateOrder, row, day) => {
  expect(read(row, { dateOrder })).toMatchObject({ purchaseDate: day, warnings: [] });
});

test.each([
  ["MDY", "26/04/2026 10:00", "2026-04-26"],
  ["MDY", "London SE1 4PH\n04/05/2026 10:00", "2026-05-04"],
  ["MDY", "Mon 04/05/2026 10:00", "2026-05-04"],
  ["DMY", "Portland, ME 04101\n04/05/2026 10:00", "2026-04-05"],
  ["YMD", "26/11/09 10:00\nThu 26 Nov 2009", "2009-11-26"],
  ["DMY", "Shibuya, Tokyo\n25/06/24 10:00", "2025-06-24"],
] as const)("never against it: %s %j", (dateOrder, head, day) => {
  expect(read(head, { dateOrder }).purchaseDate).toBe(day);
});

test.each([
  ["US", "04/05/2026 10:00", { purchaseDate: "2026-04-05", currency: "USD" }],
  ["AU", "04/05/2026 10:00", { purchaseDate: "2026-05-04", currency: "AUD" }],
  ["JP", "25/06/24 10:00", { purchaseDate: "2025-06-24", currency: "JPY" }],
] as const)("the country, where the receipt is silent: %s", (country, row, fields) => {
  expect(read(row, { country })).toMatchObject(fields);
});

test("the country tells whose dollars, and of a language whose", () => {
  expect(read("26/10/2026", { country: "NZ" }, "Tea  $4.50\nTotal  $4.50").currency).toBe("NZD");
  const german = "Tee  4,50\nKuchen  3,00\nSumme  7,50\nGegeben  10,00\nRückgeld  2,50";
  expect(read("26.10.2026", { country: "CH" }, german).currency).toBe("CHF");
  expect(read("26.10.2026", { country: "US" }, german).currency).not.toBe("USD");
});

test("the country tells three decimals", () => {
  const amounts = "Tea  1.250\nCake  2.500\nTotal  3.750";
  expect(read("26/10/2026", { country: "KW" }, amounts)).toMatchObject({ total: 3.75, currency: "KWD" });
  expect(read("26/10/2026", { currency: "BHD" }, amounts)).toMatchObject({ total: 3.75, currency: "BHD" });
  expect(read("HA NOI\n26/10/2026", { country: "KW" }, amounts).total).toBe(3750);
});

test.each([
  ["US", "10115 Berlin\nUSt-ID DE123456789\n04.05.2026", { purchaseDate: "2026-05-04", currency: "EUR" }],
  ["US", "04/05/2026 10:00\nTotal paid  £7.50", { purchaseDate: "2026-05-04", currency: "GBP" }],
] as const)("the country, never against the receipt: %s %j", (country, head, fields) => {
  expect(read(head, { country })).toMatchObject(fields);
});

test.each([
  ["AUD", "26/10/2026", "Tea  $4.50\nTotal  $4.50", "AUD"],
  ["NOK", "26/10/2026", "Tea  45 kr\nTotal  45 kr", "NOK"],
  ["CHF", "26/10/2026", "Tea  4.50\nTotal  4.50", "CHF"],
  ["EUR", "26/10/2026", "Tea  $4.50\nTotal  $4.50", null],
  ["EUR", "26/10/2026", "Tea  £4.50\nTotal  £4.50", "GBP"],
  ["USD", "Toronto, ON M5H 2M5\n26/10/2026", "Tea  $4.50\nTotal  $4.50", "CAD"],
  ["EUR", "London SE1 4PH\n26/10/2026", "Tea  4.50\nTotal  4.50", "GBP"],
])("the currency %s of %j with %j", (currency, head, amounts, read_) => {
  expect(read(head, { currency }, amounts).currency).toBe(read_);
});

test("a country that is not known changes nothing", () => {
  expect(read("26/10/2026", { country: "ZZ" })).toEqual(read("26/10/2026", {}));
});
