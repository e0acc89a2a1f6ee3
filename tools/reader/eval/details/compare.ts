import type { Details, Item } from "../../../../app/details.ts";
import { similarity } from "../../../../app/reader/fields/text/letters.ts";
import type { Page } from "../../../../app/reader/page.ts";
import { amountIn, type DetailsTruth, type ItemTruth, type TextBox } from "./truth.ts";

/** A description is right from this similarity of letters and digits on. */
const SAME_DESCRIPTION = 0.8;

/** Of one receipt; summed over many. */
export interface Counts {
  /** Labelled items, those that were given, and those that are right with both and with the amount alone. */
  readonly items: number;
  readonly given: number;
  readonly rows: number;
  readonly amounts: number;
  /** Labelled items that our recogniser read as they are, with both and with the amount alone. */
  readonly readRows: number;
  readonly readAmounts: number;
}

export function countsOf(truth: DetailsTruth, details: Details, page: Page): Counts {
  const given = withoutLoose(truth, details.items);
  return {
    items: truth.items.length,
    given: given.length,
    rows: matched(truth.items, given, isSameRow).length,
    amounts: matched(truth.items, given, isSameAmount).length,
    readRows: truth.items.filter((item) => isRead(item, truth, page, true)).length,
    readAmounts: truth.items.filter((item) => isRead(item, truth, page, false)).length,
  };
}

const isSame = (description: string, boxes: readonly TextBox[]): boolean =>
  [boxes.map(({ text }) => text).join(" "), ...boxes.map(({ text }) => text)].some(
    (text) => similarity(text, description) >= SAME_DESCRIPTION,
  );

/** What was given, without what nobody labelled a price or an item of. */
export function withoutLoose({ items, loose }: DetailsTruth, given: readonly Item[]): Item[] {
  const loosePrices = loose.prices.map(({ text }) => amountIn(text));
  return given.filter(({ description, amount }) => {
    const isLabelled = items.some((item) => isSame(description, item.boxes) || item.amount === amount);
    const isLoose = loose.items.some((box) => isSame(description, [box])) || loosePrices.includes(amount);
    return isLabelled || !isLoose;
  });
}

/** Those that are right, each label and each answer once. */
export function matched(
  items: readonly ItemTruth[],
  given: readonly Item[],
  isRight: (item: ItemTruth, answer: Item) => boolean,
): Item[] {
  const left = [...given];
  return items.flatMap((item) => {
    const at = left.findIndex((answer) => isRight(item, answer));
    return at === -1 ? [] : left.splice(at, 1);
  });
}

export const isSameAmount = (item: ItemTruth, { amount }: Item): boolean => amount === item.amount;
export const isSameRow = (item: ItemTruth, answer: Item): boolean =>
  isSameAmount(item, answer) && isSame(answer.description, item.boxes);

/** Of a row's height, how far the middle of what is read may be from the middle of the label. */
const NEAR = 0.6;

/** Whether our recogniser read the amount, and the words, of a labelled item. */
function isRead(
  { boxes, price, amount }: ItemTruth,
  truth: DetailsTruth,
  page: Page,
  withWords: boolean,
): boolean {
  const words = boxes.map((box) => ({ box, text: textAt(box, truth, page) }));
  const all = words.map(({ text }) => text).join(" ");
  const isWordy = words.some(({ box, text }) => isSame(text, [box])) || isSame(all, boxes);
  const amounts = textAt(price, truth, page).split(/\s{2,}/u);
  const isPriced = amounts.some(
    (text) => amountIn(text) === amount || amountIn(text.split(" ").at(-1) ?? "") === amount,
  );
  return isPriced && (isWordy || !withWords);
}

/** What is read in a labelled box: the pieces that overlap it, without a count before them. */
function textAt(box: TextBox, { slope }: DetailsTruth, page: Page): string {
  const middle = (box.top + box.bottom) / 2;
  const height = box.bottom - box.top;
  return page.lines
    .map(({ text, quad }) => {
      const points = quad.map((point) => {
        const [x, y] = [point.x / page.width, point.y / page.width];
        return { x: x * Math.cos(slope) + y * Math.sin(slope), y: y * Math.cos(slope) - x * Math.sin(slope) };
      });
      const xs = points.map(({ x }) => x);
      const y = points.reduce((sum, point) => sum + point.y, 0) / points.length;
      return { text, left: Math.min(...xs), right: Math.max(...xs), y };
    })
    .filter(({ left, right, y }) => {
      const shared = Math.min(right, box.right) - Math.max(left, box.left);
      return (
        Math.abs(y - middle) < NEAR * height && shared > 0.5 * Math.min(right - left, box.right - box.left)
      );
    })
    .toSorted((one, other) => one.left - other.left)
    .map(({ text }) => text.replace(/^\d{1,3}\s+(?=\D)/u, ""))
    .join("  ");
}
