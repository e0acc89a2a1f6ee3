import { mediaTypeOf } from "../../media-type.ts";
import type { Bitmap } from "./bitmap.ts";
import { decode, orUnreadable } from "./decode.ts";
import type { Edge } from "./edge.ts";
import type { TextLayer } from "./pdf/text-layer.ts";

/** One page of a file. */
export interface OpenedPage {
  /** As it is shown: upright by EXIF, or turned as the PDF file says. */
  readonly picture: Bitmap;
  /** The text that a PDF file itself tells of it. */
  readonly layer?: TextLayer | undefined;
  /** Whether the file breaks off. */
  readonly isTruncated?: boolean | undefined;
  /** The edge of the picture behind which a part is missing. */
  readonly missing?: Edge | undefined;
}

/** A file whose pages are decoded or drawn one at a time. */
export interface OpenedFile {
  readonly pageCount: number;
  /**
   * Decodes or draws a page.
   * @param number from 1
   * @throws UnreadableImageError
   */
  page(number: number): Promise<OpenedPage>;
}

/**
 * Opens a file of any kind that is read. Of several frames of a picture the first one counts.
 * @param file the bytes of a JPEG, PNG, WebP, GIF, TIFF, AVIF, HEIC or PDF file
 * @throws UnreadableImageError
 */
export async function openFile(file: Uint8Array): Promise<OpenedFile> {
  if (mediaTypeOf(file) !== "application/pdf") {
    return { pageCount: 1, page: () => decode(file) };
  }
  const { openPdf } = await import("./pdf/open-pdf.ts");
  const { pageCount, page } = await orUnreadable(() => openPdf(file));
  return { pageCount, page: (number) => orUnreadable(() => page(number)) };
}
