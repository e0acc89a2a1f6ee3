import { expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import type { Page } from "../../app/reader/page.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

/** Pieces that a page is full of, and how often the larger page has them. */
const MANY = 5_000;
const FEW = 1_250;

/** Four times the text, and a quarter more. */
const MOST_TIMES = 5;

/** Milliseconds that choosing may take. */
const LIMIT = 1_000;

/** Measurements: the least of these tells, and of more where it is above the limit, since other work only adds. */
const LEAST_MEASURED = 2;
const MOST_MEASURED = 15;

const two = (number: number) => String(number).padStart(2, "0");
const pieces: readonly (readonly [what: string, piece: (index: number) => string])[] = [
  ["amounts", (i) => `TOTAL ${(i / 100).toFixed(2)}`],
  ["equal amounts", () => "TOTAL EUR 12.34"],
  ["bare amounts", (i) => `${(i * 7) % 1_000}.${two(i % 100)}`],
  ["dates", (i) => `${two((i % 28) + 1)}/${two((i % 12) + 1)}/${2000 + (i % 25)}`],
  ["dates with words", (i) => `Date: ${two((i % 28) + 1)}.${two((i % 12) + 1)}.23 12:${two(i % 60)}`],
  ["names", (i) => `Oak Street Market ${i} Ltd`],
  ["equal words", () => "TOTAL"],
  ["currencies", (i) => `${["USD", "€", "Rs.", "CHF"][i % 4]} ${i}.00`],
  ["letters", (i) => "I1l.:"[i % 5] ?? ""],
];

/** Four pieces in a row, in columns. */
function page(piece: (index: number) => string, count: number) {
  const rows = Array.from({ length: count / 4 }, (_, row) =>
    [0, 1, 2, 3].map((column) => piece(row * 4 + column)).join("  "),
  );
  return pageOfText(rows.join("\n"));
}

const TODAY = new Date("2026-01-01");

function milliseconds(text: Page): number {
  const started = performance.now();
  chooseFields(text, TODAY);
  return performance.now() - started;
}

/** The least of several. */
function leastMilliseconds(text: Page): number {
  return Math.min(...Array.from({ length: LEAST_MEASURED }, () => milliseconds(text)));
}

test.each(pieces)("choosing the fields among %s is linear", (_what, piece) => {
  const [few, many] = [page(piece, FEW), page(piece, MANY)];
  // Without this, what is quadratic would run for minutes.
  expect(milliseconds(few)).toBeLessThan(5 * LIMIT);
  // In turns, so that what else the machine does meets both.
  let [timeOfFew, timeOfMany] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const times = () => timeOfMany / timeOfFew;
  for (let measured = 0; measured < MOST_MEASURED; measured++) {
    timeOfFew = Math.min(timeOfFew, milliseconds(few));
    timeOfMany = Math.min(timeOfMany, milliseconds(many));
    if (measured + 1 >= LEAST_MEASURED && times() < MOST_TIMES && timeOfMany < LIMIT) {
      break;
    }
  }
  expect.soft(times()).toBeLessThan(MOST_TIMES);
  expect.soft(timeOfMany).toBeLessThan(LIMIT);
});

test.each([
  ["one row of amounts", "1234.95  ", MANY],
  ["one text of digits", "1234567890", 10_000],
  ["one text of amounts", "TOTAL 12.34 ", 20_000],
  ["one text of letters", "a", 100_000],
  ["one text of blanks and dots", " . ", 30_000],
  ["one text of dates", "12/10/23 ", 20_000],
] as const)("%s is chosen from in a second", (_what, piece, times) => {
  expect(milliseconds(pageOfText(piece.repeat(times / 20)))).toBeLessThan(LIMIT);
  expect(leastMilliseconds(pageOfText(piece.repeat(times)))).toBeLessThan(LIMIT);
});
