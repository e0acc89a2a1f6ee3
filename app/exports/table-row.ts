import type { ReceiptValues } from "../receipt.ts";

/** A receipt in a table for people. */
export interface TableRow extends ReceiptValues {
  /** The name of the file that it is in. */
  readonly file: string;
  /** What is to be checked, or why nothing was read; empty otherwise. */
  readonly remark: string;
}

/** The names of a row's six columns, in their order: store, date, total, currency, file, remark. */
export type TableHeads = readonly [string, string, string, string, string, string];
