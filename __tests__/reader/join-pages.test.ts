import { describe, expect, test } from "vitest";
import { joinPages, stacked } from "../../app/reader/receipts/join-pages.ts";
import { documentNumbersIn, pageNumberIn } from "../../app/reader/receipts/page-words.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

/** The places of the pages (from 0) that are one document, for each document. */
function documents(...texts: string[]): number[][] {
  const parts = texts.map((text, number) => ({ number, page: pageOfText(text) }));
  return joinPages(parts).map((parts) => parts.map(({ number }) => number));
}

const HEAD = `# MARLOW TILES LTD
INVOICE
Invoice no  MT-8841
14 August 2026
Blue tiles   120.00
White tiles   80.00`;
const TOTAL = `Net total   200.00
VAT 20%   40.00
TOTAL DUE   £240.00`;
const OTHER = `# THE COPPER KETTLE
Receipt no 5521
3 July 2026  10:12
Coffee   3.20
Roll   2.40
TOTAL   £5.60
CASH   10.00`;
const TERMS = `Terms and conditions
Goods remain the property of the seller until they have been paid for in full.
Claims must reach us in writing within fourteen days after the goods have arrived.
Disputes are settled by the court of the place where the seller has his office.
We do not answer for damage that comes from laying the tiles on damp ground.`;

describe("pages that are one document", () => {
  test.each([
    ["have the same number", HEAD, `Invoice no MT-8841\nGrout   12.00\n${TOTAL}`],
    ["are numbered", `${HEAD}\nPage 1 of 2`, `Grout   12.00\n${TOTAL}\nPage 2 of 2`],
    ["are numbered from the second on", HEAD, `MT-8841  Page 2/2\nGrout   12.00\n${TOTAL}`],
    ["are numbered without a word", `${HEAD}\n1/2`, `Grout   12.00\n${TOTAL}\n2/2`],
    ["are numbered in German", `${HEAD}\nSeite 1 von 2`, `Fugenmasse   12.00\n${TOTAL}\nSeite 2 von 2`],
    ["carry a sum", `${HEAD}\nCarried forward   200.00`, `Brought forward   200.00\n${TOTAL}`],
    ["carry a sum in French", `${HEAD}\nÀ reporter   200.00`, `Report page précédente   200.00\n${TOTAL}`],
    [
      "have the same name and day, and only the last a total",
      HEAD.replace("Invoice no  MT-8841\n", ""),
      `# MARLOW TILES LTD\n14 August 2026\nGrout   12.00\n${TOTAL}`,
    ],
    ["have the same name, and only the last a total", HEAD, `# MARLOW TILES LTD\nGrout   12.00\n${TOTAL}`],
  ])("%s", (_, first, second) => {
    expect(documents(first, second)).toEqual([[0, 1]]);
  });

  test("of three, the one in the middle has neither name nor total", () => {
    const middle = "Brought forward   200.00\nGrout   12.00\nCarried forward   212.00";
    const last = `Brought forward   212.00\n${TOTAL}`;
    expect(documents(`${HEAD}\nCarried forward   200.00`, middle, last)).toEqual([[0, 1, 2]]);
  });
});

describe("pages that are several documents", () => {
  test.each([
    ["of different shops", `${HEAD}\n${TOTAL}`, OTHER],
    ["of one shop, on different days", OTHER, OTHER.replace("5521", "5530").replace("3 July", "4 July")],
    ["without a total, of different shops", HEAD, OTHER],
    [
      "of one shop, of which the first shows no total",
      HEAD.replace("Invoice no  MT-8841\n", ""),
      `# MARLOW TILES LTD\n2 September 2026\nGrout   12.00\n${TOTAL}`,
    ],
    ["numbered by themselves", `${OTHER}\nPage 1 of 1`, `${HEAD}\n${TOTAL}\nPage 1 of 1`],
    ["numbered, of which the second begins", `${HEAD}\n${TOTAL}\nPage 1 of 2`, `${OTHER}\nPage 1 of 2`],
  ])("%s", (_, first, second) => {
    expect(documents(first, second)).toEqual([[0], [1]]);
  });
});

describe("what is no receipt", () => {
  test("is passed over before it, behind it, and between its pages", () => {
    expect(documents(TERMS, `${HEAD}\nPage 1 of 2`, `${TOTAL}\nPage 2 of 2`, TERMS)).toEqual([[1, 2]]);
  });

  test("is passed over with the document's name and number on it", () => {
    const letter = `# MARLOW TILES LTD\nInvoice no MT-8841\n${TERMS}`;
    expect(documents(letter, `${HEAD}\n${TOTAL}`, letter)).toEqual([[1]]);
  });

  test("is kept where it is the only page", () => {
    expect(documents(TERMS)).toEqual([[0]]);
  });
});

test("stacked pages are as wide as the widest, one below the other", () => {
  const [wide, narrow] = [pageOfText(OTHER), { ...pageOfText(TOTAL), width: 100, height: 50 }];
  const { width, height, lines } = stacked([wide, narrow]);
  expect(width).toBe(wide.width);
  expect(height).toBeCloseTo(wide.height + (50 * wide.width) / 100);
  expect(lines.length).toBe(wide.lines.length + narrow.lines.length);
  expect(lines.at(-1)?.quad[0].y).toBeGreaterThan(wide.height);
});

test.each([
  ["PAGE 2 OF 3", { number: 2, of: 3 }],
  ["SEITE 1/2", { number: 1, of: 2 }],
  ["PAGINA 2 DE 4", { number: 2, of: 4 }],
  ["- 2 / 3 -", { number: 2, of: 3 }],
  ["14/08/2026", undefined],
  ["3 OF 2", undefined],
  ["PAGE 1 OF 1", { number: 1, of: 1 }],
  ["2 OF 3 ITEMS REDUCED", undefined],
])("%s", (row, number) => {
  expect(pageNumberIn(row)).toEqual(number);
});

test.each([
  ["INVOICE NO: LPW-3317", ["LPW3317"]],
  ["RECHNUNGS-NR. 2026/0815", ["20260815"]],
  ["FACTURE N° F-2210", ["F2210"]],
  ["RECEIPT #00412", ["00412"]],
  ["TEL 6555 0134", []],
  ["VAT NO GB 288 0041 17", []],
  ["INVOICE DATE: 21 SEPTEMBER 2026", []],
])("the numbers of documents in %s", (row, numbers) => {
  expect(documentNumbersIn(row)).toEqual(numbers);
});
