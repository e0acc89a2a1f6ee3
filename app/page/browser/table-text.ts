import { csvLine, harmless } from "../../csv.ts";
import { totalText } from "../../exports/amount-text.ts";
import type { JournalRow } from "../../exports/journal.ts";
import type { PicturedRow } from "../../exports/zip.ts";
import { FIELDS } from "../../receipt.ts";
import { strings } from "../strings.ts";
import { linesOf } from "./detail-lines.ts";
import { type Cells, doubtsIn, type Item } from "./item.ts";

/** A receipt that has been read. */
type Row = Item & { readonly cells: Cells };

/** @param hasDetails whether they are taken out as well */
export function rowsOf(items: readonly Item[], hasDetails = false): Row[] {
  return items.flatMap((item) =>
    item.cells === null ? [] : [{ ...item, cells: item.cells, details: hasDetails ? item.details : null }],
  );
}

/**
 * With a byte order mark, because spreadsheets read it as UTF-8 only then. Dates are YYYY-MM-DD.
 * @param locale the user's: spreadsheets of languages with a decimal comma part cells at semicolons, and read amounts
 *   only with that comma
 */
export function toCsv(rows: readonly Row[], locale: string): string {
  const hasComma = (1.5).toLocaleString(locale).includes(",");
  const separator = hasComma ? ";" : ",";
  const line = (row: Row) =>
    csvLine(
      textsOf(row).map((text, index) => (hasComma && index === TOTAL ? text.replace(".", ",") : text)),
      separator,
    );
  return `\ufeff${csvLine(strings.csvColumns, separator)}${rows.map(line).join("")}`;
}

/** The index of the total among the texts of a row. */
const TOTAL = FIELDS.indexOf("total");

/** Cells between tabs, for the clipboard. */
export function toTabs(rows: readonly Row[]): string {
  return [strings.csvColumns, ...rows.map(textsOf)]
    .map((texts) => texts.map((text) => harmless(text.replace(/\s+/g, " "))).join("\t"))
    .join("\n");
}

/** An array with the API's field names, and for each field where its value comes from. */
export function toJson(rows: readonly Row[]): string {
  const records = rows.map(({ name, pages, cells, warnings, category, comment, details }) => ({
    file: name,
    ...(pages.length > 0 && { pages }),
    ...Object.fromEntries(FIELDS.map((field) => [field, cells[field].value])),
    confidence: Object.fromEntries(FIELDS.map((field) => [field, cells[field].confidence])),
    by: Object.fromEntries(FIELDS.map((field) => [field, cells[field].by])),
    warnings,
    category,
    note: comment,
    ...(details !== null && { details }),
  }));
  return `${JSON.stringify(records, null, 2)}\n`;
}

/** A receipt as files for people have it. */
export function tableRowOf({ name, file, cells, category, comment, details }: Row): PicturedRow {
  return {
    storeName: cells.storeName.value,
    purchaseDate: cells.purchaseDate.value,
    total: cells.total.value,
    currency: cells.currency.value,
    file: name,
    remark: doubtsIn(cells)
      .map((field) => strings.columns[field])
      .join(", "),
    added: [category, comment],
    details:
      details === null
        ? []
        : linesOf(details).map((line) => ({ ...line, kind: strings.details.kinds[line.group] })),
    picture: file,
  };
}

/** A receipt as journals have it. */
export function journalRowOf(row: Row): JournalRow {
  const methods = new Set(row.details?.payments.map(({ method }) => method));
  const [paidBy = null] = methods.size === 1 ? methods : [];
  return { ...tableRowOf(row), category: row.category, note: row.comment, paidBy };
}

/** The values in the columns of a row. */
export function textsOf(item: Row): string[] {
  const row = tableRowOf(item);
  const { storeName, purchaseDate, currency, file, remark, added = [] } = row;
  return [storeName ?? "", purchaseDate ?? "", totalText(row), currency ?? "", file, remark, ...added];
}
