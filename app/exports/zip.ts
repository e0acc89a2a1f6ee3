import { makeZip } from "client-zip";
import { PictureNames } from "./picture-names.ts";
import type { DetailHeads, TableHeads, TableRow } from "./table-row.ts";
import { toXlsx } from "./xlsx.ts";

/** A receipt and where its picture is. */
export interface PicturedRow extends TableRow {
  /** Of the picture; several receipts may be in one. */
  readonly picture: string;
}

/**
 * A ZIP file of the pictures, each named after its first receipt, and `receipts.xlsx`, the table with those names.
 * It is made while it is read, so that no more than a part of one picture is in memory.
 * @param open gives a picture, or undefined if it is gone
 * @param detailHeads as in {@link toXlsx}
 */
export function toZip(
  heads: TableHeads,
  rows: readonly PicturedRow[],
  open: (picture: string) => Promise<Blob | undefined>,
  detailHeads?: DetailHeads,
): ReadableStream<Uint8Array> {
  return makeZip(entries(heads, rows, open, detailHeads));
}

async function* entries(
  heads: TableHeads,
  rows: readonly PicturedRow[],
  open: (picture: string) => Promise<Blob | undefined>,
  detailHeads: DetailHeads | undefined,
) {
  const names = new PictureNames();
  const nameOf = new Map<string, string>();
  for (const row of rows) {
    const content = nameOf.has(row.picture) ? undefined : await open(row.picture);
    if (content !== undefined) {
      const name = names.next(row);
      nameOf.set(row.picture, name);
      yield { name, input: content };
    }
  }
  const table = rows.map((row) => ({ ...row, file: nameOf.get(row.picture) ?? row.file }));
  yield { name: "receipts.xlsx", input: await toXlsx(heads, table, detailHeads) };
}
