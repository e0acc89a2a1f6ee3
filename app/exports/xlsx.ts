import writeExcelFile, { type Cell } from "write-excel-file/universal";
import type { TableHeads, TableRow } from "./table-row.ts";

/** In characters. */
const WIDTHS = [28, 12, 12, 10, 40, 28];

/** A file for spreadsheets: days are dates and totals numbers; all else is text, also what looks like a number or a formula. */
export function toXlsx(heads: TableHeads, rows: readonly TableRow[]): Promise<Blob> {
  const head = heads.map((value) => ({ value, fontWeight: "bold" as const }));
  return writeExcelFile([head, ...rows.map(cellsOf)], {
    columns: WIDTHS.map((width) => ({ width })),
    stickyRowsCount: 1,
  }).toBlob();
}

function cellsOf({ storeName, purchaseDate, total, amount, currency, file, remark }: TableRow): Cell[] {
  return [
    text(storeName),
    day(purchaseDate),
    number(total, amount),
    text(currency),
    text(file),
    text(remark),
  ];
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

function number(value: number | null, amount: string): Cell {
  const decimals = amount.split(".")[1] ?? "";
  return value === null
    ? null
    : { value, type: Number, format: decimals === "" ? "0" : `0.${decimals.replace(/./g, "0")}` };
}
