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
