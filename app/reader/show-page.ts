import type { Models } from "./models.ts";
import { openFile } from "./picture/open-file.ts";
import { previewOf } from "./picture/preview.ts";
import { readOpenedPage } from "./read-page.ts";
import { NoSuchPageError } from "./reader.ts";
import type { Stage } from "./workers/messages.ts";

export interface ShowPageOptions {
  readonly signal: AbortSignal;
  /** Called when the page begins to be opened and when it begins to be turned upright. */
  readonly enter: (stage: Stage) => Promise<void>;
}

/**
 * A page as a JPEG file, upright as it is read: places in answers are fractions of its sides. Which way up it is, only its
 * text tells.
 * @param number of the page, from 1
 * @throws UnreadableImageError, NoSuchPageError
 */
export async function showPage(
  models: Models,
  file: Uint8Array,
  number: number,
  { signal, enter }: ShowPageOptions,
): Promise<Uint8Array> {
  await enter("opening");
  const opened = await openFile(file);
  if (number > opened.pageCount) {
    const pages = opened.pageCount === 1 ? "one page" : `${opened.pageCount} pages`;
    throw new NoSuchPageError(`The parameter page=${number} is wrong: the file has ${pages}.`);
  }
  const page = await opened.page(number);
  await enter("reading");
  const { picture } = await readOpenedPage(models, page, signal);
  return previewOf(picture);
}
