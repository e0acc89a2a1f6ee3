import type { Note } from "../note.ts";
import type { Models } from "./models.ts";
import { type PictureText, type ReadOptions, readPage } from "./read-page.ts";

/** The text of one page of a file. */
export interface PageText extends PictureText {
  /** From 1. */
  readonly number: number;
}

/** The text of a file. */
export interface FileText {
  /** Those that were read. */
  readonly pages: readonly PageText[];
  /** How many pages the file has. */
  readonly pageCount: number;
  /** About the file and its pages. */
  readonly notes: readonly Note[];
}

/**
 * The text of a file. Of several pages the first one is read.
 * @param file the bytes of a picture or a PDF file
 * @throws UnreadableImageError
 * @throws the signal's reason between two steps of the work
 */
export async function readFile(
  models: Models,
  file: Uint8Array,
  options: ReadOptions = {},
): Promise<FileText> {
  const text = await readPage(models, file, options);
  return { pages: [{ ...text, number: 1 }], pageCount: 1, notes: [] };
}
