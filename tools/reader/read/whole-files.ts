import { createWriteStream } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { formatAmount } from "../../../app/exports/amount-text.ts";
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
    await pipeline(Readable.fromWeb(toZip(HEADS, rows.map(tableRowOf), open)), createWriteStream(path));
  },
};

/** Writes a file of one of these kinds; an earlier one is there until the new one is whole. */
export async function writeWhole(path: string, write: Write, rows: readonly Row[]): Promise<void> {
  await write(`${path}.new`, rows);
  await rename(`${path}.new`, path);
}

const HEADS: TableHeads = ["Store", "Date", "Total", "Currency", "File", "Error"];

function tableRowOf({ storeName, purchaseDate, total, currency, file, error }: Row): PicturedRow {
  const amount = total === null ? "" : formatAmount(total, currency);
  return { storeName, purchaseDate, total, currency, amount, file, remark: error ?? "", picture: file };
}
