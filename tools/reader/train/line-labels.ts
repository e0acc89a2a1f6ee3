import { LINE_CLASSES, type LineClass } from "../../../app/reader/fields/lines/line-class.ts";
import type { ReceiptText } from "../../../app/reader/fields/text/receipt-text.ts";
import { type BoxClass, boxClassOf, type LabelledBoxes } from "../eval/boxes.ts";

/** What a line is in which a box of the class is. */
const CLASS_OF_LINE: Readonly<Record<BoxClass, LineClass>> = {
  name: "name",
  address: "address",
  telephone: "telephone",
  date: "date",
  time: "date",
  item: "item",
  quantity: "item",
  price: "item",
  subtotal: "subtotal",
  tax: "tax",
  tip: "tip",
  total: "total",
  other: "other",
};

/** Of its height: a box belongs to the nearest row whose middle is so near. */
const NEAR = 0.6;
/** Pages whose sides have another ratio than their picture's were turned. */
const SAME_RATIO = 0.03;

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
    const name = boxClassOf(label);
    if ((distances[nearest] ?? Infinity) >= NEAR) {
      lost++;
    } else if (name) {
      const vote = votes[nearest];
      const index = LINE_CLASSES.indexOf(CLASS_OF_LINE[name]);
      vote?.set(index, (vote.get(index) ?? 0) + text.length);
    }
  }
  const classes = votes.map((vote) => [...vote].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null);
  return { classes, boxes: annotations.length, lost };
}
