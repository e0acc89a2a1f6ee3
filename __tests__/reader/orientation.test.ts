import { expect, test } from "vitest";
import { corners } from "../../app/reader/detection/geometry.ts";
import type { Quad } from "../../app/reader/page.ts";
import { isSideways, turn } from "../../app/reader/picture/turn.ts";
import { isUpsideDown } from "../../app/reader/recognition/upside-down.ts";

const level = corners({ centre: { x: 100, y: 50 }, width: 100, height: 20, angle: 0 });
const rising = corners({ centre: { x: 100, y: 50 }, width: 20, height: 100, angle: 0 });
const square = corners({ centre: { x: 100, y: 50 }, width: 20, height: 22, angle: 0 });

test.each([
  ["lines", [level, level, rising], false],
  ["lines that run upwards", [level, rising, rising], true],
  ["single characters", [square, square, square, level], false],
  ["no text", [], false],
])("%s", (_, boxes, expected) => {
  expect(isSideways(boxes)).toBe(expected);
});

test("pictures turn clockwise", async () => {
  const picture = { width: 2, height: 1, data: Uint8Array.from([255, 0, 0, 0, 0, 255]) };
  const quarter = await turn(picture, 90);
  expect([quarter.width, quarter.height, ...quarter.data]).toEqual([1, 2, 255, 0, 0, 0, 0, 255]);
  expect([...(await turn(picture, 180)).data]).toEqual([0, 0, 255, 255, 0, 0]);
});

/** A reader for which text is upright when its first corner is at the left. */
function readerOf(upright: number, onHead: number) {
  const tried: Quad[] = [];
  const read = async (box: Quad) => {
    tried.push(box);
    return { text: "", confidence: box[0].x < box[1].x ? upright : onHead };
  };
  return { tried, read };
}

test.each([
  ["reads well", 0.95, 0.6, false, 1],
  ["reads badly, the other way worse", 0.7, 0.5, false, 2],
  ["reads better the other way", 0.6, 0.97, true, 2],
])("text that %s", async (_, upright, onHead, expected, tries) => {
  const { tried, read } = readerOf(upright, onHead);
  expect(await isUpsideDown([level], read)).toBe(expected);
  expect(tried).toHaveLength(tries);
});

test("a picture without text stays as it is", async () => {
  expect(await isUpsideDown([], readerOf(0, 0).read)).toBe(false);
});
