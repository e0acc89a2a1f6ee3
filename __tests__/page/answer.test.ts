import { expect, test } from "vitest";
import { PREDICTION_EXAMPLES } from "../../app/http/contract-examples.ts";
import { parseAnswer } from "../../app/page/browser/answer.ts";
import { pageNumbers, sentenceOf } from "../../app/page/browser/notes.ts";

const receipt = (total: number, pages: number[] = [1]) => ({ total, pages });
const box = { left: 0, top: 0, width: 1, height: 1 };

test("each receipt of a file is one, with its pages and the notes about it; those about the file are with the first", () => {
  const answer = parseAnswer({
    receipt: { total: 1 },
    receipts: [receipt(1, [1, 2]), receipt(2, [3])],
    warnings: ["Dark."],
    notes: [
      { code: "pages-left-out", pages: [4, 5] },
      { code: "script-not-read", receipt: 1, script: "Greek" },
      { code: "of-a-newer-server", receipt: 0, more: true },
    ],
  });
  expect(answer?.map(({ cells, pages, notes }) => [cells?.total.value, pages, notes])).toEqual([
    [
      1,
      [1, 2],
      [
        { code: "pages-left-out", pages: [4, 5], script: null },
        { code: "of-a-newer-server", pages: [], script: null },
      ],
    ],
    [2, [3], [{ code: "script-not-read", pages: [], script: "Greek" }]],
  ]);
  expect(answer?.map(({ warnings }) => warnings)).toEqual([["Dark."], []]);
});

test("pages are named only where the file has several", () => {
  const pagesOf = (body: unknown) => parseAnswer(body)?.map(({ pages }) => pages);
  expect(pagesOf({ receipts: [receipt(1), receipt(2)] })).toEqual([[], []]);
  expect(pagesOf({ receipts: [receipt(1)], notes: [{ code: "pages-left-out", pages: [2] }] })).toEqual([[1]]);
  const placed = { ...receipt(1), evidence: { total: { text: "1", box, page: 1 } } };
  expect(pagesOf({ receipts: [placed] })).toEqual([[1]]);
});

test("a note about a page is shown with the receipt on it, or with the first", () => {
  const notes = [2, 3].map((page) => ({ code: "blurred", page }));
  const answer = parseAnswer({ receipts: [receipt(1), receipt(2, [2])], notes });
  expect(answer?.map((one) => one.notes.length)).toEqual([1, 1]);
});

test("without any receipt, and from servers without `all`, there is one", () => {
  expect(
    parseAnswer({ receipt: { total: null }, receipts: [], notes: [{ code: "not-a-receipt" }] }),
  ).toMatchObject([{ cells: { total: { value: null } }, notes: [{ code: "not-a-receipt" }] }]);
  for (const { value } of Object.values(PREDICTION_EXAMPLES)) {
    expect(parseAnswer(value)).toMatchObject([{ cells: { total: { value: value.receipt.total } } }]);
  }
  expect(parseAnswer({ receipts: [] })).toBeUndefined();
});

test.each([
  [{ code: "pages-left-out", pages: [4, 6, 5, 9] }, "Pages 4–6, 9 were not read"],
  [{ code: "pages-left-out", pages: [2] }, "Page 2 was not read"],
  [{ code: "blurred" }, "Blurred: take it again, if you can"],
  [{ code: "cut" }, "Cut off: take it again, if you can"],
  [{ code: "not-a-receipt" }, "No receipt in this picture"],
  [{ code: "script-not-read", script: "Greek" }, "Greek writing is not read"],
  [{ code: "several-receipts" }, undefined],
  [{ code: "of-a-newer-server" }, undefined],
])("%j says: %s", (note, sentence) => {
  expect(sentenceOf({ pages: [], script: null, ...note })).toBe(sentence);
});

test("page numbers in a row are one range", () => {
  expect(pageNumbers([3, 1, 2, 7])).toBe("1–3, 7");
});
