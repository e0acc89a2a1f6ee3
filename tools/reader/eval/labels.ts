import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { isGeneric } from "../../../app/reader/fields/candidates/store-name/clean-name.ts";
import { fold, lettersAndDigits, similarity } from "../../../app/reader/fields/text/letters.ts";
import type { Field, ReceiptValues } from "../../../app/receipt.ts";

const day = z.string().regex(/^\d{2}-\d{2}-\d{4}$/u);

/** A field that is null has no value on the paper; one that is absent was not labelled, and is not judged. */
const labelSchema = z.object({
  storeName: z.string().nullable().optional(),
  /** Other printed names that count. */
  storeNameAlso: z.array(z.string()).default([]),
  /** Names of the chain, where nothing else of the name was labelled: one of them must be in it. */
  brand: z.array(z.string()).nullable().optional(),
  /** DD-MM-YYYY. */
  purchaseDate: day.nullable().optional(),
  total: z.number().nullable().optional(),
  /** Other amounts that count, such as the one before rounding. */
  totalAlso: z.array(z.number()).default([]),
  /** ISO 4217. */
  currency: z.string().nullable().optional(),
  /** False where whoever made the label doubts it; then it is not counted among those with all three fields right. */
  sure: z.boolean().default(true),
  /** Kinds of pictures, such as "photo". */
  tags: z.array(z.string()).default([]),
});

/** Made by a program from classes of text boxes (WildReceipt): null is what has no box of its class. */
const boxLabelSchema = labelSchema
  .extend({ storeLines: z.array(z.string()) })
  .transform(({ storeLines, ...label }) => ({
    ...label,
    storeName: label.storeName ?? undefined,
    purchaseDate: label.tags.includes("date-ambiguous") ? undefined : (label.purchaseDate ?? undefined),
    total: label.total ?? undefined,
    // Guessed from the address by that program.
    currency: undefined,
  }));

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
  return new Map(Object.entries(z.record(z.string(), z.union([boxLabelSchema, labelSchema])).parse(parsed)));
}

/** Names of pictures that have labels and are not in the folder. */
export function missingPictures(folder: string, labels: ReadonlyMap<string, ReceiptLabel>): string[] {
  return [...labels.keys()].filter((picture) => !existsSync(join(folder, picture)));
}

/** Judges one field. "null" is a value that was not given although there is one; undefined where nobody knows. */
export function judge(field: Field, values: ReceiptValues, label: ReceiptLabel): Verdict | undefined {
  if (label[field] === undefined && !(field === "storeName" && label.brand)) {
    return undefined;
  }
  const given = values[field];
  const isNone = label[field] === null;
  if (given === null) {
    return isNone ? "right" : "null";
  }
  if (isNone) {
    return "wrong";
  }
  return isRight(field, values, label) ? "right" : "wrong";
}

/** Whether a name is the shop's by the strict count, which takes no number, branch or mere kind of business for it. */
export function isStrictlyNamed(values: ReceiptValues, label: ReceiptLabel): boolean {
  const whole = lettersAndDigits(label.storeName ?? "");
  const storeNameAlso = label.storeNameAlso.filter(
    (name) => whole.startsWith(lettersAndDigits(name)) && /\p{L}{3}/u.test(name) && !isGeneric(fold(name)),
  );
  return isRight("storeName", values, { ...label, storeNameAlso });
}

function isRight(field: Field, values: ReceiptValues, label: ReceiptLabel): boolean {
  switch (field) {
    case "storeName":
      return isNamed(values.storeName ?? "", label);
    case "purchaseDate":
      return values.purchaseDate === label.purchaseDate?.split("-").reverse().join("-");
    case "total":
      return values.total !== null && [label.total, ...label.totalAlso].includes(values.total);
    case "currency":
      return values.currency === label.currency;
  }
}

function isNamed(given: string, { storeName, storeNameAlso, brand }: ReceiptLabel): boolean {
  const names = storeName ? [storeName, ...storeNameAlso] : storeNameAlso;
  const letters = lettersAndDigits(given);
  return (
    names.some((name) => similarity(name, given) >= SAME_NAME) ||
    (brand ?? []).some((name) => letters.includes(lettersAndDigits(name)))
  );
}
