import * as z from "zod/mini";
import { parseJson } from "../../parse-json.ts";
import { FIELDS, type Field, NULL_REASONS } from "../../receipt.ts";
import { detailsSchema } from "./details-answer.ts";
import type { Cell, Cells, Item } from "./item.ts";

// Compiled checks need eval, which the page's policy forbids: even trying would be reported.
z.config({ jitless: true });

/** A field that an older server leaves out is null. */
const optional = <Schema extends z.ZodMiniType>(schema: Schema) => z.nullish(schema);

/** Extras that are not understood are dropped; the values are kept. */
const extra = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.nullish(schema), null);

const byField = <Schema extends z.ZodMiniType>(schema: Schema) =>
  extra(
    z.object({
      storeName: extra(schema),
      purchaseDate: extra(schema),
      total: extra(schema),
      currency: extra(schema),
    }),
  );

const pageNumber = z.int().check(z.positive());

const evidence = z.object({
  text: z.string(),
  box: z.object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() }),
  page: z.optional(pageNumber),
});

const lineSchema = z.object({ text: z.string(), box: evidence.shape.box, page: z.optional(pageNumber) });

const noteSchema = z.object({
  code: z.string(),
  /** Of the answer, from 0; without it the note is about the file. */
  receipt: optional(z.int()),
  /** Of the file; the note is about what is on it. */
  page: extra(pageNumber),
  pages: extra(z.array(pageNumber)),
  script: extra(z.string()),
});

const receiptSchema = z.object({
  storeName: optional(z.string()),
  purchaseDate: optional(z.iso.date()),
  total: optional(z.number()),
  currency: optional(z.string()),
  confidence: byField(z.number()),
  reasons: byField(z.enum(NULL_REASONS)),
  evidence: byField(evidence),
  turned: extra(z.literal([0, 90, 180, 270])),
  pages: extra(z.array(pageNumber)),
  lines: extra(z.array(lineSchema)),
  details: extra(detailsSchema),
});

const answerSchema = z.object({
  receipt: optional(receiptSchema),
  receipts: optional(z.array(receiptSchema)),
  prediction: optional(z.string()),
  warnings: extra(z.array(z.string())),
  notes: extra(z.array(noteSchema)),
});

/** The article's own API has only this, as JSON text. */
const predictionSchema = z.object({
  storeName: optional(z.string()),
  purchaseDate: optional(z.string().check(z.regex(/^\d{2}-\d{2}-\d{4}$/))),
  total: optional(z.number()),
});

/** What was read of one receipt. */
export type ReadReceipt = Pick<
  Item,
  "cells" | "turned" | "pages" | "lines" | "notes" | "warnings" | "details"
>;

/** Each receipt of a file, and one without values where it shows none. */
export type Answer = readonly [ReadReceipt, ...ReadReceipt[]];

/**
 * What the body of a 200 says, also from an older server that sends only `prediction`.
 * @returns undefined if it is not an answer of this API
 */
export function parseAnswer(body: unknown): Answer | undefined {
  const answer = answerSchema.safeParse(body).data;
  const first = answer?.receipts?.[0] ?? answer?.receipt ?? parsePrediction(answer?.prediction);
  if (answer === undefined || first === undefined) {
    return undefined;
  }
  const others = answer.receipts?.slice(1) ?? [];
  const all = [first, ...others];
  const notes = answer.notes ?? [];
  const isOfSeveralPages = all.some(namesLaterPage) || notes.some(({ code }) => code === "pages-left-out");
  const toRead = (receipt: Receipt, index: number): ReadReceipt => ({
    cells: cellsOf(receipt),
    turned: receipt.turned ?? 0,
    pages: isOfSeveralPages ? (receipt.pages ?? []) : [],
    lines: receipt.lines ?? [],
    details: receipt.details ?? null,
    notes: notes
      .filter((note) => placeOf(note, all) === index)
      .map(({ code, pages, script }) => ({ code, pages: pages ?? [], script: script ?? null })),
    warnings: index === 0 ? (answer.warnings ?? []) : [],
  });
  return [toRead(first, 0), ...others.map((receipt, index) => toRead(receipt, index + 1))];
}

/** The place of the receipt with which a note is shown: once, also what is said about the whole file or a page without any. */
function placeOf({ receipt, page }: z.infer<typeof noteSchema>, receipts: readonly Receipt[]): number {
  const onPage = receipts.findIndex(({ pages }) => typeof page === "number" && pages?.includes(page));
  return receipt ?? Math.max(0, onPage);
}

/** Whether the answer tells that the file has more pages than one. */
function namesLaterPage({ pages, evidence: places }: Receipt): boolean {
  return (
    (pages?.some((page) => page > 1) ?? false) || FIELDS.some((field) => places?.[field]?.page !== undefined)
  );
}

type Receipt = Partial<z.infer<typeof receiptSchema>>;

function parsePrediction(text: string | null | undefined): Receipt | undefined {
  const prediction = predictionSchema.safeParse(parseJson(text ?? "")).data;
  return (
    prediction && { ...prediction, purchaseDate: prediction.purchaseDate?.split("-").reverse().join("-") }
  );
}

function cellsOf(receipt: Receipt): Cells {
  const cell = <Value>(field: Field, value: Value | null | undefined): Cell<Value> => ({
    value: value ?? null,
    confidence: receipt.confidence?.[field] ?? null,
    reason: receipt.reasons?.[field] ?? null,
    evidence: receipt.evidence?.[field] ?? null,
    by: "reader",
  });
  return {
    storeName: cell("storeName", receipt.storeName),
    purchaseDate: cell("purchaseDate", receipt.purchaseDate),
    total: cell("total", receipt.total),
    currency: cell("currency", receipt.currency),
  };
}
