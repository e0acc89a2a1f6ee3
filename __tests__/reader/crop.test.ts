import { expect, test } from "vitest";
import { corners } from "../../app/reader/detection/geometry.ts";
import type { Quad } from "../../app/reader/page.ts";
import { crop, STRIP_HEIGHT } from "../../app/reader/recognition/crop.ts";

/** Red grows to the right, green downwards, blue is full. */
const picture = {
  width: 200,
  height: 100,
  data: Uint8Array.from(
    Array.from({ length: 200 * 100 }, (_, index) => [index % 200, Math.floor(index / 200), 255]).flat(),
  ),
};

/** Red and green of a strip at a place, as bytes, and blue as the network gets it. */
function at(box: Quad, column: number, row: number) {
  const { width, data } = crop(picture, box);
  const [blue = 0, green = 0, red = 0] = [0, 1, 2].map(
    (plane) => data[(plane * STRIP_HEIGHT + row) * width + column],
  );
  return { width, red: (red + 1) * 127.5, green: (green + 1) * 127.5, blue };
}

const box = corners({ centre: { x: 100, y: 50 }, width: 100, height: 48, angle: 0 });

test("a level box is scaled: 48 rows, nine tenths of its width", () => {
  const { width, red, green, blue } = at(box, 0, 0);
  expect(width).toBe(88);
  expect(red).toBeCloseTo(50, -0.5);
  expect(green).toBeCloseTo(26, -0.5);
  expect(blue).toBeCloseTo(1);
});

test("corners in the order of the other direction give the strip on its head", () => {
  const [a, b, c, d] = box;
  const { red, green } = at([c, d, a, b], 0, 0);
  expect(red).toBeCloseTo(149, -0.5);
  expect(green).toBeCloseTo(73, -0.5);
});

test("outside of the picture is the colour of its edge", () => {
  const outside = corners({ centre: { x: 0, y: 0 }, width: 100, height: 48, angle: 0 });
  expect(at(outside, 0, 0)).toMatchObject({ red: 0, green: 0, blue: 1 });
});
