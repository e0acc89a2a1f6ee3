import writeExcelFile, { type Cell } from "write-excel-file/universal";
import { totalText } from "./amount-text.ts";
import type { TableHeads, TableRow } from "./table-row.ts";

/** In characters. */
const WIDTHS = [28, 12, 12, 10, 40, 28];

/** Of a column that is added. */
const ADDED_WIDTH = 28;

/** A file for spreadsheets: days are dates and totals numbers; all else is text, also what looks like a number or a formula. */
export function toXlsx(heads: TableHeads, rows: readonly TableRow[]): Promise<Blob> {
  const head = heads.map((value) => ({ value, fontWeight: "bold" as const }));
  return writeExcelFile([head, ...rows.map(cellsOf)], {
    columns: heads.map((_, index) => ({ width: WIDTHS[index] ?? ADDED_WIDTH })),
    stickyRowsCount: 1,
  }).toBlob();
}

function cellsOf(row: TableRow): Cell[] {
  const { storeName, purchaseDate, currency, file, remark, added = [] } = row;
  return [text(storeName), day(purchaseDate), total(row), ...[currency, file, remark, ...added].map(text)];
}

/** With the format of text: without it a spreadsheet would run a formula that somebody opens and leaves. */
function text(value: string | null): Cell {
  return value === null || value === "" ? null : { value, type: String, format: "@" };
}

/** Spreadsheets count days from 1900, which they take for a leap year. */
const FIRST_DAY = "1900-03-01";

function day(value: string | null): Cell {
  return value === null || value < FIRST_DAY
    ? text(value)
    : { value: new Date(`${value}T00:00:00Z`), type: Date, format: "yyyy-mm-dd" };
}

function total(row: TableRow): Cell {
  const decimals = totalText(row).split(".")[1]?.length ?? 0;
  return row.total === null ? null : { value: row.total, type: Number, format: (0).toFixed(decimals) };
}
