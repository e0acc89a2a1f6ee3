import { memoize } from "../../memoize.ts";
import type { Row } from "./rows.ts";

/** Words of a row from which on it is a sentence, as letters and books have; receipts have them at their foot alone. */
const SENTENCE = 8;

/** Whether a row is a sentence. */
export function isSentence(row: string): boolean {
  return wordsIn(row) >= SENTENCE;
}

/** Words of a row that is part of a text, when it ends with a stop or is next to a sentence. */
const PART_OF_TEXT = 4;

/** Which rows are running text: sentences, and what continues or ends one. */
export const proseIn = memoize((rows: readonly Row[]): readonly boolean[] => {
  const sentences = rows.map(({ text }) => isSentence(text));
  return rows.map(({ text, pieces }, index) => {
    if (sentences[index]) {
      return true;
    }
    const isNear = [index - 1, index + 1].some((near) => sentences[near]);
    const isEnded = /[\p{L}\d€$£][.?!]$/u.test(text);
    return pieces.length === 1 && (isNear || isEnded) && wordsIn(text) >= PART_OF_TEXT;
  });
});

function wordsIn(row: string): number {
  return row.match(/\p{L}{2,}/gu)?.length ?? 0;
}
