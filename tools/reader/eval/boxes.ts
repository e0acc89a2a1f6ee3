import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Quad } from "../../../app/reader/page.ts";

/** The classes of WildReceipt's boxes, from number 1 on; every second number is that of the printed label of the one before. */
const BOX_CLASSES = [
  "name",
  "address",
  "telephone",
  "date",
  "time",
  "item",
  "quantity",
  "price",
  "subtotal",
  "tax",
  "tip",
  "total",
  "other",
] as const;
export type BoxClass = (typeof BOX_CLASSES)[number];

/** The class that a box has, or is the printed label of; undefined for 0, which nobody classed. */
export function boxClassOf(label: number): BoxClass | undefined {
  return BOX_CLASSES[Math.floor((label - 1) / 2)];
}

/** Whether a box has a value of the class, and is not its printed label. */
export function isValueOf(name: BoxClass, label: number): boolean {
  return label % 2 === 1 && boxClassOf(label) === name;
}

const schema = z.object({
  file: z.string(),
  /** Pixels. */
  width: z.number(),
  height: z.number(),
  annotations: z.array(
    z.object({
      /** x1, y1, …, x4, y4 in pixels. */
      box: z.array(z.number()).length(8),
      /** Without spaces. */
      text: z.string(),
      label: z.int(),
    }),
  ),
});

/** The labelled boxes of text of one picture. */
export type LabelledBoxes = z.infer<typeof schema>;

/** The boxes of a folder's boxes.jsonl, one picture a line; undefined where it has no such file. */
export function loadBoxes(folder: string): LabelledBoxes[] | undefined {
  const file = join(folder, "boxes.jsonl");
  return existsSync(file)
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => schema.parse(JSON.parse(line)))
    : undefined;
}

/** The corners in the order of the reader; the labels begin with another one. */
export function quadOf(box: readonly number[]): Quad {
  const points = [0, 2, 4, 6].map((at) => ({ x: box[at] ?? 0, y: box[at + 1] ?? 0 }));
  const [left, right] = [Math.min, Math.max].map((most) => most(...points.map(({ x }) => x)));
  const middle = ((left ?? 0) + (right ?? 0)) / 2;
  const side = (isLeft: boolean) =>
    points.filter(({ x }) => x < middle === isLeft).toSorted((one, other) => one.y - other.y);
  const [[topLeft, bottomLeft], [topRight, bottomRight]] = [side(true), side(false)];
  const [corner = { x: 0, y: 0 }] = points;
  return [topLeft ?? corner, topRight ?? corner, bottomRight ?? corner, bottomLeft ?? corner];
}
