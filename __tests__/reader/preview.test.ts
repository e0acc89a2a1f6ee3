import { randomFillSync } from "node:crypto";
import sharp from "sharp";
import { expect, test } from "vitest";
import { previewOf } from "../../app/reader/picture/preview.ts";

const noise = (width: number, height: number) => ({
  width,
  height,
  data: randomFillSync(Buffer.alloc(3 * width * height)),
});

test.each([
  [1_600, 2_263, 905, 1_280],
  [600, 400, 600, 400],
  [500, 12_800, 50, 1_280],
])("a page of %i x %i pixels is shown in %i x %i", async (width, height, ...sides) => {
  const white = { width, height, data: Buffer.alloc(3 * width * height, 255) };
  const shown = await sharp(await previewOf(white)).metadata();
  expect([shown.format, shown.width, shown.height]).toEqual(["jpeg", ...sides]);
});

test.each([
  [1_600, 4_000],
  [4_000, 1_600],
  [1_280, 1_280],
])("noise of %i x %i pixels is no more than 200 kB", async (width, height) => {
  expect((await previewOf(noise(width, height))).length).toBeLessThanOrEqual(200_000);
});
