/** What both remote engines send to the model and how they read its answer: OpenAI's chat API, as in vLLM. */
import * as z from "zod/mini";
import type { DateOrder, Hints } from "../hints.ts";
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
import { DETAILS_PROMPT, DETAILS_SCHEMA } from "./details-request.ts";

const PROMPT = `Read this receipt and answer with one JSON object and nothing else:
{"storeName": string or null, "purchaseDate": "DD-MM-YYYY" or null, "total": number or null, "currency": string or null}
storeName: the name of the shop as printed, without slogan, address or legal notes.
purchaseDate: the day of the purchase.
total: the amount that was paid, after discounts, taxes and rounding; not the cash given and not the change.
currency: the ISO 4217 code, if the receipt shows which currency it is.
Use null for what the picture does not show clearly. Do not guess.`;

const nullable = (type: "string" | "number") => ({ type: [type, "null"] });

const ANSWER_SCHEMA = {
  type: "object",
  properties: {
    storeName: nullable("string"),
    purchaseDate: nullable("string"),
    total: nullable("number"),
    currency: nullable("string"),
  },
  required: ["storeName", "purchaseDate", "total", "currency"],
  additionalProperties: false,
};

const WITH_DETAILS_SCHEMA = {
  ...ANSWER_SCHEMA,
  properties: { ...ANSWER_SCHEMA.properties, details: DETAILS_SCHEMA },
  required: [...ANSWER_SCHEMA.required, "details"],
};

/** What a model is asked. */
export interface ChatRequest {
  readonly hints: Hints;
  /** Tokens of an answer with details; undefined where none are asked for. */
  readonly detailsTokens?: number | undefined;
}

/** Its texts are the longest. */
export const LONGEST_REQUEST = {
  hints: { country: "SG", dateOrder: "DMY", currency: "SGD" },
  detailsTokens: 999_999,
} as const satisfies ChatRequest;

/** Tokens; the fields take 60. */
const MOST_TOKENS = 512;

const ORDERS: Readonly<Record<DateOrder, string>> = {
  DMY: "day, month, year",
  MDY: "month, day, year",
  YMD: "year, month, day",
};

/** What the prompt says of the hints: one line, or nothing. */
function hintLine({ country, dateOrder, currency }: Hints): string {
  const facts = [
    ...(country === undefined ? [] : [`it is from ${country} (ISO 3166-1)`]),
    ...(dateOrder === undefined ? [] : [`its dates are written ${ORDERS[dateOrder]}`]),
    ...(currency === undefined ? [] : [`its amounts are in ${currency}`]),
  ];
  return facts.length === 0 ? "" : `\nOnly where the receipt itself does not tell: ${facts.join("; ")}.`;
}

/** Marks the place of the picture's base64 in the request. */
const PICTURE = "<picture>";

/**
 * The request as the two texts before and after the picture's base64.
 * @param model its name, if the server needs one
 */
export function chatRequest(
  mediaType: string,
  { hints, detailsTokens }: ChatRequest,
  model?: string,
): readonly [before: string, after: string] {
  const hasDetails = detailsTokens !== undefined;
  const request = JSON.stringify({
    model,
    messages: [
      {
        role: "user",
        content: [
          // The picture comes first: Gemma's card advises it.
          { type: "image_url", image_url: { url: `data:${mediaType};base64,${PICTURE}` } },
          { type: "text", text: PROMPT + (hasDetails ? DETAILS_PROMPT : "") + hintLine(hints) },
        ],
      },
    ],
    // Without these two the model card's sampling applies, and an answer may never end.
    temperature: 0,
    max_tokens: detailsTokens ?? MOST_TOKENS,
    // At the top level, and also when false: inside extra_body, which only the Python client knows, it is ignored.
    chat_template_kwargs: { enable_thinking: false },
    response_format: {
      type: "json_schema",
      json_schema: {
        name: "receipt",
        strict: true,
        schema: hasDetails ? WITH_DETAILS_SCHEMA : ANSWER_SCHEMA,
      },
    },
  });
  const at = request.indexOf(PICTURE);
  return [request.slice(0, at), request.slice(at + PICTURE.length)];
}

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

const answerSchema = z.object({
  storeName: z.nullish(z.string()),
  purchaseDate: z.nullish(z.string()),
  total: z.nullish(z.union([z.number(), z.string()])),
  currency: z.nullish(z.string()),
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

/** What is in a text; null for what only says that there is nothing. */
function meant(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? "";
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
