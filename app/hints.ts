import * as z from "zod/mini";
import { COUNTRY_CODES, CURRENCY_CODES } from "./iso-codes.ts";

/** Which part of a date in digits comes first. */
export const DATE_ORDERS = ["DMY", "MDY", "YMD"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** What the sender knows of the receipt. It decides where the receipt is silent, never against what it says. */
export interface Hints {
  /** ISO 3166-1 alpha-2 code of the country where the receipt was printed, for example "SG". */
  readonly country?: string | undefined;
  readonly dateOrder?: DateOrder | undefined;
  /** ISO 4217 code, for example "SGD". */
  readonly currency?: string | undefined;
}

/** The forms of the hints; they have other names in the environment. */
export const HINT_SCHEMAS = {
  country: oneOf(COUNTRY_CODES, "must be an ISO 3166-1 code of two capital letters, such as SG"),
  dateOrder: z.enum(DATE_ORDERS, `must be one of ${DATE_ORDERS.join(", ")}`),
  currency: oneOf(CURRENCY_CODES, "must be an ISO 4217 code of three capital letters, such as SGD"),
};

function oneOf(codes: ReadonlySet<string>, error: string) {
  return z.string().check(z.refine((code) => codes.has(code), { error }));
}
