import type { Turn } from "../../../receipt.ts";
import type { Line } from "../../page.ts";
import { type Bitmap, bitmapOfGrey } from "../bitmap.ts";
import { type Character, charactersOf } from "./characters.ts";
import { conflicts, linesOf, wordsOf } from "./lines.ts";
import { hasOtherInk } from "./other-ink.ts";
import type { PdfPage } from "./pdf-page.ts";
import { between } from "./rect.ts";
import { VisibleInk } from "./visible-ink.ts";

/** Pixels: smaller type is decoration that nobody reads. */
const LEAST_SIZE = 5;

/** Part of the visible characters: where the file does not say what more of them are, it is not believed at all. */
const MOST_UNMAPPED = 0.3;

/** Points by which text and its shadow differ. */
const SHADOW = 2;
const STEPS = [-1, 0, 1];
const NEIGHBOURS = STEPS.flatMap((x) => STEPS.flatMap((y) => STEPS.map((width) => ({ x, y, width }))));

/**
 * What the recogniser knows too, so that it can be compared: Latin letters, digits and what all writings share. Neither
 * controls, nor the private use area, nor the sign for a character that is not known.
 */
const KNOWN = /^(?:(?![\p{C}\uFFFD])[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}])+$/u;

/** The text of a PDF page that can be seen and that the file itself tells. */
export interface TextLayer {
  /** In pixels of the upright page. */
  readonly lines: readonly Line[];
  /** Degrees clockwise by which the drawn page is turned to be upright. */
  readonly turned: Turn;
  /** The drawn page without this text; undefined where nothing is left that may be text. */
  readonly rest: Bitmap | undefined;
}

/**
 * Decides which text of a page's layer counts. A piece of text does when every character of it is known, is drawn, runs
 * in the direction of most of the text, and changes what is seen at its place: what is invisible, off the page, clipped,
 * covered or of the colour of its ground does not. All other ink stays in the picture, to be recognised.
 * @param drawn the grey of each pixel of the page at this size
 */
export function textLayerOf(
  page: PdfPage,
  drawn: Uint8Array,
  width: number,
  height: number,
): TextLayer | undefined {
  const objects = page.textObjects();
  const characters = objects && charactersOf(page, page.toPixels(width, height));
  if (!objects || !characters?.some(({ isDrawn }) => isDrawn)) {
    return undefined;
  }
  page.setDrawn(objects, false);
  const textless = page.draw(width, height);
  const ink = new VisibleInk(drawn, textless, width, height);
  const visible = characters.filter((character) => character.isDrawn && ink.isIn(character.ink));
  const unmapped = visible.filter(({ text }) => !KNOWN.test(text)).length;
  const turned = turnOf(visible);
  if (visible.length === 0 || unmapped > MOST_UNMAPPED * visible.length) {
    return undefined;
  }
  const seen = new Set(visible);
  const left = new Set(
    characters.filter((one) => !(seen.has(one) && counts(one, turned))).map(({ object }) => object),
  );
  const upright = uprightFrom(turned, width, height);
  const taken = characters.filter(({ object }) => !left.has(object)).map(upright);
  const words = wordsOf(taken);
  const doubtful = new Set(conflicts(words).flatMap((word) => [...word.objects]));
  const certain = words.filter((word) => ![...word.objects].some((object) => doubtful.has(object)));
  if (certain.length === 0) {
    return undefined;
  }
  const isHidden = shadowsOf(page, new Set(certain.flatMap((word) => [...word.objects])));
  const shown = objects.filter((object) => !isHidden(object));
  page.setDrawn(shown, true);
  const rest = shown.length === 0 ? textless : page.draw(width, height);
  return {
    lines: linesOf(certain),
    turned,
    rest: hasOtherInk(rest, width, height) ? bitmapOfGrey(rest, width, height) : undefined,
  };
}

/**
 * Whether an object is one of these, or at the same place and as large: programs draw text twice to make it bold or to
 * give it a shadow, and pdfium tells the characters of one.
 */
function shadowsOf(page: PdfPage, objects: ReadonlySet<number>): (object: number) => boolean {
  const places = new Set<string>();
  const cells = (object: number) => {
    const { left, top, right, bottom } = page.boundsOf(object);
    return [(left + right) / 2, (top + bottom) / 2, right - left].map((length) =>
      Math.round(length / SHADOW),
    );
  };
  for (const object of objects) {
    const [x = 0, y = 0, width = 0] = cells(object);
    for (const place of NEIGHBOURS) {
      places.add([x + place.x, y + place.y, width + place.width].join());
    }
  }
  return (object) => objects.has(object) || places.has(cells(object).join());
}

function counts({ text, turn, size }: Character, turned: Turn): boolean {
  return KNOWN.test(text) && turn === turned && size >= LEAST_SIZE;
}

/** Of most characters. */
function turnOf(characters: readonly Character[]): Turn {
  const counts = new Map<Turn, number>([[0, 0]]);
  for (const { turn } of characters) {
    if (turn !== undefined) {
      counts.set(turn, (counts.get(turn) ?? 0) + 1);
    }
  }
  return [...counts].reduce((most, next) => (next[1] > most[1] ? next : most))[0];
}

/** Moves characters to where they are when the page is turned. @param width pixels of the page before */
function uprightFrom(turned: Turn, width: number, height: number) {
  const move = (x: number, y: number) => {
    switch (turned) {
      case 0:
        return { x, y };
      case 90:
        return { x: height - y, y: x };
      case 180:
        return { x: width - x, y: height - y };
      case 270:
        return { x: y, y: width - x };
    }
  };
  return (character: Character): Character => {
    const { left, top, right, bottom } = character.ink;
    const ink = between(move(left, top), move(right, bottom));
    return { ...character, ...move(character.x, character.y), ink };
  };
}
