/** What a row of a receipt tells, as far as it is learned from labelled receipts. */
export const LINE_CLASSES = [
  "other",
  "name",
  "address",
  "telephone",
  "date",
  "item",
  "subtotal",
  "tax",
  "tip",
  "total",
] as const;

export type LineClass = (typeof LINE_CLASSES)[number];

/** How probable each class is, 0 to 1; together 1. */
export type ClassShares = Readonly<Record<LineClass, number>>;

/** The class with the largest share. */
export function likeliestOf(shares: ClassShares): LineClass {
  return LINE_CLASSES.reduce((most, name) => (shares[name] > shares[most] ? name : most));
}

/** Keeps logarithms finite. */
const SMALLEST_SHARE = 1e-3;

/** The logarithm of a share, as a feature. */
export function logOfShare(share: number): number {
  return Math.log(share + SMALLEST_SHARE);
}
