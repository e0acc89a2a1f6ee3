import leven from "leven";
import { MONTHS } from "../words/date-words.ts";

/** Names of months and their unambiguous short forms, folded, with the month's number. */
export const MONTH_WORDS: ReadonlyMap<string, number> = monthWords();

/** The name of a month that differs by one letter at most; the word itself when there is none. */
export function nearestMonth(word: string): string {
  return [...MONTH_WORDS.keys()].find((name) => name.length >= 4 && leven(name, word) <= 1) ?? word;
}

function monthWords(): Map<string, number> {
  const words = new Map<string, number>();
  const clashes = new Set<string>();
  const add = (word: string, month: number) => {
    const known = words.get(word);
    if (known !== undefined && known !== month) {
      clashes.add(word);
    } else {
      words.set(word, month);
    }
  };
  for (const names of Object.values(MONTHS)) {
    names.forEach((name, index) => {
      for (const length of [3, 4, 5]) {
        if (name.length > length) {
          add(name.slice(0, length), index + 1);
        }
      }
    });
  }
  for (const clash of clashes) {
    words.delete(clash);
  }
  for (const names of Object.values(MONTHS)) {
    names.forEach((name, index) => {
      if (!words.has(name)) {
        words.set(name, index + 1);
      }
    });
  }
  // Forms of one country, and short ones that several languages spell alike but that only one of them prints.
  for (const [word, month] of [
    ["MAR", 3],
    ["JUN", 6],
    ["JUL", 7],
    ["MAY", 5],
    ["MAI", 5],
    ["SEPT", 9],
    ["SEP", 9],
    ["AVR", 4],
    ["MRZ", 3],
    ["MRT", 3],
    // Austria.
    ["JANNER", 1],
    ["FEBER", 2],
  ] as const) {
    words.set(word, month);
  }
  return words;
}
