import { UnreadableImageError } from "../../reader.ts";
import { bitmapOfGrey } from "../bitmap.ts";
import { MIN_SIDE, sizeOf } from "../decode.ts";
import type { OpenedFile, OpenedPage } from "../open-file.ts";
import { PdfDocument } from "./pdf-document.ts";
import type { PdfPage } from "./pdf-page.ts";
import { textLayerOf } from "./text-layer.ts";

/** Pixels a point at most, so that a receipt that was drawn tiny does not become a giant. */
const MAX_SCALE = 8;

/** @throws UnreadableImageError */
export async function openPdf(file: Uint8Array): Promise<OpenedFile> {
  const document = await PdfDocument.open(file);
  if (document.pageCount === 0) {
    throw new UnreadableImageError("The PDF file has no page.");
  }
  return {
    pageCount: document.pageCount,
    async page(number) {
      const page = document.page(number);
      try {
        return draw(page);
      } finally {
        page.close();
      }
    },
  };
}

function draw(page: PdfPage): OpenedPage {
  const { width, height } = sizeOf(page.width * MAX_SCALE, page.height * MAX_SCALE);
  if (!(Math.min(width, height) >= MIN_SIDE)) {
    throw new UnreadableImageError(`The page has ${width} x ${height} pixels: too small to read.`);
  }
  const drawn = page.draw(width, height);
  return { picture: bitmapOfGrey(drawn, width, height), layer: textLayerOf(page, drawn, width, height) };
}
