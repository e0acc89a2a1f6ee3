import { expect, test } from "vitest";
import { chooseFields, explainFields } from "../../app/reader/fields/choose-fields.ts";
import { likeliestOf } from "../../app/reader/fields/lines/line-class.ts";
import { gramsOf } from "../../app/reader/fields/lines/line-grams.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

const TODAY = new Date("2026-06-30");

/** Invented rows of one receipt, each with the class it should get. */
const ROWS = [
  ["# ORCHARD HILL DINER", "name"],
  ["418 Birch Avenue", "address"],
  ["Springfield, IL 62701", "address"],
  ["Tel: (217) 555-0143", "telephone"],
  ["Server: Dana", "other"],
  ["03/14/2026 12:41 PM", "date"],
  ["1 Turkey Club   11.50", "item"],
  ["2 Iced Tea   5.00", "item"],
  ["Subtotal   16.50", "subtotal"],
  ["Sales Tax   1.32", "tax"],
  ["Total   17.82", "total"],
  ["Thank you, come again", "other"],
] as const;

test("rows of a receipt get their classes", () => {
  const { lines } = explainFields(pageOfText(ROWS.map(([text]) => text).join("\n")), TODAY);
  expect(lines.map(likeliestOf)).toEqual(ROWS.map(([, name]) => name));
  for (const shares of lines) {
    expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  }
});

test("spaces, case and the values of digits do not change what is looked at", () => {
  expect(gramsOf("Tel: 217 555")).toEqual(gramsOf("TEL:908444"));
  expect(gramsOf("Total")).not.toEqual(gramsOf("Tax"));
  expect([...gramsOf("").values()].every(Number.isFinite)).toBe(true);
});

test.each([
  ["a heading of columns", "Qty  Size  Item  Price"],
  ["a copy", "CUSTOMER COPY"],
  ["a list of orders", "ORDER SUMMARY"],
])("%s above the shop is no name", (_, heading) => {
  const text = [heading, ...ROWS.map(([row]) => row)].join("\n");
  expect(chooseFields(pageOfText(text), TODAY).storeName).toBe("ORCHARD HILL DINER");
});
