import type { Point, Quad } from "../page.ts";

/** Distance between two points in pixels. */
export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** A rectangle at any angle. */
export interface Rectangle {
  readonly centre: Point;
  /** Pixels along the direction of `angle`, and at right angles to it. */
  readonly width: number;
  readonly height: number;
  /** Radians from the x axis, in (-π/4, π/4]; y grows downwards. */
  readonly angle: number;
}

/** Corners in reading order. */
export function corners({ centre, width, height, angle }: Rectangle): Quad {
  const along = { x: (Math.cos(angle) * width) / 2, y: (Math.sin(angle) * width) / 2 };
  const down = { x: (-Math.sin(angle) * height) / 2, y: (Math.cos(angle) * height) / 2 };
  const at = (a: number, d: number): Point => ({
    x: centre.x + a * along.x + d * down.x,
    y: centre.y + a * along.y + d * down.y,
  });
  return [at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)];
}

/** The corners of the smallest convex polygon around the points (Andrew's monotone chain). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (ordered: readonly Point[]) => {
    const hull: Point[] = [];
    for (const point of ordered) {
      while (hull.length >= 2 && !turnsLeft(hull.at(-2), hull.at(-1), point)) {
        hull.pop();
      }
      hull.push(point);
    }
    hull.pop();
    return hull;
  };
  return sorted.length < 3 ? sorted : [...half(sorted), ...half(sorted.reverse())];
}

function turnsLeft(a: Point | undefined, b: Point | undefined, c: Point): boolean {
  return a === undefined || b === undefined || (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0;
}

/** The rectangle of least area around the points: one of its sides is on a side of their hull. */
export function smallestRectangle(points: readonly Point[]): Rectangle {
  const hull = convexHull(points);
  let best: Rectangle | undefined;
  hull.forEach((from, index) => {
    const to = hull[(index + 1) % hull.length] ?? from;
    const rectangle = rectangleAt(hull, nearestToLevel(Math.atan2(to.y - from.y, to.x - from.x)));
    if (best === undefined || rectangle.width * rectangle.height < best.width * best.height) {
      best = rectangle;
    }
  });
  return best ?? rectangleAt(points, 0);
}

/** Turns by right angles until the angle is in (-π/4, π/4]. */
function nearestToLevel(angle: number): number {
  return angle - Math.ceil(angle / (Math.PI / 2) - 0.5) * (Math.PI / 2);
}

function rectangleAt(points: readonly Point[], angle: number): Rectangle {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    const along = x * cos + y * sin;
    const down = y * cos - x * sin;
    left = Math.min(left, along);
    right = Math.max(right, along);
    top = Math.min(top, down);
    bottom = Math.max(bottom, down);
  }
  const [along, down] = [(left + right) / 2, (top + bottom) / 2];
  return {
    centre: { x: along * cos - down * sin, y: along * sin + down * cos },
    width: right - left,
    height: bottom - top,
    angle,
  };
}
