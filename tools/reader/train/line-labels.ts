import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { LINE_CLASSES, type LineClass } from "../../../app/reader/fields/lines/line-class.ts";
import type { ReceiptText } from "../../../app/reader/fields/text/receipt-text.ts";

const boxesSchema = z.object({
  file: z.string(),
  height: z.number(),
  width: z.number(),
  annotations: z.array(z.object({ box: z.array(z.number()).length(8), text: z.string(), label: z.number() })),
});

/** The labelled boxes of text of one picture. */
export type LabelledBoxes = z.infer<typeof boxesSchema>;

/** The classes of WildReceipt by number, each followed by the one of its printed label; 0 is what nobody classed. */
const CLASSES: readonly (LineClass | null)[] = [
  null,
  ...(
    [
      "name",
      "address",
      "telephone",
      "date",
      "date",
      "item",
      "item",
      "item",
      "subtotal",
      "tax",
      "tip",
      "total",
    ] as const
  ).flatMap((name) => [name, name]),
  "other",
];

/** Of its height: a box belongs to the nearest row whose middle is so near. */
const NEAR = 0.6;
/** Pages whose sides have another ratio than their picture's were turned. */
const SAME_RATIO = 0.03;

/** The boxes of a folder's boxes.jsonl, by picture; none where it has no such file. */
export function loadBoxes(folder: string): Map<string, LabelledBoxes> {
  const file = join(folder, "boxes.jsonl");
  const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  const boxes = lines.map((line) => boxesSchema.parse(JSON.parse(line)));
  return new Map(boxes.map((one) => [one.file, one]));
}

export interface LabelledLines {
  /** For each row the number of its class in LINE_CLASSES; null where no box says it. */
  readonly classes: readonly (number | null)[];
  readonly boxes: number;
  /** Boxes that no row was found for. */
  readonly lost: number;
}

/** The class of each row that our reader found: of the boxes in it, the one that has most characters. */
export function labelLines({ page, rows }: ReceiptText, labelled: LabelledBoxes): LabelledLines {
  const [across, down] = [page.width / labelled.width, page.height / labelled.height];
  const { annotations } = labelled;
  if (Math.abs(across / down - 1) > SAME_RATIO) {
    return { classes: rows.map(() => null), boxes: annotations.length, lost: annotations.length };
  }
  const votes = rows.map(() => new Map<number, number>());
  let lost = 0;
  for (const { box, text, label } of annotations) {
    const mean = (from: number) =>
      box.filter((_, at) => at % 2 === from).reduce((sum, value) => sum + value, 0) / 4;
    const [x, y] = [mean(0) * across, mean(1) * down];
    const distances = rows.map((row) =>
      x > row.left - row.height && x < row.right + row.height ? Math.abs(y - row.y) / row.height : Infinity,
    );
    const nearest = distances.indexOf(Math.min(...distances));
    const name = CLASSES[label];
    if ((distances[nearest] ?? Infinity) >= NEAR) {
      lost++;
    } else if (name) {
      const vote = votes[nearest];
      const index = LINE_CLASSES.indexOf(name);
      vote?.set(index, (vote.get(index) ?? 0) + text.length);
    }
  }
  const classes = votes.map((vote) => [...vote].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null);
  return { classes, boxes: annotations.length, lost };
}
