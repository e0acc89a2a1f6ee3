/** Several receipts on one page are told apart, and one receipt stays one. */
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { loadModels } from "../../app/reader/models.ts";
import type { Page, Point } from "../../app/reader/page.ts";
import { readFile } from "../../app/reader/read-file.ts";
import { receiptsOf } from "../../app/reader/receipts/receipts-of.ts";
import { splitPage } from "../../app/reader/receipts/split-page.ts";
import { createRuntime } from "../../app/reader/runtime.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";
import { writtenReceipts } from "../../fixtures/written-receipts.ts";
import { renderReceipt } from "../../tools/reader/rendered-receipt.ts";

const TODAY = new Date("2026-06-01");

const CAFE = `# OTTER COFFEE HOUSE
8 Quay Street, Leeds
12/03/2026 08:51
Flat white   3.40
Almond cake   4.10
TOTAL GBP   7.50
CASH   10.00
CHANGE   2.50`;
const BOOKS = `# FINCH BOOKSHOP
21 Castle Road, Leeds
12/03/2026 11:20
Atlas of rivers   18.99
Gift wrap   2.00
TOTAL GBP   20.99
VISA   20.99`;
const CINEMA = `# PALACE CINEMA
3 Market Hill, York
15/03/2026 20:05
2 Adults   19.00
Popcorn   5.50
TOTAL GBP   24.50
VISA   24.50`;

/** Pages on one, each at its place, turned around its corner by an angle in degrees. */
function together(
  ...placed: readonly (readonly [text: string, x: number, y: number, degrees?: number])[]
): Page {
  const pages = placed.map(([text, x, y, degrees = 0]) => {
    const page = pageOfText(text);
    const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
    const at = (point: Point) => ({
      x: x * page.width + point.x * cos - point.y * sin,
      y: y * page.height + point.x * sin + point.y * cos,
    });
    return page.lines.map(({ quad: [a, b, c, d], ...line }) => ({
      ...line,
      quad: [at(a), at(b), at(c), at(d)] as const,
    }));
  });
  return { width: 2000, height: 2000, lines: pages.flat() };
}

function shopsAndTotals(page: Page) {
  const choose = (part: Page) => chooseFields(part, TODAY);
  return splitPage(page, choose).map((part) => {
    const { storeName, total } = choose(part);
    return [storeName, total];
  });
}

const A = ["OTTER COFFEE HOUSE", 7.5];
const B = ["FINCH BOOKSHOP", 20.99];
const C = ["PALACE CINEMA", 24.5];

test.each([
  ["side by side", together([CAFE, 0, 0], [BOOKS, 1, 0]), [A, B]],
  ["side by side, slanted apart", together([CAFE, 0, 0.1, -4], [BOOKS, 1.2, 0, 4]), [A, B]],
  ["one above the other", together([CAFE, 0, 0], [BOOKS, 0, 1.2]), [A, B]],
  ["diagonally", together([CAFE, 0, 0, 3], [CINEMA, 0.8, 1.1, -3]), [A, C]],
  ["three in a row", together([CAFE, 0, 0], [BOOKS, 1, 0.1], [CINEMA, 2, 0]), [A, B, C]],
  ["two rows of two", together([CAFE, 0, 0], [BOOKS, 1, 0], [CINEMA, 0, 1.3], [CAFE, 1, 1.3]), [A, B, C, A]],
])("%s", (_, page, expected) => {
  expect(shopsAndTotals(page)).toEqual(expected);
});

const SLIP = `CUSTOMER COPY
TERMINAL 0042
12/03/2026 11:20
VISA DEBIT  **** 4242
AID A0000000031010
TOTAL GBP   20.99
APPROVED`;

describe("one receipt", () => {
  test.each([
    ["with its card slip below", together([BOOKS, 0, 0], [SLIP, 0, 1.2])],
    ["with its card slip next to it", together([BOOKS, 0, 0], [SLIP, 1.1, 0])],
    [
      "with a tip on its card slip, which names the shop otherwise",
      together([BOOKS, 0, 0], [`# FINCH LTD\n${SLIP.replace("20.99", "23.00")}`, 0, 1.2]),
    ],
    ["and its copy", together([BOOKS, 0, 0], [BOOKS, 1.1, 0])],
    [
      "with a table of taxes below",
      together(
        [BOOKS, 0, 0],
        ["# VAT SUMMARY\n12/03/2026\nA  20%   18.99\nB  0%   2.00\nTOTAL   18.99", 0, 1.2],
      ),
    ],
    [
      "in two columns",
      pageOfText(`# FINCH BOOKSHOP LTD
Invoice no 4711          Date 12/03/2026
Bill to          Ship to
A. Pine          B. Alder
1 High Street          2 Low Street
Atlas of rivers          18.99
Gift wrap          2.00
TOTAL GBP          20.99
Due 26/03/2026          Total due 20.99`),
    ],
  ])("%s", (_, page) => {
    expect(shopsAndTotals(page)).toHaveLength(1);
  });

  test("of 21 languages", () => {
    const split = writtenReceipts()
      .filter((_, index) => index % 3 === 0)
      .filter(({ page }) => splitPage(page, (part) => chooseFields(part, TODAY)).length > 1);
    expect(split.map(({ name }) => name)).toEqual([]);
  });
});

test("in a picture: the first is the answer, and a note says that there are others", async () => {
  const [cafe, books] = await Promise.all([CAFE, BOOKS].map((text) => renderReceipt(text, { tilt: 3 })));
  const picture = await sharp({ create: { width: 1300, height: 600, channels: 3, background: "#554a40" } })
    .composite([
      { input: cafe, left: 40, top: 80 },
      { input: books, left: 680, top: 100 },
    ])
    .jpeg({ quality: 85 })
    .toBuffer();
  const models = await loadModels(await createRuntime(2));
  const { receipts, notes } = receiptsOf(await readFile(models, picture), TODAY, {}, true);
  expect(receipts.map(({ storeName, total }) => [storeName, total])).toEqual([A, B]);
  expect(notes).toEqual([{ code: "several-receipts" }]);
  expect(receipts.map(({ details }) => details?.values)).toMatchObject([
    { time: "08:51", change: 2.5, items: [{ amount: 3.4 }, { amount: 4.1 }] },
    { time: "11:20", change: null, items: [{ amount: 18.99 }, { amount: 2 }] },
  ]);
  // Places are on the whole picture.
  expect(receipts[1]?.evidence.storeName?.box.left).toBeGreaterThan(0.5);
  expect(receipts[1]?.details?.evidence?.items[0]?.description?.box.left).toBeGreaterThan(0.5);
});
