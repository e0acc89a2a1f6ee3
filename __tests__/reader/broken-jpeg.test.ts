/** JPEG files that break off. */
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { loadModels } from "../../app/reader/models.ts";
import { openFile } from "../../app/reader/picture/open-file.ts";
import { readFile } from "../../app/reader/read-file.ts";
import { receiptsOf } from "../../app/reader/receipts/receipts-of.ts";
import { createRuntime } from "../../app/reader/runtime.ts";
import { renderReceipt } from "../../tools/reader/rendered-receipt.ts";

const TODAY = new Date("2026-06-01");
const models = await loadModels(await createRuntime(2));

const png = await renderReceipt(`# MORNING GLORY CAFE
12 Keong Saik Road
Singapore 089113
14 Mar 2025   09:42
2 Kaya Toast   7.00
1 Laksa   9.50
3 Teh Tarik   6.60
1 Chendol   4.20
2 Roti Prata   5.00

Subtotal   32.30
GST 9%   2.91
# TOTAL SGD   35.21
VISA **** 4242   35.21
Thank you, come again`);
const { height } = await sharp(png).metadata();
const VALUES = { storeName: "MORNING GLORY CAFE", purchaseDate: "2025-03-14", total: 35.21, currency: "SGD" };

const KINDS = {
  baseline: await sharp(png).jpeg({ quality: 90 }).toBuffer(),
  "baseline, colours as sharp as brightness": await sharp(png)
    .jpeg({ quality: 90, chromaSubsampling: "4:4:4" })
    .toBuffer(),
  progressive: await sharp(png).jpeg({ quality: 90, progressive: true }).toBuffer(),
  grey: await sharp(png).greyscale().jpeg({ quality: 90 }).toBuffer(),
};
const kinds = Object.entries(KINDS);
const cut = (file: Buffer, part: number) => file.subarray(0, Math.floor(file.length * part));

async function read(file: Buffer) {
  return receiptsOf(await readFile(models, file), TODAY, {});
}

describe.each(kinds)("%s", (name, file) => {
  test("only the mark of the end is missing: the picture is whole", async () => {
    const page = await (await openFile(file.subarray(0, -2))).page(1);
    expect(page).toMatchObject({ isTruncated: false, picture: { height } });
    expect(page.missing).toBeUndefined();
    expect((await (await openFile(file)).page(1)).isTruncated).toBeUndefined();
  });

  test("less than half is refused with a sentence", async () => {
    const part = name === "progressive" ? 0.15 : 0.3;
    await expect((await openFile(cut(file, part))).page(1)).rejects.toThrow(/breaks off/);
  });

  test("more than half is what is read", async () => {
    const page = await (await openFile(cut(file, 0.75))).page(1);
    expect(page.isTruncated).toBe(true);
    if (name === "progressive") {
      // All rows are there, less sharp.
      expect(page).toMatchObject({ missing: undefined, picture: { height } });
    } else {
      expect(page.missing).toBe("bottom");
      expect(page.picture.height / (height ?? 1)).toBeGreaterThan(0.55);
      expect(page.picture.height / (height ?? 1)).toBeLessThan(0.9);
    }
  });
});

test("a whole receipt without the mark of the end is read without complaint", async () => {
  const { receipts, notes, warnings } = await read(KINDS.baseline.subarray(0, -2));
  expect(receipts).toMatchObject([VALUES]);
  expect([notes, warnings]).toEqual([[], []]);
});

test("what would be in the missing part is null and not guessed", async () => {
  const { receipts, notes, warnings } = await read(cut(KINDS.baseline, 0.7));
  expect(receipts).toMatchObject([{ ...VALUES, total: null, reasons: { total: "not_found" } }]);
  expect(receipts[0]?.evidence).not.toHaveProperty("total");
  expect(notes).toEqual([{ code: "truncated-file" }]);
  expect(warnings.join()).toMatch(/breaks off/);
});

test("a total that is there is told", async () => {
  const { receipts, notes } = await read(cut(KINDS.baseline, 0.94));
  expect(receipts).toMatchObject([VALUES]);
  expect(notes).toEqual([{ code: "truncated-file" }]);
});

test.each([
  [3, "top"],
  [6, "left"],
  [8, "right"],
] as const)("with EXIF orientation %d the %s is missing", async (orientation, missing) => {
  const file = await sharp(png).withMetadata({ orientation }).jpeg({ quality: 90 }).toBuffer();
  expect((await (await openFile(cut(file, 0.75))).page(1)).missing).toBe(missing);
});

test("without the head there is no name", async () => {
  const upsideDown = await sharp(png)
    .rotate(180)
    .withMetadata({ orientation: 3 })
    .jpeg({ quality: 90 })
    .toBuffer();
  const { receipts } = await read(cut(upsideDown, 0.75));
  expect(receipts).toMatchObject([{ storeName: null, total: 35.21 }]);
});
