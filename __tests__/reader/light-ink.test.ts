/** Ink on transparency, without paper. */
import sharp from "sharp";
import { expect, test } from "vitest";
import { openFile } from "../../app/reader/picture/open-file.ts";
import { renderReceipt } from "../../tools/reader/rendered-receipt.ts";

const RECEIPT = `# OSPREY BOOKS
4 May 2026   11:20
Atlas   24.00
Map   6.50
# TOTAL EUR   30.50`;
const paper = await sharp(await renderReceipt(RECEIPT))
  .greyscale()
  .raw()
  .toBuffer({ resolveWithObject: true });
const { width, height } = paper.info;

/** The receipt's ink in one colour, as visible as it is dark, on nothing. */
function ink(red: number, green: number, blue: number, alpha = 1) {
  const data = Buffer.alloc(4 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const dark = 255 - (paper.data[pixel * paper.info.channels] ?? 255);
    data.set([red, green, blue, Math.round(alpha * (dark > 40 ? dark : 0))], 4 * pixel);
  }
  return sharp(data, { raw: { width, height, channels: 4 } });
}

/** Levels of the paper and of the ink in what is read. */
async function levels(file: Buffer) {
  const { picture } = await (await openFile(file)).page(1);
  const sorted = Uint8Array.from(picture.data).sort();
  return { ink: sorted[Math.floor(sorted.length * 0.002)] ?? 0, paper: sorted[sorted.length >> 1] ?? 0 };
}

test.each([
  ["white, PNG", await ink(255, 255, 255).png().toBuffer()],
  ["white, WebP", await ink(255, 255, 255).webp({ lossless: true }).toBuffer()],
  ["white, a palette", await ink(255, 255, 255).png({ palette: true }).toBuffer()],
  ["light grey", await ink(225, 225, 225).png().toBuffer()],
  ["yellow", await ink(255, 240, 120).png().toBuffer()],
  ["white, grey and alpha", await ink(255, 255, 255).toColourspace("b-w").png().toBuffer()],
  ["black", await ink(0, 0, 0).png().toBuffer()],
  ["dark blue", await ink(20, 30, 120).png().toBuffer()],
])("%s ink without paper is dark on white", async (_, file) => {
  const found = await levels(file);
  expect(found.paper).toBe(255);
  expect(found.ink).toBeLessThan(140);
});

test("white paper that was cut out stays as it is", async () => {
  const cutOut = sharp({
    create: { width: 3 * width, height: 2 * height, channels: 4, background: "#00000000" },
  }).composite([{ input: await renderReceipt(RECEIPT), left: width, top: 40 }]);
  const found = await levels(await cutOut.png().toBuffer());
  expect(found.paper).toBe(255);
  expect(found.ink).toBeLessThan(140);
});
