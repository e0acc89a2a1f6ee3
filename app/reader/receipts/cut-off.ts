import { distance } from "../detection/geometry.ts";
import type { Choice } from "../fields/choose-fields.ts";
import { median } from "../median.ts";
import type { Line, Page } from "../page.ts";

/** Lines of a receipt that reach the side of the picture beyond which it goes on, and their share of all. By chance few do. */
const LEAST_LINES = 3;
const LEAST_SHARE = 0.1;

/** Heights of text above the first line or below the last in which there is no room for another one. */
const NO_ROOM = 1;

/** Values that are surer than this are not in a missing part; nor are those that are there and cannot be read. */
const UNSURE = { storeName: 0.6, total: 0.8 } as const;

/**
 * Whether the receipt goes on beyond the edge of its picture, and something that is asked for may be there: many lines reach
 * a side, the text begins at the upper edge and its name is not sure, or it ends at the lower one and the total is not. What
 * is cut off below its total is whole enough.
 */
export function isCutOff(page: Page, { confidence, reasons }: Choice): boolean {
  const lines = page.lines.filter(({ text }) => /[\p{L}\d]/u.test(text));
  const height = median(lines.map(({ quad: [topLeft, , , bottomLeft] }) => distance(topLeft, bottomLeft)));
  const rooms = lines.map((line) => roomAround(line, page, height));
  const isCutAt = (side: "left" | "right") => {
    const count = rooms.filter((room) => room[side] < 0).length;
    return count >= LEAST_LINES && count >= LEAST_SHARE * lines.length;
  };
  const maybeBeyond = (field: keyof typeof UNSURE) =>
    (confidence[field] ?? 0) < UNSURE[field] && reasons[field] !== "unreadable";
  return (
    isCutAt("left") ||
    isCutAt("right") ||
    (maybeBeyond("storeName") &&
      rooms.some(({ above }, index) => above < NO_ROOM && hasWordOrNumber(lines[index]))) ||
    (maybeBeyond("total") && rooms.some(({ below }) => below < NO_ROOM))
  );
}

/** Whether it says something: the status of a telephone, at the top of its screen, has neither. */
function hasWordOrNumber(line: Line | undefined): boolean {
  return /\p{L}{3}|\d{4}/u.test(line?.text ?? "");
}

/**
 * From the middles of the sides of a line's box to the edges of the picture, in heights of the text. Boxes are a little larger
 * than their text, so at an edge they go beyond it.
 */
function roomAround({ quad: [a, b, c, d] }: Line, { width, height }: Page, unit: number) {
  return {
    left: (a.x + d.x) / 2 / unit,
    right: (width - (b.x + c.x) / 2) / unit,
    above: (a.y + b.y) / 2 / unit,
    below: (height - (c.y + d.y) / 2) / unit,
  };
}
