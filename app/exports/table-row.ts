import type { ReceiptValues } from "../receipt.ts";

/** A receipt in a table for people. */
export interface TableRow extends ReceiptValues {
  /** The name of the file that it is in. */
  readonly file: string;
  /** What is to be checked, or why nothing was read; empty otherwise. */
  readonly remark: string;
  /** Texts in further columns. */
  readonly added?: readonly string[];
}

/** The names of a row's columns, in their order: store, date, total, currency, file, remark, and those added. */
export type TableHeads = readonly [string, string, string, string, string, string, ...string[]];
