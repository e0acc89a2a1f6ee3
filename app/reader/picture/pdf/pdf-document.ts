import { UnreadableImageError } from "../../reader.ts";
import { PdfPage } from "./pdf-page.ts";
import { Pdfium } from "./pdfium.ts";

/** FPDF_ERR_PASSWORD: a password that is not the empty one. FPDF_ERR_SECURITY: encryption that pdfium does not know. */
const PASSWORD = 4;
const SECURITY = 5;

/** Bytes of FPDF_FORMFILLINFO, of which only the version counts here. */
const FORM_INFO_BYTES = 256;
const FORM_INFO_VERSION = 2;

/** A PDF file, opened. */
export class PdfDocument {
  readonly pageCount: number;
  readonly #pdfium: Pdfium;
  readonly #document: number;
  readonly #form: number;

  /** @throws UnreadableImageError when it needs a password, or is no PDF file that can be repaired */
  static async open(file: Uint8Array): Promise<PdfDocument> {
    const pdfium = await Pdfium.load();
    const address = pdfium.allocate(file.length);
    pdfium.call.HEAPU8.set(file, address);
    const document = pdfium.call._FPDF_LoadMemDocument(address, file.length, 0);
    if (document === 0) {
      const error = pdfium.call._FPDF_GetLastError();
      throw new UnreadableImageError(
        error === PASSWORD || error === SECURITY
          ? "This PDF file is protected by a password. Send a copy without one, or a picture of the receipt."
          : "The file is damaged, or of a kind that cannot be decoded.",
      );
    }
    return new PdfDocument(pdfium, document);
  }

  private constructor(pdfium: Pdfium, document: number) {
    this.#pdfium = pdfium;
    this.#document = document;
    this.pageCount = pdfium.call._FPDF_GetPageCount(document);
    const info = pdfium.allocate(FORM_INFO_BYTES);
    pdfium.call.HEAPU8[info] = FORM_INFO_VERSION;
    this.#form = pdfium.call._FPDFDOC_InitFormFillEnvironment(document, info);
  }

  /**
   * Loads a page; whoever asks closes it.
   * @param number from 1
   */
  page(number: number): PdfPage {
    return new PdfPage(this.#pdfium, this.#document, this.#form, number);
  }
}
