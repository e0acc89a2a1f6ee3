import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { NO_VALUES, type ReceiptValues } from "../../../app/receipt.ts";
import type { RowDetails } from "./items-table.ts";
import type { Row } from "./results.ts";

interface ReadManyOptions {
  readonly files: readonly string[];
  /** Rows that need no second reading. */
  readonly earlier: readonly Row[];
  /** Files at once. */
  readonly concurrency: number;
  readonly read: (image: Buffer, file: string) => Promise<Answer>;
  /** Called once for each file that had no row yet, as soon as its row is known. */
  readonly onRow: (row: Row) => void;
}

interface Answer extends ReceiptValues {
  readonly details?: RowDetails | undefined;
}

/** Reads files, those of equal content once. What goes wrong with a file becomes its row, and the others are read. */
export async function readMany({ files, earlier, concurrency, read, onRow }: ReadManyOptions): Promise<void> {
  const known = new Set(earlier.map(({ file, sha256 }) => `${sha256} ${file}`));
  const answers = new Map<string, Promise<Answer>>(
    earlier.flatMap((row) => (row.sha256 === null ? [] : [[row.sha256, Promise.resolve(row)]])),
  );
  const waiting = files.values();

  async function worker(): Promise<void> {
    for (const file of waiting) {
      const row = await rowOf(file);
      if (!known.has(`${row.sha256} ${file}`)) {
        onRow(row);
      }
    }
  }

  async function rowOf(file: string): Promise<Row> {
    let sha256: string | null = null;
    try {
      const image = await readFile(file);
      sha256 = createHash("sha256").update(image).digest("hex");
      const answer = answers.get(sha256) ?? read(image, file);
      answers.set(sha256, answer);
      const { storeName, purchaseDate, total, currency, details } = await answer;
      const row = { file, storeName, purchaseDate, total, currency, error: null, sha256 };
      return details ? { ...row, details } : row;
    } catch (error) {
      return { file, ...NO_VALUES, error: sentenceOf(error), sha256 };
    }
  }

  await Promise.all(Array.from({ length: concurrency }, worker));
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  switch ("code" in error ? error.code : undefined) {
    case "ENOENT":
      return "There is no such file.";
    case "EACCES":
      return "There is no permission to read this file.";
    case "EISDIR":
      return "This is a folder.";
    default:
      return error.message;
  }
}
