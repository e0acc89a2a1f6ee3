import { WEEKDAYS } from "../words/date-words.ts";

/** Days of the week in a folded text, 0 for Sunday; names in full, or their first three letters in English and German. */
export function weekdaysIn(folded: string): number[] {
  const days = new Set<number>();
  for (const word of folded.split(/[^\p{L}]+/u)) {
    if (word.length < 2) continue;
    for (const [language, names] of Object.entries(WEEKDAYS)) {
      const index = names.findIndex((name) => {
        if (word.length >= 4)
          return name === word || (name.length > 5 && word.length >= 5 && name.startsWith(word));
        if (language === "en") return word.length === 3 && name.startsWith(word);
        return language === "de" && word.length === 2 && name.startsWith(word);
      });
      if (index >= 0) days.add(index);
    }
  }
  return [...days];
}
