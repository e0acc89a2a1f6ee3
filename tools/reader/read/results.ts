import { appendFileSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { extname } from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { csvLine } from "../../../app/csv.ts";
import { valueIn } from "./csv-cell.ts";
import { detailsSchema, openItemsTable } from "./items-table.ts";
import { WHOLE_FILES } from "./whole-files.ts";

const COLUMNS = ["file", "storeName", "purchaseDate", "total", "currency", "error", "sha256"] as const;

/** What is known of one file: the values, or why there are none. Empty cells of a CSV file are null. */
const rowSchema = z.object({
  file: z.string(),
  storeName: z.string().nullable(),
  /** YYYY-MM-DD */
  purchaseDate: z.string().nullable(),
  total: z.coerce.number().nullable(),
  currency: z.string().nullable(),
  error: z.string().nullable(),
  /** Of the file's bytes; null when it could not be opened. */
  sha256: z.string().nullable(),
  /** What it says beyond the fields, where that was asked for. */
  details: detailsSchema.optional(),
});
export type Row = z.infer<typeof rowSchema>;

/** Rows that outlive the command: each is in the file as soon as it is added. */
interface Results {
  /** Rows of earlier runs. */
  readonly earlier: readonly Row[];
  add(row: Row): void;
  /** Writes what could not be written row by row. */
  finish(): Promise<void>;
}

/**
 * Opens the file of results, or starts it. Rows with errors are taken out, for another try; so is a last row that was
 * cut while it was written. Details are in the rows of a .jsonl or .json file; a .csv file has a second table of items.
 */
export function openResults(path: string, withDetails = false): Results {
  const ending = extname(path);
  const write = WHOLE_FILES[ending];
  if (write !== undefined) {
    if (withDetails && ending !== ".json") {
      throw new Error(`--details is for .csv, .jsonl and .json; ${ending} has no place for them.`);
    }
    return openWhole(path, write);
  }
  const format = FORMATS[ending];
  if (format === undefined) {
    const endings = [...Object.keys(FORMATS), ...Object.keys(WHOLE_FILES)].join(", ");
    throw new Error(`--out ${path} ends in ${ending || "nothing"}; possible are ${endings}.`);
  }
  return { ...openRows(path, format, withDetails), finish: async () => {} };
}

/** Until all has been read, the rows are in FILE.jsonl, from which the same command continues. */
function openWhole(path: string, write: (typeof WHOLE_FILES)[string]): Results {
  const rowsPath = `${path}.jsonl`;
  const { earlier, add } = openRows(rowsPath, jsonl, false);
  const rows = new Map(earlier.map((row) => [row.file, row]));
  return {
    earlier,
    add(row) {
      rows.set(row.file, row);
      add(row);
    },
    async finish() {
      const all = [...rows.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
      // An earlier one is there until the new one is whole.
      await write(`${path}.new`, all);
      renameSync(`${path}.new`, path);
      if (all.every(({ error }) => error === null)) {
        rmSync(rowsPath);
      }
    },
  };
}

function openRows(path: string, format: Format, withDetails: boolean): Omit<Results, "finish"> {
  const text = statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, "utf8") : "";
  const earlier = text === "" ? [] : format.parse(text).filter((row) => row.error === null);
  const clean = format.head + earlier.map(format.line).join("");
  if (text === "") {
    appendFileSync(path, clean);
  } else if (clean !== text) {
    writeFileSync(`${path}.new`, clean);
    renameSync(`${path}.new`, path);
  }
  if (!withDetails || format !== csv) {
    return { earlier, add: (row) => appendFileSync(path, format.line(row)) };
  }
  const items = openItemsTable(path, new Set(earlier.map(({ file }) => file)));
  return {
    earlier: earlier.map((row) => ({ ...row, details: items.earlier.get(row.file) ?? { items: [] } })),
    add(row) {
      // Items whose row is missing are read again; a row whose items are missing would not be.
      if (row.details) {
        items.add(row.file, row.details);
      }
      appendFileSync(path, format.line(row));
    },
  };
}

interface Format {
  readonly head: string;
  parse(text: string): Row[];
  line(row: Row): string;
}

const csv: Format = {
  // The byte order mark makes spreadsheets take the file for UTF-8.
  head: `\uFEFF${csvLine(COLUMNS)}`,
  parse(text) {
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    const cells = parse(whole, { bom: true, columns: true, relax_column_count: true, cast: valueIn });
    return cells.map((row) => rowSchema.parse(row));
  },
  line: (row) => csvLine(COLUMNS.map((column) => row[column])),
};

const jsonl: Format = {
  head: "",
  parse: (text) =>
    text
      .slice(0, text.lastIndexOf("\n") + 1)
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => rowSchema.parse(JSON.parse(line))),
  line: (row) => `${JSON.stringify(row)}\n`,
};

const FORMATS: Readonly<Record<string, Format>> = { ".csv": csv, ".jsonl": jsonl };
