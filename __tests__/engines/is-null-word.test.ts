import { expect, test } from "vitest";
import { isNullWord } from "../../app/engines/answers/is-null-word.ts";

test.each([
  "N/A",
  "n/a",
  "NA",
  "n.a.",
  "null",
  "NULL",
  "None",
  "nil",
  "undefined",
  "Unknown",
  "unknown.",
  "(unknown)",
  "[unreadable]",
  "<null>",
  '"null"',
  "*unknown*",
  "Unknown store",
  "Unknown Merchant Name",
  "store name unknown",
  "Store name not visible",
  "The store name is not visible on the receipt",
  "Not available",
  "not found",
  "No store name",
  "no date visible",
  "illegible",
  "unbekannt",
  "inconnu",
  "desconocido",
  "不明",
  "-",
  "—",
  "???",
  "...",
  "…",
])("%s says that there is nothing", (text) => {
  expect(isNullWord(text)).toBe(true);
});

test.each([
  "Noodle Bar",
  "Nona",
  "The Unknown Bookshop",
  "Null & Nichtig GmbH",
  "Not Just Bread",
  "No. 5 Café",
  "Nadas",
  "€",
  "$",
  "7",
  "喫茶店",
  "Missing Link Records",
  "None The Wiser Ltd",
  "x".repeat(100_000),
])("%s does not", (text) => {
  expect(isNullWord(text)).toBe(false);
});
