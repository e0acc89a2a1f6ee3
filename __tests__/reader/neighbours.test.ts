import { expect, test } from "vitest";
import { separateNeighbours } from "../../app/reader/detection/neighbours.ts";
import type { Quad } from "../../app/reader/page.ts";

const box = (left: number, right: number, top = 0, height = 30): Quad => [
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: top + height },
  { x: left, y: top + height },
];

test.each([
  ["words whose boxes overlap meet in the middle", [box(0, 100), box(90, 200)], [box(0, 95), box(95, 200)]],
  ["in whatever order they were found", [box(90, 200), box(0, 100)], [box(95, 200), box(0, 95)]],
  ["words apart stay", [box(0, 100), box(120, 200)], [box(0, 100), box(120, 200)]],
  ["rows below each other stay", [box(0, 100), box(90, 200, 25)], [box(0, 100), box(90, 200, 25)]],
  ["a box over another stays", [box(0, 100), box(60, 200)], [box(0, 100), box(60, 200)]],
])("%s", (_, boxes, expected) => {
  expect(separateNeighbours(boxes)).toEqual(expected);
});
