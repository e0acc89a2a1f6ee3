/** Choosing the fields of texts that are made to be dear. CPU is measured, since other tests run at the same time. */
import { expect, test } from "vitest";
import type { Page } from "../../app/reader/page.ts";
import { LONG_TEXTS, longPage, secondsToChoose } from "../../fixtures/long-texts.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

/** Lines of the two texts that are compared. */
const FEW = 1_250;
const MANY = 5_000;

/** Four times the text, and a quarter more. */
const MOST_TIMES = 5;

/** Seconds. More than choosing may take, since these processes also compile and collect garbage for it. */
const LIMIT = 1.5;

/** Measurements: the least of these tells, and of more where it is above a limit, since other work only adds. */
const MOST_MEASURED = 15;

test.each(Object.entries(LONG_TEXTS))("choosing the fields among %s is linear", (_what, textOf) => {
  const [few, many] = [longPage(textOf, FEW), longPage(textOf, MANY)];
  // The first compiles; and without this, what is quadratic would run for minutes.
  expect(secondsToChoose(few)).toBeLessThan(5 * LIMIT);
  // In turns, so that what else the machine does meets both.
  let [ofFew, ofMany] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const isLinear = () => ofMany / ofFew < MOST_TIMES && ofMany < LIMIT;
  for (let measured = 0; measured < MOST_MEASURED && !isLinear(); measured++) {
    ofFew = Math.min(ofFew, secondsToChoose(few));
    ofMany = Math.min(ofMany, secondsToChoose(many));
  }
  expect.soft(ofMany / ofFew).toBeLessThan(MOST_TIMES);
  expect.soft(ofMany).toBeLessThan(LIMIT);
});

test.each([
  ["amounts in columns", "1234.95  ", MANY],
  ["digits", "1234567890", 10_000],
  ["amounts", "TOTAL 12.34 ", 20_000],
  ["letters", "a", 100_000],
  ["blanks and dots", " . ", 30_000],
  ["dates", "12/10/23 ", 20_000],
] as const)("one row of %s is chosen from in time", (_what, piece, times) => {
  expect(leastSeconds(pageOfText(piece.repeat(times / 20)))).toBeLessThan(LIMIT);
  expect(leastSeconds(pageOfText(piece.repeat(times)))).toBeLessThan(LIMIT);
});

/** Of as few measurements as show that it is below the limit. */
function leastSeconds(page: Page): number {
  let least = Number.POSITIVE_INFINITY;
  for (let measured = 0; measured < 3 && least >= LIMIT; measured++) {
    least = Math.min(least, secondsToChoose(page));
  }
  return least;
}
