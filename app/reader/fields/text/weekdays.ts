import { memoize } from "../../memoize.ts";
import { WEEKDAYS } from "../words/date-words.ts";
import type { Row } from "./rows.ts";

/** Days of the week in a row, 0 for Sunday; names in full, or their first three letters in English and German. */
export const weekdaysOf = memoize((row: Row): number[] => {
  const days = new Set<number>();
  for (const word of row.folded.split(/[^\p{L}]+/u)) {
    if (word.length < 2) {
      continue;
    }
    for (const [language, names] of Object.entries(WEEKDAYS)) {
      const index = names.findIndex((name) => {
        if (word.length >= 4) {
          return name === word || (name.length > 5 && word.length >= 5 && name.startsWith(word));
        }
        if (language === "en") {
          return word.length === 3 && name.startsWith(word);
        }
        return language === "de" && word.length === 2 && name.startsWith(word);
      });
      if (index >= 0) {
        days.add(index);
      }
    }
  }
  return [...days];
});
