import { UnreadableImageError } from "../../reader.ts";
import type { Pdfium } from "./pdfium.ts";
import type { Rect } from "./rect.ts";

/** FPDFBitmap_Gray, white, FPDF_ANNOT and FPDF_GRAYSCALE. */
const GREY = 1;
const WHITE = 0xffffffff;
const DRAWING = 0x01 | 0x08;

/** FPDF_PAGEOBJ_TEXT, FPDF_PAGEOBJ_FORM. */
const TEXT = 1;
const FORM = 5;

/** FLAT_NORMALDISPLAY: as it looks on a screen. */
const AS_SHOWN = 0;

/** Objects on a page whose text is taken from the file, and forms in forms. The page of a catalogue has some 3,000. */
const MOST_OBJECTS = 50_000;
const MOST_DEPTH = 8;

/** Steps of a pixel in which places are asked for, since pdfium answers in whole numbers. */
const STEPS = 16;

/** x' = a x + c y + e, y' = b x + d y + f. */
export interface Matrix {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** A page of a PDF file as it is shown: turned, with its form fields and annotations. */
export class PdfPage {
  readonly pdfium: Pdfium;
  readonly #page: number;

  /** @throws UnreadableImageError where the file has no such page */
  constructor(pdfium: Pdfium, document: number, form: number, number: number) {
    this.pdfium = pdfium;
    this.#page = loadFlattened(pdfium, document, form, number - 1);
    if (this.#page === 0) {
      throw new UnreadableImageError(`Page ${number} of the PDF file is damaged.`);
    }
    this.#mendMediaBox();
  }

  /** Points. */
  get width(): number {
    return this.pdfium.call._FPDF_GetPageWidthF(this.#page);
  }

  get height(): number {
    return this.pdfium.call._FPDF_GetPageHeightF(this.#page);
  }

  close(): void {
    this.pdfium.call._FPDF_ClosePage(this.#page);
  }

  /** Draws it on white, so large. @returns the grey of each pixel, row after row */
  draw(width: number, height: number): Uint8Array {
    const { call } = this.pdfium;
    const address = this.pdfium.allocate(width * height);
    try {
      const bitmap = call._FPDFBitmap_CreateEx(width, height, GREY, address, width);
      call._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
      call._FPDF_RenderPageBitmap(bitmap, this.#page, 0, 0, width, height, 0, DRAWING);
      call._FPDFBitmap_Destroy(bitmap);
      return call.HEAPU8.slice(address, address + width * height);
    } finally {
      this.pdfium.free(address);
    }
  }

  /** From points of the page to pixels of its drawing. */
  toPixels(width: number, height: number): Matrix {
    const at = (x: number, y: number) => {
      const [deviceX = 0, deviceY = 0] = this.pdfium.wholeNumbers(2, (out) =>
        this.pdfium.call._FPDF_PageToDevice(
          this.#page,
          0,
          0,
          width * STEPS,
          height * STEPS,
          0,
          x,
          y,
          out,
          out + 4,
        ),
      );
      return { x: deviceX / STEPS, y: deviceY / STEPS };
    };
    const [origin, along, up] = [at(0, 0), at(this.width, 0), at(0, this.height)];
    return {
      a: (along.x - origin.x) / this.width,
      b: (along.y - origin.y) / this.width,
      c: (up.x - origin.x) / this.height,
      d: (up.y - origin.y) / this.height,
      e: origin.x,
      f: origin.y,
    };
  }

  /** The pieces of text that the page draws, also in forms. Undefined where there is more than a receipt has. */
  textObjects(): number[] | undefined {
    const { call } = this.pdfium;
    const found: number[] = [];
    let [left, isBounded] = [MOST_OBJECTS, true];
    const look = (count: number, get: (index: number) => number, depth: number) => {
      left -= count;
      isBounded &&= left >= 0 && depth <= MOST_DEPTH;
      for (let index = 0; isBounded && index < count; index++) {
        const object = get(index);
        const type = call._FPDFPageObj_GetType(object);
        if (type === TEXT) {
          found.push(object);
        } else if (type === FORM) {
          const inside = (at: number) => call._FPDFFormObj_GetObject(object, at);
          look(call._FPDFFormObj_CountObjects(object), inside, depth + 1);
        }
      }
    };
    const onPage = (index: number) => call._FPDFPage_GetObject(this.#page, index);
    look(call._FPDFPage_CountObjects(this.#page), onPage, 0);
    return isBounded ? found : undefined;
  }

  /** Around an object, in points of the page or of the form that it is in. */
  boundsOf(object: number): Rect {
    const [left = 0, bottom = 0, right = 0, top = 0] = this.pdfium.floats(4, (out) =>
      this.pdfium.call._FPDFPageObj_GetBounds(object, out, out + 4, out + 8, out + 12),
    );
    return { left, top, right, bottom };
  }

  /** Whether these objects are drawn from now on. */
  setDrawn(objects: Iterable<number>, drawn: boolean): void {
    for (const object of objects) {
      this.pdfium.call._FPDFPageObj_SetIsActive(object, drawn ? 1 : 0);
    }
  }

  /** @param use is given pdfium's list of the page's characters, and their number */
  withText<Result>(use: (textPage: number, count: number) => Result): Result | undefined {
    const textPage = this.pdfium.call._FPDFText_LoadPage(this.#page);
    if (textPage === 0) {
      return undefined;
    }
    try {
      return use(textPage, this.pdfium.call._FPDFText_CountChars(textPage));
    } finally {
      this.pdfium.call._FPDFText_ClosePage(textPage);
    }
  }

  /**
   * Some programs exchange the sides of a page that they turn by 90 or 270 degrees, and draw as if they had not: most of
   * the text is then outside of the page, and all of it inside where the sides are exchanged again.
   */
  #mendMediaBox(): void {
    const { call } = this.pdfium;
    if (call._FPDFPage_GetRotation(this.#page) % 2 === 0) {
      return;
    }
    const [left = 0, bottom = 0, right = 0, top = 0] = this.pdfium.floats(4, (out) =>
      call._FPDFPage_GetMediaBox(this.#page, out, out + 4, out + 8, out + 12),
    );
    const objects = this.textObjects() ?? [];
    const isIn = (object: number, width: number, height: number) => {
      const bounds = this.boundsOf(object);
      const isWide = bounds.left >= left && bounds.right <= left + width;
      return isWide && bounds.bottom >= bottom && bounds.top <= bottom + height;
    };
    const [width, height] = [right - left, top - bottom];
    const outside = objects.filter((object) => !isIn(object, width, height));
    if (outside.length > objects.length / 2 && objects.every((object) => isIn(object, height, width))) {
      call._FPDFPage_SetMediaBox(this.#page, left, bottom, left + height, bottom + width);
    }
  }
}

/** A page whose annotations and form fields are part of its content, so that they are drawn and their text is text. */
function loadFlattened(pdfium: Pdfium, document: number, form: number, index: number): number {
  const { call } = pdfium;
  const page = call._FPDF_LoadPage(document, index);
  if (page === 0 || call._FPDFPage_GetAnnotCount(page) === 0) {
    return page;
  }
  if (form !== 0) {
    // Fields that bring no drawing of their own get one.
    call._FORM_OnAfterLoadPage(page, form);
  }
  call._FPDFPage_Flatten(page, AS_SHOWN);
  if (form !== 0) {
    call._FORM_OnBeforeClosePage(page, form);
  }
  call._FPDF_ClosePage(page);
  return call._FPDF_LoadPage(document, index);
}
