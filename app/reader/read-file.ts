import type { Note } from "../note.ts";
import type { Models } from "./models.ts";
import { type Edge, turnedEdge } from "./picture/edge.ts";
import { type OpenedPage, openFile } from "./picture/open-file.ts";
import { type PictureText, readOpenedPage } from "./read-page.ts";
import { UnreadableImageError } from "./reader.ts";
import { withoutCutLines } from "./receipts/missing-part.ts";

/** The text of one page of a file. */
export interface PageText extends Omit<PictureText, "picture"> {
  /** From 1. */
  readonly number: number;
  /** The edge of the upright page behind which a part is missing. */
  readonly missing?: Edge | undefined;
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

/** What was read of a file before its process was ended by one of its pages. */
export interface FileProgress {
  readonly pages: readonly PageText[];
  readonly pageCount: number;
  /** The page to continue with, from 1. */
  readonly next: number;
}

export interface ReadFileOptions {
  /** Pages that are read at most. */
  readonly maxPages?: number | undefined;
  /** Milliseconds after which no further page is read; the first one is in any case. */
  readonly milliseconds?: number | undefined;
  readonly progress?: FileProgress | undefined;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
  /** Called when a page begins to be opened and when its text begins to be read. */
  readonly enter?: ((stage: "opening" | "reading", page: number) => Promise<void>) | undefined;
  /** Called with the text of each page but the last. */
  readonly onPage?: ((page: PageText, pageCount: number) => Promise<void>) | undefined;
}

/** Pages of a receipt; more are a book. */
const MAX_PAGES = 20;

/** Milliseconds that reading may take where nobody says how many. */
const NO_HURRY = 600_000;

/** Pages that are named when they were not read. A file can announce a million. */
const MOST_NAMED = 1_000;

/**
 * The text of a file's pages, one after the other. Pages behind the first that cannot be opened, have more text than can
 * be read, or come too late, are left out.
 * @param file the bytes of a picture or a PDF file
 * @throws UnreadableImageError when the file or its first page cannot be opened
 * @throws the signal's reason between two steps of the work
 */
export async function readFile(
  models: Models,
  file: Uint8Array,
  { maxPages = MAX_PAGES, milliseconds = NO_HURRY, progress, signal, enter, onPage }: ReadFileOptions = {},
): Promise<FileText> {
  const late = AbortSignal.timeout(milliseconds);
  const notes: Note[] = [];
  const [first, pages] = [progress?.next ?? 1, [...(progress?.pages ?? [])]];
  if (progress !== undefined && first > progress.pageCount) {
    return textOf(pages, progress.pageCount, notes);
  }
  await enter?.("opening", first);
  const opened = await openFile(file);
  const last = Math.min(opened.pageCount, maxPages);
  for (let number = first; number <= last && !(late.aborted && pages.length > 0); number++) {
    const isFirst = pages.length === 0;
    try {
      if (number > first) {
        await enter?.("opening", number);
      }
      const page = await opened.page(number);
      await enter?.("reading", number);
      const given = isFirst ? signal : AbortSignal.any(signal ? [signal, late] : [late]);
      const text = { ...(await textOfPage(models, page, given)), number };
      pages.push(text);
      if (page.isTruncated) {
        notes.push({ code: "truncated-file" });
      }
      if (number < last) {
        await onPage?.(text, opened.pageCount);
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (isFirst || !(error instanceof UnreadableImageError || late.aborted)) {
        throw error;
      }
    }
  }
  return textOf(pages, opened.pageCount, notes);
}

async function textOfPage(
  models: Models,
  opened: OpenedPage,
  signal: AbortSignal | undefined,
): Promise<Omit<PageText, "number">> {
  const { picture, ...text } = await readOpenedPage(models, opened, signal);
  const missing = opened.missing && turnedEdge(opened.missing, text.turned);
  return missing ? { ...text, page: withoutCutLines(text.page, missing), missing } : text;
}

function textOf(pages: readonly PageText[], pageCount: number, notes: readonly Note[]): FileText {
  const read = new Set(pages.map(({ number }) => number));
  const leftOut: number[] = [];
  for (let number = 1; number <= pageCount && leftOut.length < MOST_NAMED; number++) {
    if (!read.has(number)) {
      leftOut.push(number);
    }
  }
  const named: Note[] = leftOut.length > 0 ? [{ code: "pages-left-out", pages: leftOut }] : [];
  const blurred = pages
    .filter(({ isBlurred }) => isBlurred)
    .map(({ number }): Note => ({ code: "blurred", page: number }));
  return { pages, pageCount, notes: [...notes, ...named, ...blurred] };
}
