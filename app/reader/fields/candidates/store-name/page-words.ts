import leven from "leven";
import { memoize } from "../../../memoize.ts";
import { isAddress } from "../../text/address.ts";
import { fold, lettersAndDigits } from "../../text/letters.ts";
import type { ReceiptText } from "../../text/receipt-text.ts";
import type { Row } from "../../text/rows.ts";

/** A spelling of a word with all its places on the page, in reading order. */
interface Spelling {
  readonly text: string;
  readonly folded: string;
  readonly places: readonly { readonly row: number; readonly place: number }[];
}

/** All spellings by folded word and by length. Not those of addresses: streets have names of their own. */
const spellingsOf = memoize((text: ReceiptText) => {
  const words = text.rows
    .flatMap((row, index) => wordsOf(row).map((word) => ({ text: word, row: index })))
    .map((word, place) => ({ ...word, place }));
  const spellings: Spelling[] = [...Map.groupBy(words, (word) => word.text)].map(([word, places]) => ({
    text: word,
    folded: fold(word),
    places,
  }));
  return {
    byWord: Map.groupBy(spellings, ({ folded }) => folded),
    byLength: Map.groupBy(spellings, (spelling) => spelling.text.length),
  };
});

function wordsOf(row: Row): string[] {
  return isAddress(row.folded) ? [] : row.text.split(/[^\p{L}\p{N}'&]+/u);
}

/**
 * The first spelling in other rows than these that differs from a word by one letter; null where other rows have the
 * word itself, or nothing like it.
 */
export function spellingNear(text: ReceiptText, word: string, indices: readonly number[]): string | null {
  const { byWord, byLength } = spellingsOf(text);
  const folded = fold(word);
  const placeOf = ({ places }: Spelling) =>
    places.find(({ row }) => !indices.includes(row))?.place ?? Number.POSITIVE_INFINITY;
  const isElsewhere = (spelling: Spelling) => placeOf(spelling) < Number.POSITIVE_INFINITY;
  if (byWord.get(folded)?.some(isElsewhere)) {
    return null;
  }
  const near = (byLength.get(word.length) ?? []).filter(
    (other) => differInOne(other.folded, folded) && isElsewhere(other),
  );
  return near.sort((a, b) => placeOf(a) - placeOf(b))[0]?.text ?? null;
}

function differInOne(a: string, b: string): boolean {
  if (a.length !== b.length) {
    return leven(a, b) === 1;
  }
  let different = 0;
  for (let index = 0; index < a.length && different < 2; index++) {
    if (a.charCodeAt(index) !== b.charCodeAt(index)) {
      different++;
    }
  }
  return different === 1;
}

/** Two words are the same from this similarity on. */
const SAME_WORD = 0.8;

/** Words shorter than this are the same as too many others. */
const SHORTEST_WORD = 4;

/** The words of a row that are long enough to be compared, each once, in letters and digits. */
export function longWordsOf(row: Row): string[] {
  const words = row.folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= SHORTEST_WORD);
  return [...new Set(words.map(lettersAndDigits))];
}

export function areSameWord(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  const most = (1 - SAME_WORD + 0.01) * longest;
  // Most words differ so much in length or in which letters they have that these need not be aligned.
  if (Math.abs(a.length - b.length) > most || lettersOfOne(a, b) > 2 * most) {
    return false;
  }
  return longest === 0 || 1 - leven(a, b) / longest >= SAME_WORD;
}

/** How many kinds of letters one of the words has and the other has not, at least. An edit changes two at most. */
function lettersOfOne(a: string, b: string): number {
  let count = 0;
  for (let bits = kindsOfLetters(a) ^ kindsOfLetters(b); bits !== 0; bits &= bits - 1) {
    count++;
  }
  return count;
}

/** A bit for each kind of letter; of 32 kinds, since some share one. */
function kindsOfLetters(word: string): number {
  let bits = 0;
  for (let index = 0; index < word.length; index++) {
    bits |= 1 << (word.charCodeAt(index) & 31);
  }
  return bits;
}

/** The rows that have a word: asked for the words of names, of which many are the same. */
export const rowsWithWord = memoize((text: ReceiptText) => {
  const rows = new Map<string, number[]>();
  for (const [index, row] of text.rows.entries()) {
    for (const word of longWordsOf(row)) {
      const known = rows.get(word);
      if (known) {
        known.push(index);
      } else {
        rows.set(word, [index]);
      }
    }
  }
  const found = new Map<string, ReadonlySet<number>>();
  return (word: string): ReadonlySet<number> => {
    const known =
      found.get(word) ??
      new Set([...rows].flatMap(([other, inRows]) => (areSameWord(word, other) ? inRows : [])));
    found.set(word, known);
    return known;
  };
});
