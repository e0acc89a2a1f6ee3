import type { ReceiptValues } from "../receipt.ts";

/** Asking each time is slow for a table of hundreds. */
const decimals = new Map<string | null, number>();

/** Decimal places of a currency; 2 if it is unknown. */
export function decimalsOf(currency: string | null): number {
  const known = decimals.get(currency) ?? askDecimals(currency ?? "XXX");
  decimals.set(currency, known);
  return known;
}

function askDecimals(currency: string): number {
  try {
    const format = new Intl.NumberFormat("en", { style: "currency", currency });
    return format.resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2; // not of three letters
  }
}

/** `1234.5` in SGD is `1234.50`: as people type it, without thousands separators. */
export function formatAmount(value: number, currency: string | null): string {
  const text = value.toFixed(decimalsOf(currency));
  return Math.abs(Number(text) - value) < 1e-6 ? text : String(value);
}

/** The total with the decimals of its currency: `12.80`; empty without one. */
export const totalText = ({ total, currency }: Pick<ReceiptValues, "total" | "currency">): string =>
  total === null ? "" : formatAmount(total, currency);
