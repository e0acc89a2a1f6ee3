import * as z from "zod/mini";
import { parseJson } from "../../parse-json.ts";
import { type Field, NULL_REASONS } from "../../receipt.ts";
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

const evidence = z.object({
  text: z.string(),
  box: z.object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() }),
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
});

const answerSchema = z.object({
  receipt: optional(receiptSchema),
  prediction: optional(z.string()),
  warnings: extra(z.array(z.string())),
});

/** The article's own API has only this, as JSON text. */
const predictionSchema = z.object({
  storeName: optional(z.string()),
  purchaseDate: optional(z.string().check(z.regex(/^\d{2}-\d{2}-\d{4}$/))),
  total: optional(z.number()),
});

export type Answer = Pick<Item, "cells" | "turned" | "warnings">;

/**
 * What the body of a 200 says, also from an older server that sends only `prediction`.
 * @returns undefined if it is not an answer of this API
 */
export function parseAnswer(body: unknown): Answer | undefined {
  const answer = answerSchema.safeParse(body).data;
  const receipt = answer?.receipt ?? parsePrediction(answer?.prediction);
  return (
    receipt && { cells: cellsOf(receipt), turned: receipt.turned ?? 0, warnings: answer?.warnings ?? [] }
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
