import { expect, test } from "vitest";
import { parseCurrency } from "../../app/engines/answers/parse-currency.ts";

test.each([
  ["EUR", "EUR"],
  ["eur", "EUR"],
  [" SGD ", "SGD"],
  ["€", "EUR"],
  ["£", "GBP"],
  ["₹", "INR"],
  ["S$", "SGD"],
  ["US$", "USD"],
  ["R$", "BRL"],
  ["RM", "MYR"],
  ["Rp", "IDR"],
  ["Kč", "CZK"],
  ["zł", "PLN"],
  ["CHF.", "CHF"],
  ["RMB", "CNY"],
  ["Euro", "EUR"],
  ["euros", "EUR"],
  ["US Dollar", "USD"],
  ["Singapore dollars", "SGD"],
  ["British Pound", "GBP"],
  ["Pound sterling", "GBP"],
  ["Japanese yen", "JPY"],
  ["baht", "THB"],
  ["EUR (€)", "EUR"],
  ["Euro (EUR)", "EUR"],
  ["$ (SGD)", "SGD"],
  ["€EUR", "EUR"],
  ["SGD$", "SGD"],
  ["Singapore Dollar (S$)", "SGD"],
  ["KD", "KWD"],
  ["د.ك", "KWD"],
  ["円", "JPY"],
  ["USD - US Dollar", "USD"],
])("%s is %s", (text, code) => {
  expect(parseCurrency(text)).toBe(code);
});

test.each([
  "",
  "XXX",
  "ABC",
  "XTS",
  "ZZZ",
  "$",
  "¥",
  "kr",
  "Rs",
  "dollars",
  "pounds",
  "USD/SGD",
  "€ or $ or £",
  "not sure",
])("%j is none", (text) => {
  expect(parseCurrency(text)).toBeNull();
});
