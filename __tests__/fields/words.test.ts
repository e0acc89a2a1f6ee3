import { expect, test } from "vitest";
import { fold } from "../../app/reader/fields/text/letters.ts";
import { COUNTRIES } from "../../app/reader/fields/words/countries.ts";
import {
  DATE_LABELS,
  MONTHS,
  OTHER_DATE_LABELS,
  WEEKDAYS,
} from "../../app/reader/fields/words/date-words.ts";
import { LABELS } from "../../app/reader/fields/words/labels.ts";
import { words } from "../../app/reader/fields/words/words.ts";

test("lists of words may be wrapped, and keep the backslashes of patterns", () => {
  expect(words`A, B C,
    S\.A\., D`).toEqual(["A", "B C", "S\\.A\\.", "D"]);
});

test("all words are folded, as the text is that they are looked for in", () => {
  const lists = [...Object.values(LABELS), DATE_LABELS, OTHER_DATE_LABELS, MONTHS, WEEKDAYS];
  const all = [
    ...lists.flatMap((byLanguage) => Object.values(byLanguage).flat()),
    ...COUNTRIES.flatMap((country) => country.words),
  ];
  expect(all.length).toBeGreaterThan(1000);
  expect(all.filter((word) => word === "" || word.trim() !== word || fold(word) !== word)).toEqual([]);
});

test("twelve months and seven days in every language", () => {
  expect(Object.values(MONTHS).filter((names) => names.length !== 12)).toEqual([]);
  expect(Object.values(WEEKDAYS).filter((names) => names.length !== 7)).toEqual([]);
});
