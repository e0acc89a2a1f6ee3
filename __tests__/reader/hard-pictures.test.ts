/** Receipts that are tilted, faint or very long, rendered here, from the file to the values. */
import sharp from "sharp";
import { expect, test } from "vitest";
import { chooseFields, explainFields } from "../../app/reader/fields/choose-fields.ts";
import { readDetails } from "../../app/reader/fields/details/read-details.ts";
import { loadModels, type Models } from "../../app/reader/models.ts";
import { readPage } from "../../app/reader/read-page.ts";
import { createRuntime } from "../../app/reader/runtime.ts";
import { renderReceipt } from "../../tools/reader/rendered-receipt.ts";

const models = await loadModels(await createRuntime(2));

const TEXT = `# HARBOUR STORES
14 Long Road, Leeds
Tel 0113 496 0000

Date 2025-03-14  12:40
Oat biscuits   3.20
Ground coffee   6.85
Paper towels   4.10

TOTAL GBP   14.15
CARD   14.15
Thank you`;
const VALUES = { storeName: "HARBOUR STORES", purchaseDate: "2025-03-14", total: 14.15, currency: "GBP" };
const TODAY = new Date("2026-06-01");
/** With the empty ones between the items. */
const ROWS_OF_STRIP = 280;
const TILTED = [25, 38, 44, 45, 46, 52, 60, -33, -45, -57] as const;

async function read(image: Buffer, by: Models = models) {
  const { page } = await readPage(by, image);
  const { storeName, purchaseDate, total, currency } = chooseFields(page, TODAY, {});
  return { page, values: { storeName, purchaseDate, total, currency } };
}

test.each(TILTED)("tilted by %i degrees", async (tilt) => {
  expect((await read(await renderReceipt(TEXT, { tilt }))).values).toEqual(VALUES);
});

/** Ink `levels` darker than paper of 215, on a photo with noise and a shadow at one side. */
async function faint(levels: number, seed: number): Promise<Buffer> {
  const { data, info } = await sharp(await renderReceipt(TEXT, { tilt: 1.5 }))
    .greyscale()
    .linear(levels / 220, 215 - levels)
    .raw()
    .toBuffer({ resolveWithObject: true });
  let state = seed;
  for (let index = 0; index < data.length; index++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    const noise = ((state >> 16) % 9) - 4;
    data[index] = (data[index] ?? 0) * (1 - (0.1 * (index % info.width)) / info.width) + noise;
  }
  return sharp(data, { raw: info }).blur(0.6).jpeg({ quality: 90 }).toBuffer();
}

test.each([12, 15, 18, 24, 32])("print of %i grey levels", async (levels) => {
  expect((await read(await faint(levels, levels))).values).toEqual(VALUES);
});

/** How often the detector runs. */
async function looksAt(image: Buffer): Promise<number> {
  let looks = 0;
  const detector: Models["detector"] = (input) => {
    looks++;
    return models.detector(input);
  };
  await read(image, { ...models, detector });
  return looks;
}

test("only faint print is looked at twice", async () => {
  expect(await looksAt(await renderReceipt(TEXT))).toBe(1);
  expect(await looksAt(await faint(12, 1))).toBe(2);
});

test.each([
  ["upright", 0, 200],
  ["on its side", 90, 70],
])(
  "a strip of 1:16 or longer, %s",
  async (_, degrees, count) => {
    const items = Array.from({ length: count }, (_, index) => ({
      description: `ITEM ${String(index + 100)}`,
      amount: (150 + ((index * 37) % 800)) / 100,
    }));
    const rowOf = (index: number) => Math.floor((index * ROWS_OF_STRIP) / count);
    const rows = items.map(
      ({ description, amount }, index) =>
        `${description}   ${amount.toFixed(2)}${"\n".repeat(rowOf(index + 1) - rowOf(index))}`,
    );
    const sum = items.reduce((total, { amount }) => total + amount, 0).toFixed(2);
    const receipt = await renderReceipt(
      `# HARBOUR STORES\n14 Long Road, Leeds\nDate 2025-03-14  12:40\n${rows.join("")}TOTAL GBP   ${sum}\nCARD   ${sum}`,
    );
    const { page, values } = await read(await sharp(receipt).rotate(degrees).jpeg().toBuffer());
    expect(page.height / page.width).toBeGreaterThan(16);
    expect(values).toEqual({ ...VALUES, total: Number(sum) });
    const { text, reading } = explainFields(page, TODAY);
    const details = readDetails(text, reading.total, (place) => ({ ...place, page: 1 }));
    expect(details.values.items).toMatchObject(items);
    expect(details.notes).toEqual([]);
  },
  180_000,
);
