import { expect, test } from "vitest";
import { rowsOf } from "../../app/reader/fields/text/rows.ts";
import type { Line, Page, Point } from "../../app/reader/page.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

const PAGE = pageOfText(
  "Wholemeal bread  3.49\nButter salted 250 g  2.95\nCoffee beans 1 kg  14.90\nSubtotal  21.34\nTotal to pay  21.34\nCash payment  50.00\nChange  28.66",
);
const ROWS = rowsOf(PAGE).map((row) => row.text);

function moved(move: (point: Point) => Point): Page {
  const lines = PAGE.lines.map(
    (line): Line => ({
      ...line,
      quad: [move(line.quad[0]), move(line.quad[1]), move(line.quad[2]), move(line.quad[3])],
    }),
  );
  return { ...PAGE, lines };
}

test.each([
  ["slanted down", ({ x, y }: Point) => ({ x: x - 0.1 * y, y: y + 0.1 * x })],
  ["slanted up", ({ x, y }: Point) => ({ x: x + 0.1 * y, y: y - 0.1 * x })],
  ["curled", ({ x, y }: Point) => ({ x, y: y + 14 * Math.sin((Math.PI * x) / PAGE.width) })],
  ["seen from one side", ({ x, y }: Point) => ({ x, y: y * (1 + (0.15 * x) / PAGE.width) })],
])("pieces of a row are found on paper that is %s", (_, move) => {
  expect(rowsOf(moved(move)).map((row) => row.text)).toEqual(ROWS);
});

test("text along the edge of the paper belongs to no row", () => {
  const edge: Line = {
    text: "PLEASE TURN OVER",
    confidence: 0.9,
    quad: [
      { x: 380, y: 10 },
      { x: 380, y: 200 },
      { x: 350, y: 200 },
      { x: 350, y: 10 },
    ],
  };
  expect(rowsOf({ ...PAGE, lines: [...PAGE.lines, edge] }).map((row) => row.text)).toEqual(ROWS);
});

test("words of a row whose boxes overlap stay in their order", () => {
  const word = (text: string, left: number, right: number, top: number): Line => ({
    text,
    confidence: 0.9,
    quad: [
      { x: left, y: top },
      { x: right, y: top + 0.052 * (right - left) },
      { x: right, y: top + 35 + 0.052 * (right - left) },
      { x: left, y: top + 35 },
    ],
  });
  const lines = [word("STORES", 300, 440, 71), word("AMBER FJORD", 110, 320, 61)];
  expect(rowsOf({ width: 540, height: 450, lines }).map((row) => row.text)).toEqual(["AMBER FJORD  STORES"]);
});
