import { decimalsOf } from "../../exports/amount-text.ts";
import { LANGUAGE } from "../strings.ts";

/**
 * An amount as people type or paste it: `12.80`, `12,80`, `1.234,50`, `1'234.50`, `$ 5`, `-3.00`, `3.00-`.
 * A single separator before three digits separates thousands, unless the currency has three decimal places.
 * @returns undefined if it is not an amount
 */
export function parseAmount(text: string, currency: string | null): number | undefined {
  const match = /^[^\d.,+-]*([-−+]?)[^\d.,+-]*([\d.,'’\s]*\d)[^\d.,+-]*(-?)$/.exec(text.trim());
  const [, sign, digits, signAfter] = match ?? [];
  if (digits === undefined) {
    return undefined;
  }
  const separators = digits.replace(/[\d'’\s]/g, "");
  const last = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  const decimals = last < 0 ? 0 : digits.length - last - 1;
  const onlyThousands =
    last >= 0 &&
    (new Set(separators).size === 1 && separators.length > 1
      ? true
      : separators.length === 1 && decimals === 3 && decimalsOf(currency) !== 3);
  const [whole, fraction] =
    last < 0 || onlyThousands ? [digits, ""] : [digits.slice(0, last), digits.slice(last + 1)];
  const value = Number(`${whole.replace(/\D/g, "")}.${fraction}`);
  return sign === "-" || sign === "−" || signAfter === "-" ? -value : value;
}

/** `SGD 1,234.50`; without a currency, `1,234.50`. */
export function formatSum(value: number, currency: string | null): string {
  const digits = decimalsOf(currency);
  const amount = value.toLocaleString(LANGUAGE, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return currency === null ? amount : `${currency} ${amount}`;
}
