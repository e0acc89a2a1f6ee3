import {
  classifyLines,
  type FirstLook,
  firstLook,
  type LineModel,
  placesOf,
  secondLook,
} from "../../../app/reader/fields/lines/classify-lines.ts";
import { LINE_CLASSES, likeliestOf } from "../../../app/reader/fields/lines/line-class.ts";
import { BUCKETS, gramsOf } from "../../../app/reader/fields/lines/line-grams.ts";
import type { ReceiptText } from "../../../app/reader/fields/text/receipt-text.ts";
import { type Example, fitSoftmax } from "./fit-softmax.ts";

/** A receipt whose rows have classes, by number in LINE_CLASSES. */
export interface ClassedReceipt {
  readonly text: ReceiptText;
  readonly classes: readonly (number | null)[];
  /** Receipts of one fold are held out together. */
  readonly fold: number;
}

export interface FittedLines {
  readonly model: LineModel;
  /** Models that did not see the receipts of a fold, by its number. */
  readonly heldOut: readonly LineModel[];
  /** "86.6 % of 6366": classes of lines by the models that did not see them. */
  readonly right: string;
}

const PULL = 1;
/** Weights of characters are stored in steps; the largest is 127. */
const LARGEST = 127;

/** Learns the classes of rows: a first look at each row, and a second that knows what the first said of the neighbours. */
export function fitLines(receipts: readonly ClassedReceipt[], folds: number): FittedLines {
  const first = receipts.map(({ text, classes }) =>
    examplesOf(classes, (row) => {
      const places = (placesOf(text)[row] ?? []).map((value, at) => [BUCKETS + at, value] as const);
      return [...gramsOf(text.rows[row]?.text ?? ""), ...places];
    }),
  );
  const heldOutLooks = Array.from({ length: folds }, (_, fold) =>
    fitFirst(first.filter((_one, at) => receipts[at]?.fold !== fold).flat()),
  );
  // The second look learns from shares as they are of receipts that the first look has not seen.
  const second = receipts.map(({ text, classes, fold }) => {
    const look = heldOutLooks[fold];
    const features = look ? secondLook(text, firstLook(text, look)) : [];
    return examplesOf(classes, (row) => (features[row] ?? []).map((value, at) => [at, value] as const));
  });
  const fitSecond = (examples: readonly Example[]) => rounded(fitAll(examples));
  const heldOut = heldOutLooks.map((look, fold) => ({
    ...look,
    second: fitSecond(second.filter((_one, at) => receipts[at]?.fold !== fold).flat()),
  }));
  return {
    model: { ...fitFirst(first.flat()), second: fitSecond(second.flat()) },
    heldOut,
    right: shareRight(receipts, heldOut),
  };
}

function shareRight(receipts: readonly ClassedReceipt[], heldOut: readonly LineModel[]): string {
  const verdicts = receipts.flatMap(({ text, classes, fold }) =>
    classifyLines(text, heldOut[fold]).flatMap((shares, row) => {
      const target = classes[row] ?? null;
      return target === null ? [] : [LINE_CLASSES[target] === likeliestOf(shares)];
    }),
  );
  return `${((100 * verdicts.filter(Boolean).length) / verdicts.length).toFixed(1)} % of ${verdicts.length}`;
}

function examplesOf(
  classes: readonly (number | null)[],
  featuresOf: (row: number) => Example["features"],
): Example[] {
  return classes.flatMap((target, row) => (target === null ? [] : [{ target, features: featuresOf(row) }]));
}

function fitAll(examples: readonly Example[]): number[][] {
  const width = 1 + examples.reduce((most, { features }) => Math.max(most, features.at(-1)?.[0] ?? 0), 0);
  return fitSoftmax(examples, LINE_CLASSES.length, width, PULL);
}

function fitFirst(examples: readonly Example[]): FirstLook {
  const weights = fitAll(examples);
  const grams = weights.map((row) => row.slice(0, BUCKETS));
  const gramStep = Number((largestOf(grams) / LARGEST).toPrecision(4));
  const bytes = Int8Array.from({ length: BUCKETS * weights.length }, (_, at) =>
    Math.round((grams[at % weights.length]?.[Math.floor(at / weights.length)] ?? 0) / gramStep),
  );
  return {
    grams: Buffer.from(bytes.buffer).toString("base64"),
    gramStep,
    geometry: rounded(weights.map((row) => row.slice(BUCKETS))),
  };
}

function largestOf(weights: readonly (readonly number[])[]): number {
  return weights.reduce(
    (most, row) => row.reduce((high, weight) => Math.max(high, Math.abs(weight)), most),
    0,
  );
}

function rounded(weights: readonly (readonly number[])[]): number[][] {
  return weights.map((row) => row.map((weight) => Math.round(weight * 1000) / 1000));
}
