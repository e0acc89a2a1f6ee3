import writeExcelFile, { type Cell } from "write-excel-file/universal";
import { formatAmount } from "./amount-text.ts";
import type { DetailHeads, DetailRow, TableHeads, TableRow } from "./table-row.ts";

/** In characters. */
const WIDTHS = [28, 12, 12, 10, 40, 28];

/** Of a column that is added. */
const ADDED_WIDTH = 28;

const DETAIL_WIDTHS = [28, 12, 40, 12, 40, 10, 8, 12, 12, 12, 10];

/**
 * A file for spreadsheets: days are dates and amounts numbers; all else is text, also what looks like a number or a formula.
 * @param detailHeads of a second sheet for what the receipts say beyond their fields; without any there is one sheet
 */
export function toXlsx(
  heads: TableHeads,
  rows: readonly TableRow[],
  detailHeads?: DetailHeads,
): Promise<Blob> {
  const table = { data: [headOf(heads), ...rows.map(cellsOf)], columns: columnsOf(heads, WIDTHS) };
  const details = rows.flatMap((row) => (row.details ?? []).map((detail) => detailCellsOf(row, detail)));
  if (detailHeads === undefined || details.length === 0) {
    return writeExcelFile(table.data, { columns: table.columns, stickyRowsCount: 1 }).toBlob();
  }
  const { sheets, columns } = detailHeads;
  return writeExcelFile([
    { ...table, sheet: sheets[0], stickyRowsCount: 1 },
    {
      data: [headOf(columns), ...details],
      columns: columnsOf(columns, DETAIL_WIDTHS),
      sheet: sheets[1],
      stickyRowsCount: 1,
    },
  ]).toBlob();
}

const headOf = (heads: readonly string[]) => heads.map((value) => ({ value, fontWeight: "bold" as const }));

const columnsOf = (heads: readonly string[], widths: readonly number[]) =>
  heads.map((_, index) => ({ width: widths[index] ?? ADDED_WIDTH }));

function cellsOf(row: TableRow): Cell[] {
  const { storeName, purchaseDate, currency, file, remark, added = [] } = row;
  return [text(storeName), day(purchaseDate), total(row), ...[currency, file, remark, ...added].map(text)];
}

function detailCellsOf({ storeName, purchaseDate, currency, file }: TableRow, detail: DetailRow): Cell[] {
  const { kind, name, quantity, unit, unitPrice, discount, amount } = detail;
  return [
    text(storeName),
    day(purchaseDate),
    text(file),
    text(kind),
    text(name),
    quantity === null ? null : { value: quantity, type: Number },
    text(unit),
    ...[unitPrice, discount, amount].map((value) => amountCell(value, currency)),
    text(currency),
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

const total = (row: TableRow): Cell => amountCell(row.total, row.currency);

function amountCell(value: number | null, currency: string | null): Cell {
  if (value === null) {
    return null;
  }
  const decimals = formatAmount(value, currency).split(".")[1]?.length ?? 0;
  return { value, type: Number, format: (0).toFixed(decimals) };
}
