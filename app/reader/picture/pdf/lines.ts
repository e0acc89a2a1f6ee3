import type { Line, Quad } from "../../page.ts";
import type { Character } from "./characters.ts";
import { type Rect, union } from "./rect.ts";

/**
 * Sizes of the font: characters with a wider gap are in different words even where the file has no space there; words with
 * a wider gap are in different lines; narrower gaps between words are of one word that the file draws in parts.
 */
const WORD_GAP = 0.5;
const LINE_GAP = 1;
const NO_GAP = 0.2;

/** Sizes of the font by which baselines of a row may differ, and how much larger the type of one line may get. */
const LEVEL = 0.25;
const LARGER = 1.5;

/** Sizes of the font between the ink and the edge of its box: the detector's boxes have as much. */
const MARGIN = 0.15;

/** Part of the narrower one by which two words are at the same place. */
const SAME_PLACE = 0.5;

/** Characters that touch, of the same line and size. */
export interface Word {
  readonly text: string;
  /** Whether a space or the end of a line is before it in the file. */
  readonly isFirst: boolean;
  readonly objects: ReadonlySet<number>;
  readonly ink: Rect;
  readonly baseline: number;
  readonly size: number;
}

/** @param characters upright, in the order of the file */
export function wordsOf(characters: readonly Character[]): Word[] {
  const words: Word[] = [];
  let word: Character[] = [];
  for (const character of [...characters, undefined]) {
    const last = word.at(-1);
    if (last !== undefined && (character === undefined || character.isFirst || !follows(last, character))) {
      words.push(wordOf(word));
      word = [];
    }
    if (character !== undefined) {
      word.push(character);
    }
  }
  return words;
}

/** Words at the same place whose texts differ: only one of them can be what is seen there. */
export function conflicts(words: readonly Word[]): Word[] {
  return rowsOf(words).flatMap((row) =>
    row.flatMap((word, index) => {
      const next = row[index + 1];
      return next !== undefined && isSamePlace(word, next) && word.text !== next.text ? [word, next] : [];
    }),
  );
}

/** Lines of words, from top to bottom: what is far from each other in a row is in lines of its own. */
export function linesOf(words: readonly Word[]): Line[] {
  return rowsOf(words).flatMap((row) => {
    const lines: Word[] = [];
    for (const word of row) {
      const last = lines.at(-1);
      if (last === undefined || !isSameLine(last, word)) {
        lines.push(word);
      } else if (!isSamePlace(last, word) || !last.text.endsWith(word.text)) {
        lines[lines.length - 1] = joined(last, word);
      }
    }
    return lines.map(({ text, ink, size }): Line => ({ text, confidence: 1, quad: quadAround(ink, size) }));
  });
}

function rowsOf(words: readonly Word[]): Word[][] {
  const rows: Word[][] = [];
  for (const word of [...words].sort((a, b) => a.baseline - b.baseline)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row !== undefined && first !== undefined && word.baseline - first.baseline < LEVEL * first.size) {
      row.push(word);
    } else {
      rows.push([word]);
    }
  }
  return rows.map((row) => row.sort((a, b) => a.ink.left - b.ink.left));
}

function follows(last: Character, next: Character): boolean {
  const gap = next.ink.left - last.ink.right;
  return (
    Math.abs(next.y - last.y) < LEVEL * last.size &&
    gap < WORD_GAP * last.size &&
    next.ink.right > last.ink.left &&
    isAsLarge(last.size, next.size)
  );
}

function isSameLine(last: Word, next: Word): boolean {
  return next.ink.left - last.ink.right < LINE_GAP * last.size && isAsLarge(last.size, next.size);
}

function isAsLarge(one: number, other: number): boolean {
  return Math.max(one, other) < LARGER * Math.min(one, other);
}

function isSamePlace(one: Word, other: Word): boolean {
  const shared = Math.min(one.ink.right, other.ink.right) - Math.max(one.ink.left, other.ink.left);
  return shared > SAME_PLACE * Math.min(widthOf(one), widthOf(other));
}

const widthOf = ({ ink }: Word) => ink.right - ink.left;

function joined(last: Word, next: Word): Word {
  const space = next.isFirst || next.ink.left - last.ink.right >= NO_GAP * last.size ? " " : "";
  return {
    text: last.text + space + next.text,
    isFirst: last.isFirst,
    objects: last.objects,
    ink: union(last.ink, next.ink),
    baseline: last.baseline,
    size: Math.max(last.size, next.size),
  };
}

function wordOf(characters: readonly Character[]): Word {
  const [first, ...others] = characters;
  if (first === undefined) {
    throw new Error("A word has characters.");
  }
  return {
    text: characters.map(({ text }) => text).join(""),
    isFirst: first.isFirst,
    objects: new Set(characters.map(({ object }) => object)),
    ink: others.reduce((ink, character) => union(ink, character.ink), first.ink),
    baseline: first.y,
    size: first.size,
  };
}

function quadAround({ left, top, right, bottom }: Rect, size: number): Quad {
  const margin = MARGIN * size;
  // Dots and dashes are as high as a small letter, so that they are in the row of their neighbours.
  const more = Math.max(0, size / 2 - (bottom - top)) / 2;
  const [x1, y1, x2, y2] = [left - margin, top - margin - more, right + margin, bottom + margin + more];
  return [
    { x: x1, y: y1 },
    { x: x2, y: y1 },
    { x: x2, y: y2 },
    { x: x1, y: y2 },
  ];
}
