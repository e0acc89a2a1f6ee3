import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { similarity } from "../../../app/reader/fields/text/letters.ts";
import type { Field, ReceiptValues } from "../../../app/receipt.ts";

const labelSchema = z.object({
  storeName: z.string().nullable(),
  /** Other printed names that count. */
  storeNameAlso: z.array(z.string()).default([]),
  /** DD-MM-YYYY. */
  purchaseDate: z
    .string()
    .regex(/^\d{2}-\d{2}-\d{4}$/u)
    .nullable(),
  total: z.number().nullable(),
  /** Other amounts that count, such as the one before rounding. */
  totalAlso: z.array(z.number()).default([]),
  /** ISO 4217; absent where nobody wrote it down. */
  currency: z.string().nullable().optional(),
});

/** The right answers for one picture. */
export type ReceiptLabel = z.infer<typeof labelSchema>;

export type Verdict = "right" | "wrong" | "null";

/** A store name is right from this similarity on: labels and prints differ in spaces, dots and single letters. */
const SAME_NAME = 0.9;

/**
 * Reads the right answers of a folder by picture name.
 * @throws Error when there are none
 */
export function loadLabels(folder: string): Map<string, ReceiptLabel> {
  const file = join(folder, "labels.json");
  if (!existsSync(file)) {
    throw new Error(`${file} is missing: the right answers by the names of the pictures.`);
  }
  const parsed: unknown = JSON.parse(readFileSync(file, "utf8"));
  return new Map(Object.entries(z.record(z.string(), labelSchema).parse(parsed)));
}

/** Names of pictures that have labels and are not in the folder. */
export function missingPictures(folder: string, labels: ReadonlyMap<string, ReceiptLabel>): string[] {
  return [...labels.keys()].filter((picture) => !existsSync(join(folder, picture)));
}

/** Judges one field. "null" is a value that was not given although there is one; undefined where nobody knows. */
export function judge(field: Field, values: ReceiptValues, label: ReceiptLabel): Verdict | undefined {
  if (field === "currency" && label.currency === undefined) {
    return undefined;
  }
  const given = values[field];
  const isNone = label[field] === null || label[field] === undefined;
  if (given === null) {
    return isNone ? "right" : "null";
  }
  if (isNone) {
    return "wrong";
  }
  return isRight(field, values, label) ? "right" : "wrong";
}

function isRight(field: Field, values: ReceiptValues, label: ReceiptLabel): boolean {
  switch (field) {
    case "storeName":
      return [label.storeName, ...label.storeNameAlso].some(
        (name) => name !== null && similarity(name, values.storeName ?? "") >= SAME_NAME,
      );
    case "purchaseDate":
      return values.purchaseDate === label.purchaseDate?.split("-").reverse().join("-");
    case "total":
      return [label.total, ...label.totalAlso].includes(values.total);
    case "currency":
      return values.currency === label.currency;
  }
}
