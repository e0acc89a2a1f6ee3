import fc from "fast-check";
import { expect, test } from "vitest";
import {
  convexHull,
  corners,
  type Rectangle,
  smallestRectangle,
} from "../../app/reader/detection/geometry.ts";

const rectangle: fc.Arbitrary<Rectangle> = fc.record({
  centre: fc.record({ x: fc.integer({ min: 0, max: 500 }), y: fc.integer({ min: 0, max: 500 }) }),
  width: fc.integer({ min: 20, max: 300 }),
  height: fc.integer({ min: 2, max: 15 }),
  angle: fc.double({ min: -0.7, max: 0.7, noNaN: true }),
});

test("a rectangle is found again from its corners and points inside", () => {
  fc.assert(
    fc.property(rectangle, (wanted) => {
      const found = smallestRectangle([...corners(wanted), wanted.centre]);
      expect(found.angle).toBeCloseTo(wanted.angle, 4);
      expect(found.width).toBeCloseTo(wanted.width, 4);
      expect(found.height).toBeCloseTo(wanted.height, 4);
      expect(found.centre.x).toBeCloseTo(wanted.centre.x, 4);
    }),
    { numRuns: 200 },
  );
});

test("corners come in reading order", () => {
  expect(corners({ centre: { x: 10, y: 20 }, width: 8, height: 4, angle: 0 })).toEqual([
    { x: 6, y: 18 },
    { x: 14, y: 18 },
    { x: 14, y: 22 },
    { x: 6, y: 22 },
  ]);
});

test("the hull of a square leaves out what lies in it", () => {
  const square = [0, 4].flatMap((x) => [0, 4].map((y) => ({ x, y })));
  expect(convexHull([...square, { x: 2, y: 2 }, { x: 2, y: 0 }])).toHaveLength(4);
});
