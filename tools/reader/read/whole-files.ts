import { readFile, writeFile } from "node:fs/promises";
import type { TableHeads } from "../../../app/exports/table-row.ts";
import { toXlsx } from "../../../app/exports/xlsx.ts";
import { type PicturedRow, toZip } from "../../../app/exports/zip.ts";
import type { Row } from "./results.ts";

type Write = (path: string, rows: readonly Row[]) => Promise<void>;

/** Files that cannot grow row by row, by their endings: they are written when all rows are known. */
export const WHOLE_FILES: Readonly<Record<string, Write>> = {
  ".json": (path, rows) => writeFile(path, `${JSON.stringify(rows, null, 2)}\n`),
  ".xlsx": async (path, rows) => {
    const file = await toXlsx(HEADS, rows.map(tableRowOf));
    await writeFile(path, Buffer.from(await file.arrayBuffer()));
  },
  ".zip": async (path, rows) => {
    const read = new Set(rows.filter(({ error }) => error === null).map(({ file }) => file));
    const open = async (file: string) => (read.has(file) ? new Blob([await readFile(file)]) : undefined);
    await writeFile(path, toZip(HEADS, rows.map(tableRowOf), open));
  },
};

const HEADS: TableHeads = ["Store", "Date", "Total", "Currency", "File", "Error"];

function tableRowOf({ storeName, purchaseDate, total, currency, file, error }: Row): PicturedRow {
  return { storeName, purchaseDate, total, currency, file, remark: error ?? "", picture: file };
}
