import { expect, test } from "vitest";
import { amountsOf } from "../../app/reader/fields/text/amounts.ts";
import { numberStyleOf } from "../../app/reader/fields/text/numbers.ts";
import { rowsOf } from "../../app/reader/fields/text/rows.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

function amountsIn(text: string) {
  const rows = rowsOf(pageOfText(text));
  const style = numberStyleOf(rows);
  return rows.flatMap((row) => amountsOf(row, style));
}

/** Context that shows how the receipt writes its numbers. */
const POINT = "Bread  2.50\nMilk  1.20\n";
const COMMA = "Brot  2,50\nMilch  1,20\n";
const NONE = "Phở  45.000\nTrà  12.000\n";

test.each([
  ["decimal point", POINT, "Total  12.80", 12.8, null],
  ["thousands comma", POINT, "Total  1,234.56", 1234.56, null],
  ["apostrophe", POINT, "Total CHF  1'249.50", 1249.5, null],
  ["typographic apostrophe", POINT, "Total  1’249.50", 1249.5, null],
  ["decimal comma", COMMA, "Summe  12,80", 12.8, null],
  ["thousands point", COMMA, "Summe  1.234,56", 1234.56, null],
  ["thousands space", COMMA, "Celkem  1 234,00", 1234, null],
  ["space after the comma", COMMA, "Summe  12, 80", 12.8, null],
  ["space before the comma", COMMA, "Summe  12 ,80", 12.8, null],
  ["no digit before the comma", COMMA, "PIMIENTO  ,70 E", 0.7, null],
  ["dash for no cents", POINT, "Total CHF  12.-", 12, null],
  ["currency before", POINT, "Total  RM60.30", 60.3, "RM"],
  ["currency glued to the label", POINT, "Grand TotalRM14.20", 14.2, "RM"],
  ["one read as a letter after the currency", POINT, "Total  RMI11.90", 111.9, "RM"],
  ["rand, thousands space", POINT, "Total  R1 840.00", 1840, "R"],
  ["currency behind", POINT, "Total  13.00CHF", 13, "CHF"],
  ["currency sign behind", COMMA, "TOTAL  23,80€", 23.8, "€"],
  ["currency without cents, point", NONE, "Tổng cộng  858.000", 858000, null],
  ["currency without cents, comma", NONE, "Total  ¥2,480", 2480, "¥"],
  ["currency without cents, space", "A  980 Ft\n", "Összesen  12 480 Ft", 12480, "FT"],
  ["rand", POINT, "Total  R129.90", 129.9, "R"],
  ["peso", POINT, "Total  P 129.90", 129.9, "P"],
  ["negative", POINT, "Total  -1.73", -1.73, null],
  ["negative with the minus behind", POINT, "Coupon  1.84-", -1.84, null],
  ["negative in brackets", POINT, "Offer  (2.89)", -2.89, null],
  ["negative before the currency", POINT, "Total  -£24.00", -24, "£"],
  ["a dash with a space is no minus", POINT, "Total Payable:  - 51.88", 51.88, null],
  ["tax code behind", COMMA, "TS VODA  7,90B", 7.9, null],
  ["tax code behind, one decimal", COMMA, "TS VODA  7,9B", 7.9, null],
  ["a point that was not seen", POINT, "Total  12 80", 12.8, null],
  ["a point that was not seen, behind a currency", POINT, "Total  RM 12 80", 12.8, "RM"],
  ["a misread currency glued to it", POINT, "Total  ReM7.70", 7.7, null],
  ["zeros read as letters", POINT, "Cash  5OO.OO", 500, null],
  ["zeros read as letters behind thousands", POINT, "Total  1,O24.5O", 1024.5, null],
  ["five read as a letter", COMMA, "Total  6S,00", 65, null],
  ["lakhs", POINT, "Grand Total  Rs. 1,01,990.00", 101990, "RS"],
  ["zero read as a letter", POINT, "Total  1O.50", 10.5, null],
])("%s", (_, context, row, value, currency) => {
  const amounts = amountsIn(context + row);
  expect(amounts[amounts.length - 1]).toMatchObject({ value, currency, role: "money" });
});

test.each([
  ["a date", "12.09.2017"],
  ["a time", "18:37"],
  ["a telephone number", "Tel. 041-210-36-51"],
  ["a code", "A0000000031010 #00093"],
  ["a lot", "LOT B.12"],
  ["a lot without a space", "LOT.12"],
  ["letters", "SS.15"],
  ["digits of an address on the net", "192.168.12.14"],
  ["a level of a car park", "P415"],
])("%s is no amount", (_, text) => {
  expect(amountsIn(`${POINT}${text}`).filter(({ value }) => value !== 2.5 && value !== 1.2)).toEqual([]);
});

test("two numbers of which the first begins with a zero are no amount with cents", () => {
  expect(amountsIn(`${POINT}05 12`).map(({ value }) => value)).toEqual([2.5, 1.2, 12]);
});

test("numbers next to a word are no cents where the currency has none", () => {
  const rows = rowsOf(pageOfText(`${NONE}Bàn  4 12\nSố  10 12\nTổng  57.000`));
  expect(numberStyleOf(rows)).toEqual({ decimal: null, decimals: 2 });
  expect(
    rows.flatMap((row) => amountsOf(row, { decimal: null, decimals: 2 })).map(({ value }) => value),
  ).toEqual([45000, 12000, 4, 12, 10, 12, 57000]);
});

test.each([
  ["VAT 7.7%", "percent"],
  ["0,456 kg", "quantity"],
  ["2 x 1.95", "quantity"],
  ["1.730 CHF/l", "quantity"],
])("%s is a %s", (text, role) => {
  expect(amountsIn(`${text}`).map((amount) => amount.role)).toContain(role);
});
