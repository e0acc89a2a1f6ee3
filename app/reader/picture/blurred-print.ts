import { distance } from "../detection/geometry.ts";
import { median } from "../median.ts";
import type { Line, Page, Point, Quad } from "../page.ts";
import { unreadScriptOf } from "../script/unread-script.ts";
import type { Bitmap } from "./bitmap.ts";

/** Boxes of text; fewer tell nothing of a picture. */
const FEW = 3;

/** Text that is recognised better than this on average is read well, however soft it looks. */
const UNSURE = 0.9;

/** Print of which so much is left when it is blurred once more is blurred already. */
const BLURRED = 0.7;

/**
 * Whether the print is so unsharp that what was read is not to be trusted: it was read badly, and the edges of its
 * letters are soft. Faint and crumpled print is read badly too, and is sharp; so is writing in another script, however soft.
 * @param picture upright
 */
export function isBlurredPrint(picture: Bitmap, page: Page): boolean {
  const all = [...page.lines, ...(page.illegible ?? [])];
  return (
    all.length >= FEW &&
    meanConfidence(all) < UNSURE &&
    blurOf(
      picture,
      all.map(({ quad }) => quad),
    ) > BLURRED &&
    unreadScriptOf(page) === undefined
  );
}

/** By the length of the text. */
function meanConfidence(lines: readonly Line[]): number {
  let [sum, length] = [0, 0];
  for (const { quad, confidence } of lines) {
    sum += lengthOf(quad) * confidence;
    length += lengthOf(quad);
  }
  return sum / length;
}

/** In heights. */
function lengthOf([topLeft, topRight, , bottomLeft]: Quad): number {
  return Math.max(1, distance(topLeft, topRight) / Math.max(1, distance(topLeft, bottomLeft)));
}

/** Boxes that are looked at, from all over the picture, and heights of text in each. */
const LOOKED_AT = 16;
const LONGEST = 8;

/** Shorter boxes are looked at only where there is nothing else. */
const SHORT = 3;

/** What is left of print when it is blurred once more, 0 to 1; of most boxes. */
export function blurOf(picture: Bitmap, boxes: readonly Quad[]): number {
  const long = boxes.filter((box) => lengthOf(box) > SHORT);
  const some = long.length >= FEW ? long : boxes;
  const step = Math.max(1, some.length / LOOKED_AT);
  const looked = Array.from(
    { length: Math.min(LOOKED_AT, some.length) },
    (_, index) => some[Math.floor(index * step)],
  );
  return median(looked.flatMap((box) => (box === undefined ? [] : blurIn(picture, box))));
}

/** Levels of grey are taken from so many points along a box's height, and as densely along its text. */
const DENSITY = 48;

/** Of these, so many next to each other are averaged: a tenth of the height. */
const AVERAGED = 5;

/** Where lines of points are laid, as shares of the height; and across the text, in heights. */
const ALONG = [0.3, 0.4, 0.5, 0.6, 0.7] as const;
const ACROSS = 0.25;

/** A shaken camera blurs print in one direction only, so the worse one counts. */
function blurIn(picture: Bitmap, quad: Quad): number {
  const [topLeft, topRight, , bottomLeft] = quad;
  const length = lengthOf(quad);
  const shown = Math.min(1, LONGEST / length);
  const at = (u: number, v: number): Point => ({
    x: topLeft.x + (topRight.x - topLeft.x) * u + (bottomLeft.x - topLeft.x) * v,
    y: topLeft.y + (topRight.y - topLeft.y) * u + (bottomLeft.y - topLeft.y) * v,
  });
  const along = ALONG.map((v) => levelsIn(picture, at(0, v), at(shown, v), DENSITY * length * shown));
  const across: Float32Array[] = [];
  for (let u = ACROSS / length / 2; u < shown; u += ACROSS / length) {
    across.push(levelsIn(picture, at(u, 0.1), at(u, 0.9), 0.8 * DENSITY));
  }
  return Math.max(leftOf(along), leftOf(across));
}

/** How much of the steps between points is left when neighbours are averaged. */
function leftOf(rows: readonly Float32Array[]): number {
  let [sharp, soft] = [0, 0];
  for (const levels of rows) {
    for (let index = AVERAGED; index < levels.length; index++) {
      sharp += Math.abs((levels[index] ?? 0) - (levels[index - 1] ?? 0));
      soft += Math.abs((levels[index] ?? 0) - (levels[index - AVERAGED] ?? 0)) / AVERAGED;
    }
  }
  return sharp === 0 ? 1 : soft / sharp;
}

/** Levels of green at points of a line, between four pixels each. */
function levelsIn({ width, height, data }: Bitmap, from: Point, to: Point, points: number): Float32Array {
  const levels = new Float32Array(Math.round(points));
  for (let index = 0; index < levels.length; index++) {
    const share = (index + 0.5) / levels.length;
    const x = Math.min(Math.max(from.x + (to.x - from.x) * share - 0.5, 0), width - 1);
    const y = Math.min(Math.max(from.y + (to.y - from.y) * share - 0.5, 0), height - 1);
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const first = (top * width + left) * 3 + 1;
    const right = left < width - 1 ? 3 : 0;
    const down = top < height - 1 ? 3 * width : 0;
    const above = mix(data[first] ?? 0, data[first + right] ?? 0, x - left);
    const below = mix(data[first + down] ?? 0, data[first + down + right] ?? 0, x - left);
    levels[index] = mix(above, below, y - top);
  }
  return levels;
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
