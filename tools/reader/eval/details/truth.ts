import { median } from "../../../../app/reader/median.ts";
import type { Page } from "../../../../app/reader/page.ts";
import { type BoxClass, isValueOf, type LabelledBoxes, loadBoxes, quadOf } from "../boxes.ts";

/** A labelled box of text, on the straightened picture; fractions of the picture's width. */
export interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** An item with its price, as people labelled them. */
export interface ItemTruth {
  /** Its boxes, from left to right and from top to bottom. */
  readonly boxes: readonly TextBox[];
  readonly price: TextBox;
  readonly amount: number;
}

/** What people labelled on one picture. */
export interface DetailsTruth {
  readonly file: string;
  readonly shop: string;
  /** Radians that the picture was turned by to be straight. */
  readonly slope: number;
  /** All its boxes, as if a recogniser without errors had found them. */
  readonly labelled: Page;
  readonly items: readonly ItemTruth[];
  /** Items and prices without the other: they are left out of both sides. */
  readonly loose: { readonly items: readonly TextBox[]; readonly prices: readonly TextBox[] };
  readonly values: Readonly<
    Record<"subtotal" | "tax" | "tip" | "total" | "time" | "telephone", readonly string[]>
  >;
}

/** The labels of a folder; undefined where it has none of items. */
export function loadDetailsTruth(folder: string): DetailsTruth[] | undefined {
  return loadBoxes(folder)?.map(truthOf);
}

function truthOf({ file, width, height, annotations }: LabelledBoxes): DetailsTruth {
  const slope = median(
    annotations.map(({ box: [x1 = 0, y1 = 0, x2 = 0, y2 = 0] }) =>
      Math.atan2(y2 - y1, Math.abs(x2 - x1) || 1),
    ),
  );
  const boxes = (name: BoxClass): TextBox[] =>
    annotations
      .filter(({ label }) => isValueOf(name, label))
      .map(({ box, text }) => straightened(box, text, slope, width))
      .toSorted((one, other) => one.top - other.top);
  const texts = (name: BoxClass) => boxes(name).map(({ text }) => text);
  return {
    file,
    shop: texts("name").join(" "),
    slope,
    labelled: {
      width,
      height,
      lines: annotations.map(({ box, text }) => ({ text, confidence: 1, quad: quadOf(box) })),
    },
    ...paired(boxes("item"), boxes("price")),
    values: {
      subtotal: texts("subtotal"),
      tax: texts("tax"),
      tip: texts("tip"),
      total: texts("total"),
      time: texts("time"),
      telephone: texts("telephone"),
    },
  };
}

function straightened(box: readonly number[], text: string, slope: number, width: number): TextBox {
  const points = [0, 2, 4, 6].map((at) => {
    const [x, y] = [(box[at] ?? 0) / width, (box[at + 1] ?? 0) / width];
    return { x: x * Math.cos(slope) + y * Math.sin(slope), y: y * Math.cos(slope) - x * Math.sin(slope) };
  });
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return {
    text,
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}

/** Of the height of the lower one. */
const SHARED_HEIGHT = 0.5;

/** Pairs each price with the items that it overlaps by half their height; the rightmost price of a row is the amount. */
function paired(
  items: readonly TextBox[],
  prices: readonly TextBox[],
): Pick<DetailsTruth, "items" | "loose"> {
  const rows: { boxes: TextBox[]; prices: TextBox[] }[] = [];
  for (const item of items) {
    const row = rows.find(({ boxes }) => boxes.some((box) => overlap(box, item) >= SHARED_HEIGHT));
    if (row === undefined) {
      rows.push({ boxes: [item], prices: [] });
    } else {
      row.boxes.push(item);
    }
  }
  const loosePrices: TextBox[] = [];
  for (const price of prices) {
    const best = rows
      .map((row) => ({ row, shared: Math.max(...row.boxes.map((box) => overlap(box, price))) }))
      .toSorted((one, other) => other.shared - one.shared)[0];
    if (best !== undefined && best.shared >= SHARED_HEIGHT) {
      best.row.prices.push(price);
    } else {
      loosePrices.push(price);
    }
  }
  const found = rows.map(({ boxes, prices: inRow }) => {
    const price = inRow.toSorted((one, other) => other.right - one.right)[0];
    const amount = price && amountIn(price.text);
    const sorted = boxes.toSorted((one, other) => one.left - other.left);
    return price === undefined || amount === undefined || amount === null
      ? { loose: sorted }
      : { item: { boxes: sorted, price, amount } };
  });
  return {
    items: found.flatMap(({ item }) => item ?? []),
    loose: { items: found.flatMap(({ loose }) => loose ?? []), prices: loosePrices },
  };
}

/** The part of the lower box's height that both share. */
function overlap(one: TextBox, other: TextBox): number {
  const shared = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return shared / Math.max(1e-6, Math.min(one.bottom - one.top, other.bottom - other.top));
}

/** The amount in a labelled text, such as "$28,250.00" or "-1,50 A". */
export function amountIn(text: string): number | null {
  const match = /(-?)[^\d.-]{0,4}(\.?\d[\d.,]*)/u.exec(text.replaceAll("l", "1").replaceAll("O", "0"));
  if (match === null) {
    return null;
  }
  const digits = (match[2] ?? "").replace(/[.,]+$/u, "");
  const cents = /^(.*)[.,](\d{1,2})$/u.exec(digits);
  const value = Number(`${(cents?.[1] ?? digits).replace(/[.,]/gu, "")}.${cents?.[2] ?? "0"}`);
  return match[1] === "-" || /\d-$/u.test(text) ? -value : value;
}
