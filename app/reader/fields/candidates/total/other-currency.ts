import type { LabelledAmount } from "../../text/receipt-text.ts";
import { CURRENCY_WORD, currenciesOf } from "../../words/currencies.ts";
import { DINAR_MARK } from "../../words/dinars.ts";

const AMONG_WORDS = new RegExp(`(?<!\\p{L})(?:${CURRENCY_WORD})(?!\\p{L})`, "u");
const DINAR_AMONG_WORDS = new RegExp(`(?<!\\p{L})(?:${DINAR_MARK})(?!\\p{L})`, "u");

/** The mark or code next to the amount, or among its words ("TOTAL USD  25.00"), which also tell whose dollars they are. */
export function currencyOf({ currency, words, decimals, hasCents }: LabelledAmount): string | null {
  const dinar = decimals === 3 && hasCents ? DINAR_AMONG_WORDS.exec(words)?.[0] : undefined;
  const word = dinar ?? AMONG_WORDS.exec(words)?.[0] ?? null;
  if (currency === null || word === null) {
    return currency ?? word;
  }
  const meanings = currenciesOf(currency);
  return meanings.length > 1 && currenciesOf(word).every((one) => meanings.includes(one)) ? word : currency;
}

/** @param main the mark or code of most amounts; null where there is none */
export function isOtherCurrency(amount: LabelledAmount, main: string | null): boolean {
  const own = currencyOf(amount);
  if (own === null || main === null || own === main) {
    return false;
  }
  return !currenciesOf(own).some((currency) => currenciesOf(main).includes(currency));
}
