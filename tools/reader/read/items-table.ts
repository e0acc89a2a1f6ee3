import { appendFileSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { cleanText } from "../../../app/clean-text.ts";
import { csvLine } from "../../../app/csv.ts";
import { valueIn } from "./csv-cell.ts";

const COLUMNS = ["file", "description", "quantity", "unit", "unitPrice", "amount", "discount"] as const;

const number = z.coerce.number().nullable();
const itemSchema = z.object({
  description: z.string().transform(cleanText),
  quantity: number,
  unit: z.string().transform(cleanText).nullable(),
  unitPrice: number,
  amount: number,
  discount: number,
});
const itemOfFileSchema = itemSchema.extend({ file: z.string() });

/** What is kept of details: all of it in JSON lines, the items in tables. */
export const detailsSchema = z.looseObject({ items: z.array(itemSchema) });
export type RowDetails = z.infer<typeof detailsSchema>;

/** The table of items next to a table of receipts: receipts.csv has receipts.items.csv. */
export interface ItemsTable {
  /** The items of earlier runs by file. */
  readonly earlier: ReadonlyMap<string, RowDetails>;
  add(file: string, details: RowDetails): void;
}

/**
 * Opens the table, or starts it.
 * @param files those whose row is known; items of others are taken out, and come again with their row
 */
export function openItemsTable(receipts: string, files: ReadonlySet<string>): ItemsTable {
  const path = receipts.replace(/\.csv$/u, ".items.csv");
  const text = statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, "utf8") : "";
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const cells = parse(whole, { bom: true, columns: true, relax_column_count: true, cast: valueIn });
  const items = cells.map((cell) => itemOfFileSchema.parse(cell)).filter(({ file }) => files.has(file));
  const line = (item: z.infer<typeof itemOfFileSchema>) => csvLine(COLUMNS.map((column) => item[column]));
  writeFileSync(`${path}.new`, `\uFEFF${csvLine(COLUMNS)}${items.map(line).join("")}`);
  renameSync(`${path}.new`, path);
  const byFile = Map.groupBy(items, ({ file }) => file);
  return {
    earlier: new Map([...byFile].map(([file, ofFile]) => [file, detailsSchema.parse({ items: ofFile })])),
    add: (file, details) =>
      appendFileSync(path, details.items.map((item) => line({ ...item, file })).join("")),
  };
}
