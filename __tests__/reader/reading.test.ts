/** The whole way from a file to its text and values, with receipts that are rendered here. */
import fc from "fast-check";
import sharp from "sharp";
import { expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { loadModels } from "../../app/reader/models.ts";
import { readPage } from "../../app/reader/read-page.ts";
import { createRuntime } from "../../app/reader/runtime.ts";
import { startRecogniserThreads } from "../../app/reader/workers/recogniser-threads.ts";
import type { ReceiptValues } from "../../app/receipt.ts";
import { writtenReceipts } from "../../fixtures/written-receipts.ts";
import { renderReceipt } from "../../tools/reader/rendered-receipt.ts";

const TODAY = new Date("2026-06-01");
const models = await loadModels(await createRuntime(2));

const sample = await renderReceipt(
  `# MORNING GLORY CAFE
12 Keong Saik Road
Singapore 089113
Tel 6555 0134   GST Reg 20-1234567-A

14 Mar 2025   09:42
2 Kaya Toast   7.00
1 Laksa   9.50

Subtotal   16.50
GST 9%   1.49
# TOTAL SGD   17.99
VISA **** 4242   17.99`,
  { tilt: 2 },
);
const SAMPLE = { storeName: "MORNING GLORY CAFE", purchaseDate: "2025-03-14", total: 17.99, currency: "SGD" };

async function read(image: Buffer, today = TODAY): Promise<ReceiptValues> {
  const { page } = await readPage(models, image);
  const { storeName, purchaseDate, total, currency } = chooseFields(page, today);
  return { storeName, purchaseDate, total, currency };
}

const LANGUAGES = [
  ["Dutch", "nl-bon"],
  ["English", "us-diner"],
  ["French, Swiss", "ch-romand"],
  ["German", "de-supermarkt"],
  ["Indonesian, no cents", "id-resto"],
  ["Italian", "it-scontrino"],
  ["Malay", "my-malay"],
  ["Portuguese", "pt-talao"],
  ["Spanish", "es-restaurante"],
  ["Swedish", "se-kvitto"],
  ["Czech", "cz-uctenka"],
  ["Vietnamese, dots for thousands", "vn-cafe"],
  ["apostrophes for thousands", "ch-thousand"],
  ["refund", "gb-refund"],
] as const;

test.each(LANGUAGES)("%s", async (_, name) => {
  const written = writtenReceipts().find((receipt) => receipt.name === name);
  const found = await read(await renderReceipt(written?.text ?? ""), new Date());
  const letters = (text: string | null) => text?.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
  expect({ ...found, storeName: letters(found.storeName) }).toEqual({
    ...written?.values,
    storeName: letters(written?.values.storeName ?? null),
  });
});

test.each([0, 90, 180, 270])("the sample, turned by %i degrees", async (degrees) => {
  expect(await read(await sharp(sample).rotate(degrees).jpeg().toBuffer())).toEqual(SAMPLE);
});

test.each([
  ["dark", sharp(sample).linear(0.35, 5)],
  ["small", sharp(sample).resize({ width: 360 })],
  [
    "on a large table",
    sharp(sample).extend({ top: 300, bottom: 500, left: 700, right: 400, background: "#554a40" }),
  ],
])("the sample, %s", async (_, picture) => {
  expect(await read(await picture.jpeg({ quality: 60 }).toBuffer())).toEqual(SAMPLE);
});

test("the WebAssembly runtime reads the same", async () => {
  const wasm = await loadModels(await createRuntime(1, "wasm"));
  const [{ page }, { page: native }] = [await readPage(wasm, sample), await readPage(models, sample)];
  expect(page.lines.map(({ text }) => text)).toEqual(native.lines.map(({ text }) => text));
});

test("threads of their own recognise the same", async () => {
  const { page } = await readPage({ ...models, recognise: await startRecogniserThreads(2) }, sample);
  expect(page).toEqual((await readPage(models, sample)).page);
});

test("boxes lie around their text", async () => {
  const { page } = await readPage(models, sample);
  const total = page.lines.find(({ text }) => text === "TOTAL SGD");
  expect(total?.confidence).toBeGreaterThan(0.9);
  expect(total?.quad[0].x).toBeLessThan(60);
  expect(total?.quad[2].x).toBeGreaterThan(190);
  // The paper is tilted by 2 degrees, and the text with it.
  expect(total?.quad[1].y ?? 0).toBeGreaterThan(total?.quad[0].y ?? 0);
});

test("a blank page has no text", async () => {
  const blank = sharp({ create: { width: 500, height: 700, channels: 3, background: "#eee" } });
  expect((await readPage(models, await blank.png().toBuffer())).page.lines).toEqual([]);
});

test("a receipt with any shop, day and amounts comes back right", async () => {
  const word = fc.constantFrom("AMBER", "BIRCH", "CEDAR", "DELTA", "EMBER", "FJORD", "GRANITE", "HARBOUR");
  const receipt = fc.record({
    shop: fc.tuple(word, word, fc.constantFrom("BAKERY", "CAFE", "STORES", "PHARMACY")),
    day: fc.date({ min: new Date("2019-01-01"), max: new Date("2026-05-01"), noInvalidDate: true }),
    cents: fc.array(fc.integer({ min: 101, max: 99_999 }), { minLength: 1, maxLength: 6 }),
    tilt: fc.integer({ min: -4, max: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(receipt, async ({ shop, day, cents, tilt }) => {
      const amount = (value: number) => (value / 100).toFixed(2);
      const sum = cents.reduce((total, value) => total + value, 0);
      const [date = ""] = day.toISOString().split("T");
      const text = `# ${shop.join(" ")}\n14 Long Road, Leeds\nTel 0113 496 0000\n\nDate ${date}  12:40\n${cents
        .map((value, index) => `Item ${index + 1}  ${amount(value)}`)
        .join("\n")}\n\nTOTAL GBP  ${amount(sum)}\nCARD  ${amount(sum)}\n`;
      expect(await read(await renderReceipt(text, { tilt }))).toEqual({
        storeName: shop.join(" "),
        purchaseDate: date,
        total: sum / 100,
        currency: "GBP",
      });
    }),
    { numRuns: 5 },
  );
});
