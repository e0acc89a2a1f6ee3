import { memoize } from "../../memoize.ts";
import type { ReceiptText } from "../text/receipt-text.ts";
import { type ClassShares, LINE_CLASSES, logOfShare } from "./line-class.ts";
import { BUCKETS, gramsOf } from "./line-grams.ts";
import model from "./line-weights.json" with { type: "json" };
import { geometryOf } from "./row-geometry.ts";

/** Tells a row by its own characters and place. */
export interface FirstLook {
  /** Base64 of a signed byte for each bucket of characters and class, class after class in each bucket. */
  readonly grams: string;
  /** What one step of such a byte is worth. */
  readonly gramStep: number;
  /** A row of weights a class. */
  readonly geometry: readonly (readonly number[])[];
}

/** Learned by `npm run train:fields` from labelled boxes of text. */
export interface LineModel extends FirstLook {
  /** A row of weights a class, for what the first look says of a row and its neighbours, and for its place. */
  readonly second: readonly (readonly number[])[];
}

/** Rows above and below whose class tells about a row. */
const NEIGHBOURS = [-2, -1, 1, 2];

export const LINE_MODEL: LineModel = model;

/** What each row of a receipt probably is. */
export function classifyLines(text: ReceiptText, model: LineModel = LINE_MODEL): ClassShares[] {
  return secondLook(text, firstLook(text, model)).map((features) =>
    sharesOf(softmax(model.second.map((weights) => product(weights, features)))),
  );
}

/** Shares of the classes by a row's own characters and place. */
export function firstLook(text: ReceiptText, model: FirstLook): number[][] {
  const grams = bytesOf(model);
  const places = placesOf(text);
  return text.rows.map((row, index) => {
    const scores = model.geometry.map((weights) => product(weights, places[index] ?? []));
    for (const [bucket, value] of gramsOf(row.text)) {
      for (let at = 0; at < LINE_CLASSES.length; at++) {
        const weight = (grams[bucket * LINE_CLASSES.length + at] ?? 0) * model.gramStep;
        scores[at] = (scores[at] ?? 0) + value * weight;
      }
    }
    return softmax(scores);
  });
}

/** For each row what the second look weighs: the first look's shares of it and its neighbours, and its place. */
export function secondLook(text: ReceiptText, shares: readonly (readonly number[])[]): number[][] {
  return placesOf(text).map((place, index) => [
    ...place,
    ...(shares[index] ?? []).map(logOfShare),
    ...NEIGHBOURS.flatMap((offset) => shares[index + offset] ?? LINE_CLASSES.map(() => 0)),
  ]);
}

/** For each row 1, for what all rows have, and its geometry. */
export const placesOf = memoize((text: ReceiptText): number[][] =>
  geometryOf(text).map((geometry) => [1, ...Object.values(geometry)]),
);

const bytesOf = memoize(({ grams }: FirstLook): Int8Array => {
  const bytes = Int8Array.from(Buffer.from(grams, "base64"));
  if (bytes.length !== BUCKETS * LINE_CLASSES.length) {
    throw new Error(`The weights of the lines have ${bytes.length} bytes.`);
  }
  return bytes;
});

function product(weights: readonly number[], features: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at++) {
    sum += (weights[at] ?? 0) * (features[at] ?? 0);
  }
  return sum;
}

export function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const exps = scores.map((score) => Math.exp(score - highest));
  const sum = exps.reduce((total, value) => total + value, 0);
  return exps.map((value) => value / sum);
}

function sharesOf(values: readonly number[]): ClassShares {
  const share = (index: number) => values[index] ?? 0;
  return {
    other: share(0),
    name: share(1),
    address: share(2),
    telephone: share(3),
    date: share(4),
    item: share(5),
    subtotal: share(6),
    tax: share(7),
    tip: share(8),
    total: share(9),
  };
}
