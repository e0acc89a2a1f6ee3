import { distance } from "./detection/geometry.ts";
import type { Point, Quad } from "./page.ts";

/** A box whose sides differ less than this much says nothing about the direction of its text. */
const LONG = 1.5;

/**
 * Radians from the x axis, in (-π/2, π/2]: the direction of the long sides of most boxes, which count by their length.
 * Whether text runs that way or the other, it does not tell. 0 for no boxes.
 */
export function directionOf(boxes: readonly Quad[]): number {
  let [sin, cos] = [0, 0];
  for (const [topLeft, topRight, , bottomLeft] of boxes) {
    const [width, height] = [distance(topLeft, topRight), distance(topLeft, bottomLeft)];
    if (Math.max(width, height) > LONG * Math.min(width, height)) {
      // Doubled, an angle and the opposite one are the same.
      const doubled = 2 * angleOf(topLeft, width > height ? topRight : bottomLeft);
      sin += Math.max(width, height) * Math.sin(doubled);
      cos += Math.max(width, height) * Math.cos(doubled);
    }
  }
  return Math.atan2(sin, cos) / 2;
}

/**
 * The boxes with their first sides in the direction of the text. The smallest rectangle around text that rises by about
 * 45 degrees is as often the one that stands on its end.
 */
export function alongText(boxes: readonly Quad[]): Quad[] {
  const direction = directionOf(boxes);
  // Text that runs up or down keeps its boxes upright: that is how it is known.
  const level =
    Math.abs(direction) > Math.PI / 4 ? direction - Math.sign(direction) * (Math.PI / 2) : direction;
  return boxes.map((box) => {
    const [a, b, c, d] = box;
    const off = angleOf(a, b) - level;
    if (Math.abs(off) <= Math.PI / 4) {
      return box;
    }
    return off > 0 ? [d, a, b, c] : [b, c, d, a];
  });
}

/** The corners turned clockwise around a point, by an angle in radians. */
export function turnedBy(quad: Quad, angle: number, centre: Point): Quad {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const turned = (point: Point): Point => {
    const [x, y] = [point.x - centre.x, point.y - centre.y];
    return { x: centre.x + x * cos - y * sin, y: centre.y + x * sin + y * cos };
  };
  const [a, b, c, d] = quad;
  return [turned(a), turned(b), turned(c), turned(d)];
}

function angleOf(from: Point, to: Point): number {
  return Math.atan2(to.y - from.y, to.x - from.x);
}
