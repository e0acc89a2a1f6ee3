import type { Turn } from "../../../receipt.ts";
import type { Matrix, PdfPage } from "./pdf-page.ts";
import { between, type Rect } from "./rect.ts";

/** A page with more characters is no receipt's, and is read as a picture. A dense page of a book has 5,000. */
const MOST_CHARACTERS = 50_000;

/** Modes of pdfium (PDF 32000-1, table 106) in which text is drawn; 3 is invisible and 7 only a clip. */
const DRAWN_MODES = [0, 1, 2, 4, 5, 6];

/** Radians by which the direction of text may differ from a right angle. */
const LEVEL = 0.03;

/** A character of a text layer, in pixels of the drawn page. */
export interface Character {
  /** Empty where the file does not say what it is. */
  readonly text: string;
  /** The object that draws it; several characters have the same one. */
  readonly object: number;
  /** Around its ink. */
  readonly ink: Rect;
  /** Where its baseline begins. */
  readonly x: number;
  readonly y: number;
  /** The size of its font. */
  readonly size: number;
  /** Degrees clockwise that make its text upright; undefined where no right angle does. */
  readonly turn: Turn | undefined;
  /** Whether it is of a mode that is drawn. */
  readonly isDrawn: boolean;
  /** Whether a space or the end of a line is before it. */
  readonly isFirst: boolean;
}

/** Characters and what separates them, in the order of the file; undefined where there are more than on a receipt. */
export function charactersOf(page: PdfPage, toPixels: Matrix): Character[] | undefined {
  return page.withText((textPage, count) => {
    const { pdfium } = page;
    const { call } = pdfium;
    if (count > MOST_CHARACTERS) {
      return undefined;
    }
    const characters: Character[] = [];
    const styles = new Map<number, Style>();
    let isFirst = true;
    for (let index = 0; index < count; index++) {
      const text = textOf(call._FPDFText_GetUnicode(textPage, index));
      const object = call._FPDFText_GetTextObject(textPage, index);
      if (object === 0 || call._FPDFText_IsGenerated(textPage, index) === 1 || /^\s+$/u.test(text)) {
        isFirst = true;
        continue;
      }
      let style = styles.get(object);
      if (style === undefined) {
        const matrix = pdfium.floats(6, (out) => call._FPDFText_GetMatrix(textPage, index, out));
        const size = call._FPDFText_GetFontSize(textPage, index);
        const isDrawn = DRAWN_MODES.includes(call._FPDFTextObj_GetTextRenderMode(object));
        style = { ...directionOf(matrix, size, toPixels), isDrawn };
        styles.set(object, style);
      }
      const isMapped = call._FPDFText_HasUnicodeMapError(textPage, index) !== 1;
      const [left = 0, right = 0, bottom = 0, top = 0] = pdfium.doubles(4, (out) =>
        call._FPDFText_GetCharBox(textPage, index, out, out + 8, out + 16, out + 24),
      );
      const [x = 0, y = 0] = pdfium.doubles(2, (out) =>
        call._FPDFText_GetCharOrigin(textPage, index, out, out + 8),
      );
      characters.push({
        ...style,
        text: isMapped ? text : "",
        object,
        ink: between(place(toPixels, left, bottom), place(toPixels, right, top)),
        ...place(toPixels, x, y),
        isFirst,
      });
      isFirst = false;
    }
    return characters;
  });
}

type Style = Pick<Character, "turn" | "size" | "isDrawn">;

function directionOf([a = 0, b = 0, c = 0, d = 0]: Float32Array, size: number, toPixels: Matrix) {
  const along = { x: toPixels.a * a + toPixels.c * b, y: toPixels.b * a + toPixels.d * b };
  const up = { x: toPixels.a * c + toPixels.c * d, y: toPixels.b * c + toPixels.d * d };
  const angle = Math.atan2(along.y, along.x);
  const quarters = Math.round(angle / (Math.PI / 2));
  const isLevel = Math.abs(angle - quarters * (Math.PI / 2)) < LEVEL;
  return { size: size * Math.hypot(up.x, up.y), turn: isLevel ? BACK[(quarters + 4) % 4] : undefined };
}

/** What makes text upright that runs right, down, left or up. */
const BACK: readonly Turn[] = [0, 270, 180, 90];

/** The character as NFKC has it, so that ligatures are letters; nothing for what is no character or has no shape. */
function textOf(code: number): string {
  // pdfium's sign for a hyphen at the end of a line.
  if (code === 0x02 || code === 0xfffe) {
    return "-";
  }
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code).normalize("NFKC") : "";
}

function place({ a, b, c, d, e, f }: Matrix, x: number, y: number) {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}
