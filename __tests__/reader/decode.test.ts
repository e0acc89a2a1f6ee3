import { readFileSync } from "node:fs";
import sharp from "sharp";
import { expect, test } from "vitest";
import { openFile } from "../../app/reader/picture/open-file.ts";
import { UnreadableImageError } from "../../app/reader/reader.ts";
import { pdfOf } from "../../fixtures/pdf.ts";
import { pngHeader } from "../../fixtures/uploads.ts";

/** The first page or frame of a file. */
const decode = async (file: Uint8Array) => (await (await openFile(file)).page(1)).picture;

const plain = sharp({ create: { width: 60, height: 40, channels: 3, background: "#c02040" } });
const jpeg = await plain.clone().jpeg().toBuffer();
const white = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "white" } })
    .png()
    .toBuffer();
const transparent = sharp({ create: { width: 60, height: 40, channels: 4, background: "#c0204000" } });
const frames = await sharp([jpeg, await plain.clone().negate().jpeg().toBuffer()], {
  join: { animated: true },
})
  .gif()
  .toBuffer();

test.each([
  ["JPEG", jpeg],
  ["CMYK", await plain.clone().toColourspace("cmyk").jpeg().toBuffer()],
  ["16 bits", await plain.clone().toColourspace("rgb16").png().toBuffer()],
  ["WebP", await plain.clone().webp().toBuffer()],
  ["TIFF", await plain.clone().tiff().toBuffer()],
  ["AVIF", await plain.clone().avif().toBuffer()],
  ["animated, of which the first frame counts", frames],
])("%s", async (_, file) => {
  const { width, height, data } = await decode(file);
  expect({ width, height, bytes: data.length }).toEqual({ width: 60, height: 40, bytes: 60 * 40 * 3 });
  expect(Math.abs((data[0] ?? 0) - 0xc0) + Math.abs((data[1] ?? 0) - 0x20)).toBeLessThan(24);
});

test.each([
  ["grey", await plain.clone().greyscale().png().toBuffer(), 60, 40],
  ["turned by EXIF", await plain.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer(), 40, 60],
  ["wide", await white(9000, 4500), 3200, 1600],
  ["long", await white(1000, 5000), 800, 4000],
  ["a strip, which keeps its width", await white(400, 15_000), 400, 15_000],
  ["a strip of more pixels than are held", await white(700, 30_000), 386, 16_561],
  ["HEIC", readFileSync(new URL("../../fixtures/receipt.heic", import.meta.url)), 514, 365],
  ["PDF", pdfOf(jpeg, 60, 40), 480, 320],
])("%s", async (_, file, width, height) => {
  const picture = await decode(file);
  expect([picture.width, picture.height, picture.data.length]).toEqual([width, height, width * height * 3]);
});

const alpha = sharp({ create: { width: 60, height: 40, channels: 4, background: "#0060c080" } });
test.each([
  ["8 bits", await alpha.clone().png().toBuffer()],
  ["16 bits", await alpha.clone().toColourspace("rgb16").png().toBuffer()],
  ["WebP", await alpha.clone().webp({ lossless: true }).toBuffer()],
  ["a palette", await alpha.clone().png({ palette: true }).toBuffer()],
])("what is half transparent is mixed with white: %s", async (_, file) => {
  const { data } = await decode(file);
  for (const [channel, level] of [0x7f, 0xaf, 0xdf].entries()) {
    expect(Math.abs((data[channel] ?? 0) - level)).toBeLessThan(4);
  }
});

test("what is transparent is white", async () => {
  expect((await decode(await transparent.png().toBuffer())).data[0]).toBe(255);
});

const noise = await sharp({
  create: {
    width: 300,
    height: 300,
    channels: 3,
    background: "white",
    noise: { type: "gaussian", mean: 128, sigma: 30 },
  },
})
  .jpeg()
  .toBuffer();

test.each([
  [1_726, 4_315],
  [4_338, 1_735],
])("a picture of %d x %d pixels is made no larger than the largest", async (width, height) => {
  const picture = await decode(await white(width, height));
  expect([picture.width, picture.height].sort((a, b) => a - b)).toEqual([1_600, 4_000]);
});

test.each([
  ["nothing", Buffer.alloc(0), /damaged/],
  ["text", Buffer.from("total 12.80"), /damaged/],
  ["cut in its first third", noise.subarray(0, noise.length / 3), /breaks off/],
  ["a header without a picture", pngHeader(500, 500), /damaged/],
  ["a bomb", await white(12_000, 10_000), /12000 x 10000 pixels; more than 100 million/],
  ["1 x 1", await white(1, 1), /1 x 1 pixels: too small/],
  ["1 x 20000", await white(1, 20_000), /too small/],
  [
    "HEIC, cut",
    readFileSync(new URL("../../fixtures/receipt.heic", import.meta.url)).subarray(0, 2000),
    /damaged/,
  ],
  ["PDF, cut", pdfOf(jpeg, 60, 40).subarray(0, 120), /damaged/],
])("%s is refused with a sentence", async (_, file, message) => {
  const error = await decode(file).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnreadableImageError);
  expect(String(error)).toMatch(message);
});
