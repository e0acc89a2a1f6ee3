import sharp, { type Sharp } from "sharp";
import { mediaTypeOf } from "../../media-type.ts";
import { UnreadableImageError } from "../reader.ts";
import { checkSize, MOST_HEIC_PIXELS } from "./bounds.ts";

// Every picture is decoded once: what sharp would remember of it is memory for nothing.
sharp.cache(false);

/** Pixels: the width at which pages of PDF files are drawn. */
const PDF_WIDTH = 1600;

/** Pixels a point at most, so that a receipt that was drawn tiny does not become a giant. */
const PDF_MAX_SCALE = 8;

/** Opens a file of any kind that is read. Of several pages or frames the first one counts. */
export async function open(image: Uint8Array): Promise<Sharp> {
  switch (mediaTypeOf(image)) {
    case "image/heic":
      return openHeic(image);
    case "application/pdf":
      return openPdf(image);
    default:
      // Its own limit has no message for people; checkHeader has.
      return sharp(image, { limitInputPixels: false, failOn: "error" });
  }
}

/** The pictures of iPhones, which sharp's ready-made build leaves out. */
async function openHeic(image: Uint8Array): Promise<Sharp> {
  const { default: heicDecode } = await import("heic-decode");
  const images = await heicDecode.all({ buffer: image });
  try {
    const [first] = images;
    if (first === undefined) {
      throw new UnreadableImageError("The HEIC file holds no picture.");
    }
    checkSize(first.width, first.height, MOST_HEIC_PIXELS);
    const { width, height, data } = await first.decode();
    return sharp(Buffer.from(data.buffer), { raw: { width, height, channels: 4 } });
  } finally {
    images.dispose();
  }
}

async function openPdf(file: Uint8Array): Promise<Sharp> {
  const { PDFiumLibrary } = await import("@hyzyla/pdfium");
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(file);
    const page = document.getPage(0);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const scale = Math.min(PDF_MAX_SCALE, PDF_WIDTH / originalWidth);
    checkSize(Math.ceil(originalWidth * scale), Math.ceil(originalHeight * scale));
    const { data, width, height } = await page.render({ scale, colorSpace: "Gray" });
    document.destroy();
    return sharp(Buffer.from(data), { raw: { width, height, channels: 1 } });
  } finally {
    library.destroy();
  }
}
