import { explainFields, type FieldsModel } from "../../../app/reader/fields/choose-fields.ts";
import type { LineModel } from "../../../app/reader/fields/lines/classify-lines.ts";
import type { Field, Reading } from "../../../app/receipt.ts";
import { textTable } from "../../tables.ts";
import { judge, type ReceiptLabel } from "../eval/labels.ts";
import type { TrainedField } from "./cases.ts";
import type { Choosers } from "./fit-field.ts";
import { shareWithInterval } from "./intervals.ts";
import type { LearnedLines } from "./learn-lines.ts";
import type { ReceiptSet } from "./receipts.ts";

/** What was read from a receipt of a set, and what is right. */
export interface ReadReceipt {
  readonly set: string;
  readonly label: ReceiptLabel;
  readonly values: Pick<Reading, Field>;
}

/** Pictures with this tag came later and are also counted apart. */
const APART = "second-batch";

const COLUMNS: readonly (readonly [head: string, fields: readonly Field[]])[] = [
  ["total", ["total"]],
  ["date", ["purchaseDate"]],
  ["store", ["storeName"]],
  ["all three", ["total", "purchaseDate", "storeName"]],
  ["currency", ["currency"]],
];

/** What reads a set without having been fitted to its source. */
export function modelWithout(
  { source }: ReceiptSet,
  choosers: Readonly<Record<TrainedField, Choosers>>,
  lines: LineModel,
): FieldsModel {
  const of = (field: TrainedField) => choosers[field].chooserWithout.get(source) ?? choosers[field].chooser;
  const name = of("storeName");
  const weights = {
    total: of("total").weights,
    purchaseDate: of("purchaseDate").weights,
    storeName: name.weights,
  };
  return { lines, weights, storeTrees: name.trees };
}

/** Reads a set by what was fitted to other sources, with all that decides whether a value is given. */
export function readWithout(
  set: ReceiptSet,
  choosers: Readonly<Record<TrainedField, Choosers>>,
  lines: LearnedLines,
  today: Date,
): ReadReceipt[] {
  return set.receipts.flatMap((receipt) => {
    const model = modelWithout(set, choosers, lines.modelFor(receipt));
    const values = explainFields(receipt.page, today, {}, model).reading;
    const read = { set: set.name, label: receipt.label, values };
    return receipt.label.tags.includes(APART) ? [read, { ...read, set: `${set.name}, ${APART}` }] : [read];
  });
}

/**
 * Right answers in percent by set, with 95 % intervals; of each column the receipts whose label has all its fields, and
 * for all three of them also those whose label is sure.
 */
export function wholeReaderTable(read: readonly ReadReceipt[]): string {
  const sets = [...new Set(read.map(({ set }) => set))];
  const rows = sets.map((name) => {
    const own = read.filter(({ set }) => set === name);
    return [name, String(own.length), ...COLUMNS.map(([, fields]) => cell(own, fields))];
  });
  return textTable([["whole reader, other sources", "n", ...COLUMNS.map(([head]) => head)], ...rows]);
}

function cell(read: readonly ReadReceipt[], fields: readonly Field[]): string {
  const outcomes = read.flatMap(({ label, values }) => {
    const verdicts = fields.map((field) => judge(field, values, label));
    if (verdicts.includes(undefined) || (fields.length > 1 && !label.sure)) {
      return [];
    }
    return [{ isRight: verdicts.every((verdict) => verdict === "right") }];
  });
  return outcomes.length === 0 ? "" : `${shareWithInterval(outcomes)} of ${outcomes.length}`;
}
