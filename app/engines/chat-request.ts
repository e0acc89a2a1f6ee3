/** What both remote engines send to the model: OpenAI's chat API, as in vLLM. */
import type { DateOrder, Hints } from "../hints.ts";
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
