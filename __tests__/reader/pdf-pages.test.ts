import { expect, test } from "vitest";
import { mediaTypeOf } from "../../app/media-type.ts";
import { loadModels } from "../../app/reader/models.ts";
import { openFile } from "../../app/reader/picture/open-file.ts";
import { readFile } from "../../app/reader/read-file.ts";
import { UnreadableImageError } from "../../app/reader/reader.ts";
import { receiptsOf } from "../../app/reader/receipts/receipts-of.ts";
import { createRuntime } from "../../app/reader/runtime.ts";
import { stream } from "../../fixtures/hostile/pdf/pdf-file.ts";
import { A4, FIRST_OBJECT, show, showRows, textField, writtenPdf } from "../../fixtures/written-pdf.ts";

const TODAY = new Date("2026-10-01");
const models = await loadModels(await createRuntime(2));

const INVOICE = `# Alder & Finch Bindery
12 Quay Street, Dublin D02 AX07
VAT IE 6388047V
INVOICE
Invoice no: AF-2093
Invoice date: 14 August 2026
Rebinding, half leather  180.00
Slipcase, cloth  45.50
Net total  225.50
VAT 23%  51.87
# Total due  €277.37`;
const VALUES = {
  storeName: "Alder & Finch Bindery",
  purchaseDate: "2026-08-14",
  total: 277.37,
  currency: "EUR",
};

async function receiptsIn(file: Uint8Array, maxPages?: number) {
  return receiptsOf(await readFile(models, file, { maxPages }), TODAY, {});
}

const fromTop = (rotate: 0 | 90 | 180 | 270) => {
  const [a, b, c, d, e, f] = {
    0: [1, 0, 0, 1, 0, 0],
    90: [0, 1, -1, 0, A4.height, 0],
    180: [-1, 0, 0, -1, A4.width, A4.height],
    270: [0, -1, 1, 0, 0, A4.width],
  }[rotate];
  return `${a} ${b} ${c} ${d} ${e} ${f} cm\n`;
};
const sideways = `0 0 ${A4.height} ${A4.width}`;

test.each([
  ["as it is", { content: showRows(INVOICE) }],
  ["upside down", { content: showRows(INVOICE), rotate: 180 }],
  [
    "turned right, which the page turns back",
    { content: fromTop(90) + showRows(INVOICE), rotate: 90, mediaBox: sideways },
  ],
  [
    "turned left, which the page turns back",
    { content: fromTop(270) + showRows(INVOICE), rotate: 270, mediaBox: sideways },
  ],
  ["turned right for who looks at it", { content: showRows(INVOICE), rotate: 90 }],
  ["turned left for who looks at it", { content: showRows(INVOICE), rotate: 270 }],
  [
    "with the sides of the page exchanged by mistake",
    { content: showRows(INVOICE), rotate: 90, mediaBox: sideways },
  ],
  ["the same, turned left", { content: showRows(INVOICE), rotate: 270, mediaBox: sideways }],
  [
    "on a page that begins elsewhere",
    {
      content: `1 0 0 1 200 -300 cm ${showRows(INVOICE)}`,
      mediaBox: `200 -300 ${200 + A4.width} ${A4.height - 300}`,
    },
  ],
] as const)("text %s", async (_, page) => {
  const { receipts } = await receiptsIn(writtenPdf({ pages: [page] }));
  expect(receipts).toMatchObject([VALUES]);
});

test("form fields are read, with a drawing of their own and without", async () => {
  const head = INVOICE.split("\n").slice(0, 5).join("\n");
  const field = FIRST_OBJECT;
  const file = writtenPdf({
    catalog: `/AcroForm<</Fields[${field} 0 R ${field + 1} 0 R]/DR<</Font<</F 3 0 R>>>>/DA(/F 11 Tf 0 g)>>`,
    objects: [
      textField("14 August 2026", "180 596 380 616"),
      textField("€277.37", "180 556 380 576", field + 2),
      stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</F 3 0 R>>>>",
        Buffer.from(show("€277.37", 4, 5), "latin1"),
      ),
    ],
    pages: [
      {
        content: showRows(head) + show("Invoice date:", 50, 600) + show("Total due:", 50, 560),
        entries: `/Annots[${field} 0 R ${field + 1} 0 R]`,
      },
    ],
  });
  const { receipts } = await receiptsIn(file);
  expect(receipts).toMatchObject([VALUES]);
});

test.each([
  ["a byte order mark", "\xef\xbb\xbf"],
  ["line ends", "\r\n\r\n"],
  ["the headers of a mail", `Content-Type: application/pdf\r\nContent-Transfer-Encoding: binary\r\n\r\n`],
  ["1,000 bytes", " ".repeat(1_000)],
])("%s before the signature", async (_, before) => {
  const file = Buffer.concat([
    Buffer.from(before, "latin1"),
    writtenPdf({ pages: [{ content: showRows(INVOICE) }] }),
  ]);
  expect(mediaTypeOf(file)).toBe("application/pdf");
  expect((await receiptsIn(file)).receipts).toMatchObject([VALUES]);
});

test("a signature behind that is no PDF's", () => {
  expect(mediaTypeOf(Buffer.from(`${" ".repeat(1_020)}%PDF-1.7`))).toBeUndefined();
});

test.each(["secret", "geheim, länger als zwei und dreißig Zeichen"])(
  "a password is said to be one",
  async (password) => {
    const file = writtenPdf({ pages: [{ content: showRows(INVOICE) }], password });
    const error = await openFile(file).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreadableImageError);
    expect(String(error)).toMatch(/protected by a password/);
  },
);

test("a file that is encrypted without a password is read", async () => {
  const file = writtenPdf({ pages: [{ content: showRows(INVOICE) }], password: "" });
  expect((await receiptsIn(file)).receipts).toMatchObject([VALUES]);
});

const rows = INVOICE.split("\n");
const head = `${rows.slice(0, 7).join("\n")}\nCarried forward  180.00`;
const tail = `# Alder & Finch Bindery\nInvoice no: AF-2093\nBrought forward  180.00\n${rows.slice(7).join("\n")}`;
const LETTER = `# Alder & Finch Bindery
12 August 2026
Dear Ms Quill, thank you for bringing your grandmother's books to our workshop.
Please find our invoice on the next page, which we ask you to pay in four weeks.
We hope that you enjoy the books for many years and that you tell your friends.
Kind regards`;
const pages = (...texts: string[]) =>
  writtenPdf({ pages: texts.map((text) => ({ content: showRows(text) })) });

test("a receipt of two pages is one, with each value's page", async () => {
  const { receipts, notes, pageCount } = await receiptsIn(pages(head, tail));
  expect(receipts).toMatchObject([{ ...VALUES, pages: [1, 2] }]);
  expect(receipts[0]?.evidence).toMatchObject({ storeName: { page: 1 }, total: { page: 2 } });
  expect([notes, pageCount]).toEqual([[], 2]);
});

test("a letter before and one behind are passed over", async () => {
  const { receipts, notes } = await receiptsIn(pages(LETTER, INVOICE, LETTER));
  expect(receipts).toMatchObject([{ ...VALUES, pages: [2] }]);
  expect(notes).toEqual([]);
});

test("receipts of different shops are several", async () => {
  const other = `# Harbour Kiosk\nReceipt no 5521\n3 July 2026  10:12\nCoffee  3.20\nRoll  2.40\n# TOTAL  €5.60\nCash  10.00\nChange  4.40`;
  const { receipts, notes } = await receiptsIn(pages(INVOICE, other));
  expect(receipts).toMatchObject([VALUES, { storeName: "Harbour Kiosk", total: 5.6 }]);
  expect(notes).toEqual([{ code: "several-receipts" }]);
});

test("more pages than are read are named", async () => {
  const { receipts, notes } = await receiptsIn(pages(INVOICE, LETTER, LETTER, LETTER), 2);
  expect(receipts).toMatchObject([VALUES]);
  expect(notes).toEqual([{ code: "pages-left-out", pages: [3, 4] }]);
});

test("a later page that cannot be drawn is left out; the first one is a reason to refuse", async () => {
  const tiny = { content: "", mediaBox: "0 0 1 14400" };
  const { receipts, notes } = await receiptsIn(writtenPdf({ pages: [{ content: showRows(INVOICE) }, tiny] }));
  expect(receipts).toMatchObject([VALUES]);
  expect(notes).toEqual([{ code: "pages-left-out", pages: [2] }]);
  await expect(receiptsIn(writtenPdf({ pages: [tiny] }))).rejects.toThrow(/too small/);
});

test("a file without a page is refused", async () => {
  await expect(receiptsIn(writtenPdf({ pages: [] }))).rejects.toThrow(/no page/);
});

test("when there is no time left, the first page is read and the others are named", async () => {
  const file = pages(INVOICE, LETTER);
  const text = await readFile(models, file, { milliseconds: 0 });
  expect(receiptsOf(text, TODAY, {})).toMatchObject({
    receipts: [VALUES],
    notes: [{ code: "pages-left-out", pages: [2] }],
  });
});
