import { describe, expect, test } from "vitest";
import { maskNumbers } from "../../app/mask-numbers.ts";
import { secondsOfCpu } from "../../fixtures/seconds-of-cpu.ts";

// Numbers that card networks publish for tests.
test.each([
  ["sixteen digits", "4111111111111111", "************1111"],
  ["spaces", "VISA 4111 1111 1111 1111 APPROVED", "VISA **** **** **** 1111 APPROVED"],
  ["hyphens", "5555-5555-5555-4444", "****-****-****-4444"],
  ["fifteen digits", "AMEX 3782 822463 10005", "AMEX **** ****** *0005"],
  ["thirteen digits", "4222222222222", "*********2222"],
  ["nineteen digits", "6304000000000000000", "***************0000"],
  ["a date behind it", "4111 1111 1111 1111 12/28", "**** **** **** 1111 12/28"],
  ["parts of a run that overlap", "22 4111 1111 1111 1111", "** **** **** **** 1111"],
  ["two cards", "4111111111111111 5555555555554444", "************1111 ************4444"],
  ["a card on a receipt", "Receipt 12 card 4111111111111111", "Receipt 12 card ************1111"],
  [
    "a card's label next to a receipt's",
    "Invoice card no 4111111111111111",
    "Invoice card no ************1111",
  ],
])("a card's number is masked: %s", (_, text, masked) => {
  expect(maskNumbers(text)).toBe(masked);
});

test.each([
  ["letters before numbers", `${"a".repeat(40_000)}${" x4111111111111111".repeat(400)}`],
  ["cards", "x4111111111111111 ".repeat(20_000)],
  ["single digits", "4 ".repeat(20_000)],
])("the time grows with the text: %s", (_, text) => {
  const seconds = secondsOfCpu(() => expect(maskNumbers(text).length).toBe(text.length));
  // A tenth of this is needed, and minutes where each number has a look at all that is before it.
  expect(seconds).toBeLessThan(3);
});

describe("other numbers stay", () => {
  test.each([
    ["without the check digit", "4111111111111112"],
    ["twelve digits", "411111111116"],
    ["twenty digits", "41111111111111111111"],
    ["two spaces", "4111  1111  1111  1111"],
    ["a phone number", "+65 6123 4567"],
    ["a receipt's number", "Receipt No: 4111 1111 1111 1111"],
    ["a tax number", "SIRET: 4111 1111 1111 1111"],
    ["a tax number in capitals", "GST REG NO. 4111111111111111"],
    ["amounts", "12.50 20.00 1,234.00"],
  ])("%s", (_, text) => {
    expect(maskNumbers(text)).toBe(text);
  });

  test("a number whose label is on its left", () => {
    expect(maskNumbers("4111111111111111", () => "Receipt No.")).toBe("4111111111111111");
    expect(maskNumbers("4111111111111111", () => "Card")).toBe("************1111");
  });
});
