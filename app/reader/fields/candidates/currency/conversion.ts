import { memoize } from "../../../memoize.ts";
import type { ReceiptText } from "../../text/receipt-text.ts";
import { CONVERTED, RATE } from "../../words/conversion-words.ts";
import { CURRENCY_MARK, currenciesOf } from "../../words/currencies.ts";
import { currencyOf } from "../total/other-currency.ts";

const NUMBER = "\\d[\\d.,]*";
const SIDE = `(?:${NUMBER}\\s?(${CURRENCY_MARK})|(${CURRENCY_MARK})\\s?${NUMBER})`;
/** "1 USD = 17.10 MXN" */
const EQUATION = new RegExp(`(?<![\\p{L}\\d.,])${SIDE}\\s?[=:≈]\\s?${SIDE}(?!\\p{L})`, "u");
const MARKS = new RegExp(`(?<!\\p{L})(?:${CURRENCY_MARK})(?!\\p{L})`, "gu");

/**
 * The code of the shop's currency on a receipt that also has the amount in the currency of the card; null where nothing
 * was converted. It is that of the country, else the one that is not called converted, else that of the first amount.
 */
export const convertedFrom = memoize((text: ReceiptText): string | null => {
  const rateRow = text.rows.findIndex(({ folded }) => RATE.test(folded) || EQUATION.test(folded));
  const convertedRows = text.rows.filter(({ folded }) => CONVERTED.test(folded));
  if (rateRow < 0 && convertedRows.length === 0) {
    return null;
  }
  const equation = EQUATION.exec(text.rows[rateRow]?.folded ?? "");
  const inEquation = equation?.slice(1).filter((mark) => mark !== undefined) ?? [];
  const money = text.amounts.filter(({ role, rowIndex }) => role === "money" && rowIndex !== rateRow);
  const marked = money.flatMap((amount) => currencyOf(amount) ?? []);
  const clear = [...inEquation, ...marked].filter((mark) => currenciesOf(mark).length === 1);
  const pair = new Set(clear.flatMap(currenciesOf));
  const ofCountry = text.countries[0]?.points ?? 0;
  if (pair.size !== 2) {
    return null;
  }
  const local = text.countries[0]?.country.currency;
  if (local !== undefined && ofCountry >= 2 && pair.has(local)) {
    return local;
  }
  const otherThan = (currency: string | undefined) => [...pair].find((one) => one !== currency) ?? null;
  const converted = convertedRows
    .flatMap(({ folded }) => folded.match(MARKS) ?? [])
    .flatMap(currenciesOf)
    .filter((currency) => pair.has(currency));
  if (new Set(converted).size === 1) {
    return otherThan(converted[0]);
  }
  const first = marked.flatMap(currenciesOf).find((currency) => pair.has(currency));
  const isFirstBare = money.some(
    (amount) => amount.hasCents && amount.rowIndex < rateRow && currencyOf(amount) === null,
  );
  const isMarkedAbove = money.some((amount) => amount.rowIndex < rateRow && currencyOf(amount) !== null);
  return isFirstBare && !isMarkedAbove ? otherThan(first) : (first ?? null);
});
