/** Which part of a date in digits comes first. */
export const DATE_ORDERS = ["DMY", "MDY", "YMD"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** What the sender knows of the receipt. It decides where the receipt is silent, never against what it says. */
export interface Hints {
  /** ISO 3166-1 alpha-2 code of the country where the receipt was printed, for example "SG". */
  readonly country?: string;
  readonly dateOrder?: DateOrder;
  /** ISO 4217 code, for example "SGD". */
  readonly currency?: string;
}
