/** Pictures that had better be taken again: unsharp ones, and those of a part of a receipt. Rendered here, from the file to the notes. */
import sharp from "sharp";
import { expect, test } from "vitest";
import { loadModels } from "../../app/reader/models.ts";
import { readFile } from "../../app/reader/read-file.ts";
import { receiptsOf } from "../../app/reader/receipts/receipts-of.ts";
import { createRuntime } from "../../app/reader/runtime.ts";
import { renderReceipt } from "../../tools/reader/rendered-receipt.ts";

const TODAY = new Date("2026-06-01");
const models = await loadModels(await createRuntime(2));

const whole = await renderReceipt(`# GREENFIELD GROCERS
27 Mill Lane, Norwich
Tel 01603 496 0000
VAT No 123 4567 89

Date 2025-03-14  12:40
Oat biscuits   3.20
Ground coffee   6.85
Paper towels   4.10
Rye bread   2.95
Butter   2.40

TOTAL GBP   19.50
CARD   19.50
Thank you
Please keep this receipt
Open daily from 8 to 20`);
const { width = 0, height = 0 } = await sharp(whole).metadata();

/** Rows below each other, from the upper edge of the picture; `renderReceipt` has 30 pixels for each. */
const ABOVE = { address: 95, total: 405, thanks: 470 };

async function notesOn(file: Uint8Array) {
  const { receipts, notes } = receiptsOf(await readFile(models, file), TODAY, {});
  return { file: notes, receipts: receipts.map((receipt) => receipt.notes) };
}

const NOTHING = { file: [], receipts: [[]] };
const CUT = { file: [], receipts: [[{ code: "cut" }]] };

/** As a camera that is moved sideways sees it. */
const moved = (pixels: number) =>
  sharp(whole)
    .convolve({ width: pixels, height: 3, kernel: sidewise(pixels), scale: pixels })
    .jpeg()
    .toBuffer();
const sidewise = (pixels: number) => [0, 1, 0].flatMap((weight) => Array<number>(pixels).fill(weight));

test("a sharp picture of a whole receipt has no notes, nor a small one", async () => {
  expect(await notesOn(whole)).toEqual(NOTHING);
  expect(await notesOn(await sharp(whole).resize(300).jpeg().toBuffer())).toEqual(NOTHING);
});

test.each([
  ["out of focus", () => sharp(whole).blur(4.5).jpeg().toBuffer()],
  ["moved", () => moved(15)],
  [
    "very small",
    async () =>
      sharp(await sharp(whole).resize(90).toBuffer())
        .resize(width)
        .jpeg()
        .toBuffer(),
  ],
])("a picture that is %s is blurred", async (_, blurred) => {
  expect((await notesOn(await blurred())).file).toContainEqual({ code: "blurred", page: 1 });
});

test("a little blur that is read well is none", async () => {
  expect(await notesOn(await sharp(whole).blur(1.5).jpeg().toBuffer())).toEqual(NOTHING);
});

test("writing that the reader does not know is not blurred, also when it is soft", async () => {
  const russian = await renderReceipt(`# МАГАЗИН БЕРЕЗКА
г. Казань, ул. Мира 4
ИНН 1655012345
14.03.2025 18:22
ХЛЕБ   42.00
МОЛОКО   89.90
ИТОГО   131.90
НАЛИЧНЫМИ   200.00
СДАЧА   68.10`);
  expect(await notesOn(await sharp(russian).blur(2.2).jpeg().toBuffer())).toEqual({
    file: [],
    receipts: [[{ code: "script-not-read", script: "Cyrillic" }]],
  });
});

const part = (left: number, top: number, right: number, bottom: number) =>
  sharp(whole)
    .extract({ left, top, width: right - left, height: bottom - top })
    .jpeg({ quality: 90 })
    .toBuffer();

test.each([
  ["left side", () => part(80, 0, width, height)],
  ["right side", () => part(0, 0, width - 70, height)],
  ["head", () => part(0, ABOVE.address, width, height)],
  ["foot with the total", () => part(0, 0, width, ABOVE.total)],
])("without its %s a receipt is cut", async (_, cut) => {
  expect(await notesOn(await cut())).toEqual(CUT);
});

test("cut below its total, it has all that is asked for", async () => {
  expect(await notesOn(await part(0, 0, width, ABOVE.thanks))).toEqual(NOTHING);
});

test("below the status of a telephone a receipt without a name is not cut", async () => {
  const screen = await renderReceipt(`9:41   5G 84%

# Ride receipt
Thanks for riding
October 9, 2025

Total   $23.61

Trip fare   $18.20
Booking fee   $2.41
Tip   $3.00
Payments
Visa ....7782   $23.61
10/9/25 6:12 PM`);
  const { width: wide = 0, height: high = 0 } = await sharp(screen).metadata();
  const cut = await sharp(screen)
    .extract({ left: 0, top: 45, width: wide, height: high - 45 })
    .jpeg({ quality: 90 })
    .toBuffer();
  const { receipts } = receiptsOf(await readFile(models, cut), TODAY, {});
  expect(receipts).toMatchObject([{ storeName: null, total: 23.61, notes: [] }]);
});

test("text close to the edges is not cut", async () => {
  expect(await notesOn(await part(32, 40, width - 32, height - 25))).toEqual(NOTHING);
});
