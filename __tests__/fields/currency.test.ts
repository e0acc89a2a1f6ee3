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

const SIGNED = "Tea  $4.50\nCake  $3.00\nTotal  $7.50\nVisa  $7.50";

function currencyOf(head: string, body = SIGNED) {
  return chooseFields(pageOfText(`ALDER SHOP\n${head}\n${body}`), new Date("2026-11-28"));
}

test.each([
  ["the day behind the month", "10/26/2026 10:00"],
  ["the day behind the name of the month", "October 26, 2026"],
  ["the same day in words", "10/9/26 6:12 PM\nOctober 9, 2026"],
  ["a weekday", "Mon 04/06/2026 10:00"],
  ["a town and its state", "Natick MA\n04/05/2026 10:00"],
  ["a street, a town and its state", "88 River Rd, Austin TX\n04/05/2026 10:00"],
  ["a street before a state whose code is a word", "12 Pine St, Salem OR\n04/05/2026 10:00"],
  ["a comma before a state whose code is a word", "Portland, OR\n04/05/2026 10:00"],
  ["a ZIP code", "Portland, ME 04101\n04/05/2026 10:00"],
  ["a rate of its sales taxes", "04/05/2026 10:00\nTax 8.875%  0.61"],
])("$ is the dollar of the USA by %s", (_, head) => {
  expect(currencyOf(head)).toMatchObject({ currency: "USD", reasons: {} });
});

test.each([
  ["nothing", "04/05/2026 10:00", SIGNED],
  ["a day in front of the month", "26/10/2026 10:00", SIGNED],
  ["a month in words", "26 October 2026", SIGNED],
  ["Spanish", "26/10/2026 10:00", "Tacos  $240.00\nCerveza  $90.00\nTotal  $330.00\nEfectivo  $330.00"],
  ["crowns", "26/10/2026 10:00", "Tea  45 kr\nCake  30 kr\nTotal  75 kr\nVisa  75 kr"],
])("%s does not tell whose money it is", (_, head, body) => {
  expect(currencyOf(head, body)).toMatchObject({ currency: null, reasons: { currency: "ambiguous" } });
});

test.each([
  ["CAD", "Toronto, ON M5H 2M5\n26/10/2026", SIGNED],
  ["CAD", "Laval QC\n26/10/2026", SIGNED],
  ["AUD", "Fremantle WA\n26/10/2026", SIGNED],
  ["AUD", "Geelong VIC 3220\n26/10/2026", SIGNED],
  ["NZD", "Auckland\n26/10/2026", SIGNED],
  ["SGD", "Singapore 089113\n26/10/2026", SIGNED],
  ["MXN", "Guadalajara\nRFC ALD010101AB1\n26/10/2026", SIGNED],
  ["SEK", "Storgatan 4, Uppsala\n2026-10-26", "Te  45 kr\nKaka  30 kr\nTOTALT  75 kr\nKORT  75 kr"],
  ["DKK", "Aarhus\nCVR 12345678\n26-10-2026", "Te  45 kr\nI ALT  45 kr\nDANKORT  45 kr"],
  ["GBP", "26/10/2026", "Tea  £4.50\nTotal  £4.50"],
  ["JPY", "26/10/2026", "Tea  ¥450\nTotal  ¥450"],
  ["CNY", "26/10/2026", "Tea  ¥45.00\nTotal  ¥45.00"],
  ["INR", "26/10/2026", "Tea  Rs 45.00\nTotal  Rs 45.00"],
  ["PKR", "Gulberg, Lahore\n26/10/2026", "Tea  Rs 45.00\nTotal  Rs 45.00"],
])("a shared mark is %s by its country or its cents: %j", (currency, head, body) => {
  expect(currencyOf(head, body).currency).toBe(currency);
});

test.each([
  ["Natick MA\n11/03/2026 9:05 AM", "2026-11-03"],
  ["9 Elm St, Salem MA\n11/09/2026 10:02 AM", "2026-11-09"],
  ["Tacoma WA\n11/03/2026 9:05 AM", "2026-11-03"],
  ["Perth WA\n11/03/2026 9:05 AM", "2026-03-11"],
])("where the month comes first there: %j", (head, day) => {
  expect(currencyOf(head, "Tea  4.50\nTotal  4.50").purchaseDate).toBe(day);
});

test.each([
  ["Newport OR", "8:31 AM", "USD"],
  ["Newport OR", "20:31", null],
  ["NEWPORT OR", "8:31 AM", null],
])("%s at %s: a state whose code is a word is told as it is printed", (town, time, currency) => {
  const text = `ROUTE 20 CAFE\n${town}\n10/12/2025 ${time}\nCoffee   3.25\nScone   4.00\nTotal   7.25\nCash   10.00\nChange   2.75`;
  expect(chooseFields(pageOfText(text), new Date("2026-06-01")).currency).toBe(currency);
});
