/** How both remote engines read the model's answer. Loaded after the start, which it would slow. */
import * as z from "zod/mini";
import type { Note } from "../note.ts";
import { parseJson } from "../parse-json.ts";
import { Problem } from "../problem.ts";
import { sumNotes } from "../reader/fields/details/adds-up.ts";
import type { FileReading, Reading } from "../receipt.ts";
import { closeJson } from "./answers/close-json.ts";
import { findAnswer } from "./answers/find-answer.ts";
import { isNullWord } from "./answers/is-null-word.ts";
import { parseAmount } from "./answers/parse-amount.ts";
import { parseCurrency } from "./answers/parse-currency.ts";
import { parseDate } from "./answers/parse-date.ts";
import { parseDetails } from "./details-answer.ts";

const replySchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.nullish(z.string()),
        // Reasoning, if any, is next to `content` and is not read.
        message: z.object({ content: z.nullish(z.string()), refusal: z.nullish(z.string()) }),
      }),
    )
    .check(z.minLength(1)),
});

/** What the value in an object is called. */
const VALUE_KEYS = ["value", "amount", "name", "code", "text"];

/** A value that is alone in a list or an object ("total": {"amount": 12.5, "currency": "EUR"}). */
function onlyValue(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.length === 1 ? value[0] : value;
  }
  const inner = Object.entries(value ?? {}).filter(([key]) => VALUE_KEYS.includes(key.toLowerCase()));
  return typeof value === "object" && inner.length === 1 ? inner[0]?.[1] : value;
}

const alone = z.transform(onlyValue);
const text = z.pipe(alone, z.nullish(z.string()));
const textOrNumber = z.pipe(alone, z.nullish(z.union([z.number(), z.string()])));

const answerSchema = z.object({
  storeName: text,
  purchaseDate: textOrNumber,
  total: textOrNumber,
  currency: text,
  details: z.optional(z.unknown()),
});

/**
 * The reading in a chat completion.
 * @param withDetails whether details were asked for; an answer that is cut in them still has the fields
 * @throws Problem `engine-failed`
 */
export function parseChatReply(body: Uint8Array, withDetails = false): FileReading {
  const reply = replySchema.safeParse(parseJson(Buffer.from(body).toString("utf8")));
  const choice = reply.data?.choices[0];
  if (choice === undefined) {
    throw failed("The model's answer has an unknown form.");
  }
  const isCut = choice.finish_reason === "length";
  if (isCut && !withDetails) {
    throw failed("The model's answer was cut off at its length limit.");
  }
  const { content, refusal } = choice.message;
  if (refusal || choice.finish_reason === "content_filter") {
    throw failed("The model refused to read this picture.");
  }
  if (!content?.trim()) {
    throw failed("The model gave an empty answer.");
  }
  const answer = answerSchema.safeParse(findAnswer(isCut ? (closeJson(content) ?? "") : content));
  // The currency is the last field.
  if (!answer.success || (isCut && answer.data.currency === undefined)) {
    throw failed(
      isCut
        ? "The model's answer was cut off at its length limit."
        : "The model did not answer with a receipt.",
    );
  }
  const reading = toReading(answer.data);
  return toFileReading(withDetails ? withDetailsOf(reading, answer.data.details, isCut) : reading);
}

/** A whole text in quotation marks or emphasised. */
const QUOTED = /^(\*\*|["'`*])([^"*`]+)\1$/;

/** What is in a text; null for what only says that there is nothing. */
function meant(value: string | number | null | undefined): string | null {
  const trimmed = String(value ?? "")
    .trim()
    .replace(QUOTED, "$2");
  return trimmed === "" || isNullWord(trimmed) ? null : trimmed;
}

function toReading(answer: z.infer<typeof answerSchema>): Reading {
  const storeName = meant(answer.storeName)?.replace(/\s+/g, " ") ?? null;
  const dateText = meant(answer.purchaseDate);
  const purchaseDate = parseDate(dateText ?? "");
  const currency = parseCurrency(meant(answer.currency) ?? "");
  const totalText = typeof answer.total === "string" ? meant(answer.total) : null;
  const total = typeof answer.total === "number" ? answer.total : parseAmount(totalText ?? "", currency);
  const warnings: string[] = [];
  if (purchaseDate === null && dateText !== null) {
    warnings.push("The model gave a date that cannot be told for certain. It was left out.");
  }
  if (total === null && totalText !== null) {
    warnings.push("The model gave a total that is not an amount. It was left out.");
  }
  return {
    storeName,
    purchaseDate,
    total,
    currency,
    confidence: { storeName: null, purchaseDate: null, total: null, currency: null },
    reasons: {},
    evidence: {},
    pages: [1],
    lines: [],
    notes: [],
    warnings,
  };
}

function withDetailsOf(reading: Reading, answer: unknown, isCut: boolean): Reading {
  const values = parseDetails(answer, reading.currency);
  const notes: Note[] = isCut ? [{ code: "items-cut" }] : sumNotes(values, reading.total);
  return { ...reading, details: { values, confidence: null, evidence: null }, notes };
}

/** A picture whose shop, date and total are all null has no receipt. */
function toFileReading(reading: Reading): FileReading {
  const isNone = reading.storeName === null && reading.purchaseDate === null && reading.total === null;
  return {
    receipts: isNone ? [] : [reading],
    nothing: reading,
    pageCount: 1,
    notes: isNone ? [{ code: "not-a-receipt" }] : [],
    warnings: isNone ? ["No receipt was found in this picture."] : [],
  };
}

function failed(detail: string): Problem {
  return new Problem("engine-failed", detail);
}
