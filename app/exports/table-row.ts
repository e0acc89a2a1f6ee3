import type { ReceiptValues } from "../receipt.ts";

/** A receipt in a table for people. */
export interface TableRow extends ReceiptValues {
  /** The name of the file that it is in. */
  readonly file: string;
  /** What is to be checked, or why nothing was read; empty otherwise. */
  readonly remark: string;
  /** Texts in further columns. */
  readonly added?: readonly string[];
  /** What it says beyond its fields. */
  readonly details?: readonly DetailRow[];
}

/** An item, a tax or something else with an amount that a receipt says beyond its fields. */
export interface DetailRow {
  /** What it is, for people. */
  readonly kind: string;
  readonly name: string | null;
  readonly quantity: number | null;
  /** What the quantity counts; null for pieces. */
  readonly unit: string | null;
  readonly unitPrice: number | null;
  readonly discount: number | null;
  readonly amount: number | null;
}

/** For a spreadsheet with details. */
export interface DetailHeads {
  readonly sheets: readonly [receipts: string, details: string];
  /** Store, date, file, kind, name, quantity, unit, unit price, discount, amount, currency. */
  readonly columns: readonly string[];
}

/** The names of a row's columns, in their order: store, date, total, currency, file, remark, and those added. */
export type TableHeads = readonly [string, string, string, string, string, string, ...string[]];
