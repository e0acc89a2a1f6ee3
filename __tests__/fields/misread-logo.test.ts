import { expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { misreadLetters } from "../../app/reader/fields/text/look-alikes.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

test.each([
  ["LDL", "LIDL", 0.5],
  ["KEA", "IKEA", 0.5],
  ["MEDLAMARKF", "MEDIAMARKT", 1.5],
  ["SSATURN", "SATURN", 1],
  ["R0LLER", "ROLLER", 1],
  ["0BI", "OBI", 1],
  ["SAME", "SAME", 0],
])("%s for %s", (read, meant, letters) => {
  expect(misreadLetters(read, meant)).toBe(letters);
});

test.each([
  ["MINGS", "KINGS"],
  ["SUPERFOODS", "RULERFOODS"],
])("%s is not a misread %s", (read, meant) => {
  expect(misreadLetters(read, meant)).toBeGreaterThan(meant.length);
});

const GERMAN = `
Lange Straße 12
33100 Paderborn
Bananen   1,79 A
Milch   0,99 A
zu zahlen   2,78 EUR
Bar   3,00
Rückgeld   0,22
14.03.2026 10:22
UST-ID-NR: DE811907980
`;
const nameOf = (head: string, body: string) =>
  chooseFields(pageOfText(`# ${head}${body}`), new Date("2026-06-30"));

test("the logo of a chain of the country is mended, and the evidence shows what was read", () => {
  const { storeName, evidence } = nameOf("LDL", GERMAN);
  expect(storeName).toBe("Lidl");
  expect(evidence.storeName?.text).toBe("LDL");
});

const AMERICAN = `
12 Main Street
Springfield, IL 62701
Tea   4.50
Tax   0.36
Total   $4.86
Cash   $5.00
10/18/2026 08:03
`;

test.each([
  ["Lidl", GERMAN, "Lidl"],
  // A shop whose name only looks like a chain's.
  ["Ming's", AMERICAN, "Ming's"],
  ["Super Foods", AMERICAN, "Super Foods"],
  // A chain of another country.
  ["Mlgros", AMERICAN, "Mlgros"],
])("%s stays as it is", (head, body, name) => {
  expect(nameOf(head, body).storeName).toBe(name);
});
