import { expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { COUNTRIES } from "../../app/reader/fields/words/countries.ts";
import { CURRENCY_MARK, CURRENCY_WORD, currenciesOf } from "../../app/reader/fields/words/currencies.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

test.each([
  ["a town", "12 Oginga Odinga Street, Kisumu", "KES"],
  ["another town", "Kenyatta Avenue, Nakuru", "KES"],
  ["a year from the death of the Buddha", "19/10/2561 20:49", "THB"],
  ["a company of South Africa", "Alder Trading (Pty) Ltd\n12 Long Street", "ZAR"],
  ["another company of South Africa", "ALDER TRADING (PTY)LIMITED\n12 Long Street", "ZAR"],
  ["another company of Australia", "ALDER TRADING PTY. LTD.\n12 Long Street", "AUD"],
  ["a company of Australia", "Alder Trading Pty Ltd\n12 Long Street", "AUD"],
])("without a mark, the currency is told by %s", (_, row, currency) => {
  const text = `Alder Shop\n${row}\nTea  4.50\nCake  3.00\nTotal  7.50\nCash  10.00\nChange  2.50`;
  expect(chooseFields(pageOfText(text), new Date("2024-06-30")).currency).toBe(currency);
});

test("the currency of every country is looked for next to amounts and among words, but for words of English", () => {
  const codes = new Set(COUNTRIES.map((country) => country.currency));
  for (const source of [CURRENCY_MARK, CURRENCY_WORD]) {
    const pattern = new RegExp(`^(?:${source})$`, "u");
    expect([...codes].filter((code) => !pattern.test(code))).toEqual(["COP", "PEN"]);
  }
});

test.each([
  ["RM", ["MYR"]],
  ["AED", ["AED"]],
  ["USD $", ["USD"]],
  ["RS", ["INR", "PKR", "LKR"]],
])("%s may mean %j", (mark, currencies) => {
  expect(new RegExp(`^(?:${CURRENCY_MARK})$`, "u").test(mark)).toBe(true);
  expect(currenciesOf(mark)).toEqual(currencies);
});

test.each([
  ["next to the total", "Total  AED 7.50"],
  ["among its words", "Total AED  7.50"],
])("a code %s tells the currency", (_, rows) => {
  const text = `Alder Shop\nTea  4.50\nCake  3.00\n${rows}\nCash  10.00\nChange  2.50`;
  expect(chooseFields(pageOfText(text), new Date("2024-06-30")).currency).toBe("AED");
});
