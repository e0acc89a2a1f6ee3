import { expect, test } from "vitest";
import { findBoxes } from "../../app/reader/detection/boxes.ts";

/** A text map of 60 x 30 with rectangles of one probability. */
function mapWith(...patches: { x: number; y: number; width: number; height: number; value: number }[]) {
  const map = { width: 60, height: 30, data: new Float32Array(60 * 30) };
  for (const { x, y, width, height, value } of patches) {
    for (let row = y; row < y + height; row++) {
      map.data.fill(value, row * 60 + x, row * 60 + x + width);
    }
  }
  return map;
}

test("each patch becomes a box, widened by what the network was trained to leave out", () => {
  const boxes = findBoxes(
    mapWith(
      { x: 5, y: 4, width: 20, height: 5, value: 0.9 },
      { x: 35, y: 4, width: 20, height: 5, value: 0.9 },
    ),
  );
  expect(boxes).toHaveLength(2);
  const margin = (1.6 * 20 * 5) / 50;
  expect(boxes[0]?.[0].x).toBeCloseTo(5 - margin);
  expect(boxes[0]?.[2].y).toBeCloseTo(9 + margin);
});

test.each([
  ["faint patches", { x: 5, y: 4, width: 20, height: 5, value: 0.4 }],
  ["specks", { x: 5, y: 4, width: 2, height: 2, value: 0.9 }],
  ["nothing", { x: 5, y: 4, width: 20, height: 5, value: 0.2 }],
])("%s are no boxes", (_, patch) => {
  expect(findBoxes(mapWith(patch))).toEqual([]);
});
