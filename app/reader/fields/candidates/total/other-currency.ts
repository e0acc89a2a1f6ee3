import type { LabelledAmount } from "../../text/receipt-text.ts";
import { CURRENCY_WORD, currenciesOf } from "../../words/currencies.ts";

const AMONG_WORDS = new RegExp(`(?<!\\p{L})(?:${CURRENCY_WORD})(?!\\p{L})`, "u");

/** The mark or code next to the amount, or among its words ("TOTAL USD  25.00"). */
export function currencyOf(amount: LabelledAmount): string | null {
  return amount.currency ?? AMONG_WORDS.exec(amount.words)?.[0] ?? null;
}

/** @param main the mark or code of most amounts; null where there is none */
export function isOtherCurrency(amount: LabelledAmount, main: string | null): boolean {
  const own = currencyOf(amount);
  if (own === null || main === null || own === main) {
    return false;
  }
  return !currenciesOf(own).some((currency) => currenciesOf(main).includes(currency));
}
