import type { PDFiumModule } from "@hyzyla/pdfium";

type Listed = Awaited<ReturnType<typeof PDFiumModule>>;

/**
 * Functions of the WebAssembly that the package's types leave out, as pdfium's headers (fpdfview.h, fpdf_text.h,
 * fpdf_edit.h, fpdf_flatten.h, fpdf_transformpage.h) describe them. Handles and addresses are numbers, 0 is none;
 * lengths are points of the page, whose y grows upwards.
 */
interface Unlisted {
  _FPDF_InitLibrary(): void;
  /** Of the page as it is shown, turned. */
  _FPDF_GetPageWidthF(page: number): number;
  _FPDF_GetPageHeightF(page: number): number;
  /** Writes two whole numbers: the place on a device of these sizes. */
  _FPDF_PageToDevice(
    page: number,
    left: number,
    top: number,
    width: number,
    height: number,
    rotate: number,
    x: number,
    y: number,
    deviceX: number,
    deviceY: number,
  ): number;
  /** Quarter turns clockwise. */
  _FPDFPage_GetRotation(page: number): number;
  /** Writes four floats: left, bottom, right, top. False where the page has none of its own. */
  _FPDFPage_GetMediaBox(page: number, left: number, bottom: number, right: number, top: number): number;
  _FPDFPage_SetMediaBox(page: number, left: number, bottom: number, right: number, top: number): void;
  _FPDFPage_GetAnnotCount(page: number): number;
  /** Makes what annotations and form fields show a part of the page, from the next time on that it is loaded. */
  _FPDFPage_Flatten(page: number, usage: number): number;
  _FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number;
  /** What is not active is not drawn. */
  _FPDFPageObj_SetIsActive(object: number, active: number): number;
  _FPDFFormObj_CountObjects(form: number): number;
  _FPDFFormObj_GetObject(form: number, index: number): number;
  _FPDFTextObj_GetTextRenderMode(object: number): number;
  _FPDFText_GetUnicode(textPage: number, index: number): number;
  /** 1 for spaces and ends of lines that are not in the file. */
  _FPDFText_IsGenerated(textPage: number, index: number): number;
  _FPDFText_HasUnicodeMapError(textPage: number, index: number): number;
  _FPDFText_GetTextObject(textPage: number, index: number): number;
  _FPDFText_GetFontSize(textPage: number, index: number): number;
  /** Writes four doubles: left, right, bottom, top of the ink. */
  _FPDFText_GetCharBox(
    textPage: number,
    index: number,
    left: number,
    right: number,
    bottom: number,
    top: number,
  ): number;
  /** Writes two doubles: where the character's baseline begins. */
  _FPDFText_GetCharOrigin(textPage: number, index: number, x: number, y: number): number;
  /** Writes six floats: from the font's space to the page's. */
  _FPDFText_GetMatrix(textPage: number, index: number, matrix: number): number;
}

const UNLISTED: readonly (keyof Unlisted)[] = [
  "_FPDF_InitLibrary",
  "_FPDF_GetPageWidthF",
  "_FPDF_GetPageHeightF",
  "_FPDF_PageToDevice",
  "_FPDFPage_GetRotation",
  "_FPDFPage_GetMediaBox",
  "_FPDFPage_SetMediaBox",
  "_FPDFPage_GetAnnotCount",
  "_FPDFPage_Flatten",
  "_FPDFPageObj_GetBounds",
  "_FPDFPageObj_SetIsActive",
  "_FPDFFormObj_CountObjects",
  "_FPDFFormObj_GetObject",
  "_FPDFTextObj_GetTextRenderMode",
  "_FPDFText_GetUnicode",
  "_FPDFText_IsGenerated",
  "_FPDFText_HasUnicodeMapError",
  "_FPDFText_GetTextObject",
  "_FPDFText_GetFontSize",
  "_FPDFText_GetCharBox",
  "_FPDFText_GetCharOrigin",
  "_FPDFText_GetMatrix",
];

type Raw = Listed & Unlisted;

/** Bytes for the largest answer that is read from the WebAssembly's memory: six floats, or four doubles. */
const SCRATCH_BYTES = 64;

/** pdfium with a memory of its own, for one file. The memory is freed with the last reference to it. */
export class Pdfium {
  readonly call: Raw;
  readonly #scratch: number;

  static async load(): Promise<Pdfium> {
    const { PDFiumModule } = await import("@hyzyla/pdfium");
    const module = await PDFiumModule({});
    if (!hasAll(module)) {
      throw new Error("This version of @hyzyla/pdfium lacks functions that the reader needs.");
    }
    module._FPDF_InitLibrary();
    return new Pdfium(module);
  }

  private constructor(call: Raw) {
    this.call = call;
    this.#scratch = this.allocate(SCRATCH_BYTES);
  }

  /** The address of so many bytes, which are 0. */
  allocate(bytes: number): number {
    const address = this.call.wasmExports.malloc(bytes);
    if (address === 0) {
      throw new Error(`pdfium has no memory for ${bytes} bytes.`);
    }
    this.call.HEAPU8.fill(0, address, address + bytes);
    return address;
  }

  free(address: number): void {
    this.call.wasmExports.free(address);
  }

  /** @param write is given the addresses for as many numbers */
  doubles(count: 2 | 4, write: (address: number) => void): Float64Array {
    write(this.#scratch);
    return new Float64Array(this.call.HEAPU8.slice(this.#scratch, this.#scratch + 8 * count).buffer);
  }

  floats(count: 4 | 6, write: (address: number) => void): Float32Array {
    write(this.#scratch);
    return new Float32Array(this.call.HEAPU8.slice(this.#scratch, this.#scratch + 4 * count).buffer);
  }

  wholeNumbers(count: 2, write: (address: number) => void): Int32Array {
    write(this.#scratch);
    return new Int32Array(this.call.HEAPU8.slice(this.#scratch, this.#scratch + 4 * count).buffer);
  }
}

function hasAll(module: Listed): module is Raw {
  return UNLISTED.every((name) => name in module);
}
