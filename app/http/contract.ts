/**
 * The API's description at /openapi.json. Loaded when first asked for, so that it costs the start nothing. Tests compare
 * real answers with it.
 */
import { createRoute, OpenAPIHono, type RouteConfig, z } from "@hono/zod-openapi";
import { EXTRACTORS, HEALTH_PATH } from "../environment.ts";
import { DATE_ORDERS } from "../hints.ts";
import { MEDIA_TYPES } from "../media-type.ts";
import { NOTES } from "../note.ts";
import { PARAMETERS } from "../parameters.ts";
import { PROBLEMS, type ProblemKind } from "../problem.ts";
import { NULL_REASONS, TURNS } from "../receipt.ts";
import { PREDICTION_EXAMPLES } from "./contract-examples.ts";
import { detailsSchemas } from "./details-contract.ts";
import { MOST_PAGES } from "./query.ts";
import { FILE_FIELD } from "./upload-picture.ts";

const byField = <Value extends z.ZodType>(value: Value) => ({
  storeName: value,
  purchaseDate: value,
  total: value,
  currency: value,
});

const fraction = z.number().min(0).max(1);

const TAGS = [
  { name: "receipts", description: "What clients ask for." },
  { name: "server", description: "What the server is and takes." },
] as const;
const [RECEIPTS, SERVER] = TAGS;

const pageNumber = z.int().min(1);

const boxSchema = z
  .object({ left: fraction, top: fraction, width: fraction, height: fraction })
  .describe("Fractions of the upright page's width and height.");

const evidenceSchema = z
  .object({
    text: z.string().describe("The recognised text that the value was taken from."),
    box: boxSchema,
    page: pageNumber.optional().describe("Only where the file has several pages."),
  })
  .openapi("Evidence");

const lineSchema = z
  .object({
    text: z
      .string()
      .describe("As it was recognised. It can hold names of people; numbers of cards are masked."),
    box: boxSchema,
    page: pageNumber,
    confidence: fraction.describe("Mean probability of the recognised characters."),
  })
  .openapi("Line");

const noteSchema = z
  .object({
    code: z.enum(NOTES),
    receipt: z.int().min(0).optional().describe("The receipt that it is about, from 0."),
    page: pageNumber.optional().describe("The page that it is about, from 1."),
    pages: z.array(pageNumber).optional().describe("With `pages-left-out`: these were not read."),
    difference: z.number().optional().describe("With `sum-differs`: what is missing to the total."),
    script: z.string().optional().describe("With `script-not-read`: its English name."),
  })
  .openapi("Note");

const currencyCode = z.string().regex(/^[A-Z]{3}$/);

/** What each receipt has. */
const RECEIPT = {
  storeName: z.string().nullable().describe("The shop's name as printed."),
  purchaseDate: z.iso.date().nullable().describe("The day of the purchase."),
  total: z.number().nullable().describe("The amount paid, in units of the currency."),
  currency: currencyCode.nullable().describe("ISO 4217 code."),
  confidence: z
    .object(byField(fraction.nullable()))
    .describe(
      "How sure the engine is of each field. `local` gives the estimated probability that the value is right, rounded down to three decimals, and 0 exactly where the field is null. `sagemaker` and `openai` give null for every field, found or not: the model names no figure.",
    ),
  reasons: z
    .object(byField(z.enum(NULL_REASONS).optional()))
    .describe("Why a field is null, where the engine knows."),
  evidence: z
    .object(byField(evidenceSchema.optional()))
    .optional()
    .describe(
      "Where the values are on the picture. Only with ?evidence=true. `local` says it of store name, date and total where they were found; `sagemaker` and `openai` send an empty object.",
    ),
  turned: z
    .literal(TURNS)
    // The generator would name the first of the values alone.
    .openapi({ type: "integer", enum: [...TURNS] })
    .optional()
    .describe(
      "Degrees clockwise that make the picture, as its EXIF orientation shows it, upright. Only with ?evidence=true, and only from `local`.",
    ),
  lines: z
    .array(lineSchema)
    .optional()
    .describe("All text of the receipt from top to bottom. Only with ?lines=true, and only from `local`."),
  details: detailsSchemas(fraction, evidenceSchema)
    .optional()
    .describe("What it says beyond the fields, amounts in its currency. Only with ?details=true."),
};

const receiptSchema = z.object(RECEIPT).openapi("Receipt");

const receiptOfFileSchema = z
  .object({ ...RECEIPT, pages: z.array(pageNumber).describe("The pages that it is on, from 1.") })
  .openapi("ReceiptOfFile");

export const predictionSchema = z
  .object({
    prediction: z
      .string()
      .describe(
        "For the article's client: a JSON text with storeName in capitals, purchaseDate as DD-MM-YYYY, and total. Other clients use `receipt`.",
      ),
    receipt: receiptSchema.describe(
      "The first one in reading order; where there is none, each field is null and there is the note `not-a-receipt`.",
    ),
    receipts: z
      .array(receiptOfFileSchema)
      .optional()
      .describe("All receipts in reading order. Only with ?all=true."),
    engine: z.enum(EXTRACTORS),
    warnings: z.array(z.string()).describe("Sentences for people."),
    notes: z
      .array(noteSchema)
      .describe(
        "For programs, what is remarkable about the file, its pages and its receipts. More codes may come.",
      ),
  })
  .openapi("Prediction");

export const problemSchema = z
  .object({
    type: z.string().describe("Names the kind of problem; stable."),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("What happened and what to do, as a sentence for people."),
  })
  .openapi("Problem");

export const configSchema = z
  .object({
    engine: z.enum(EXTRACTORS).describe("What reads the receipts; `local` sends nothing elsewhere."),
    parameters: z
      .array(z.enum(PARAMETERS))
      .describe("The query parameters of POST /predict that this engine serves; others get a 400."),
    preview: z.boolean().describe("Whether POST /preview shows pages."),
    mediaTypes: z.array(z.enum(MEDIA_TYPES)),
    maxUploadBytes: z.int(),
    usefulPixels: z.int().describe("A picture with more pixels may be scaled down to so many without loss."),
    concurrentUploads: z
      .int()
      .describe("So many uploads at once keep the engine busy; more would wait on the server."),
  })
  .openapi("Config", {
    example: {
      engine: "local",
      parameters: [...PARAMETERS],
      preview: true,
      mediaTypes: ["image/jpeg", "image/png"],
      maxUploadBytes: 10_000_000,
      usefulPixels: 6_400_000,
      concurrentUploads: 2,
    },
  });

const healthSchema = z.object({ status: z.literal("ok") }).openapi("Health", { example: { status: "ok" } });

const commonHeaders = {
  "X-Request-Id": {
    schema: { type: "string" },
    description: "The request's own X-Request-Id or X-Amzn-Trace-Id, or a new one.",
    example: "5f0c7a1e-4b58-4c7c-9d53-1f3f9f0b8a0c",
  },
  "Server-Timing": {
    schema: { type: "string" },
    description: "Milliseconds by phase.",
    example: "wait;dur=0.1, upload;dur=12.4, engine;dur=905.2, total;dur=918",
  },
} as const;

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  headers: commonHeaders,
  content: { "application/json": { schema } },
});

/** Responses by status, each with the kinds of problem that it can be. */
function problemResponses(kinds: readonly ProblemKind[]) {
  const byStatus = Map.groupBy(kinds, (kind) => PROBLEMS[kind].status);
  return Object.fromEntries(
    [...byStatus].map(([status, sameStatus]) => [
      status,
      {
        description: sameStatus.map((kind) => PROBLEMS[kind].title).join(", or: "),
        headers: {
          ...commonHeaders,
          ...(status === 503
            ? { "Retry-After": { schema: { type: "integer" }, description: "Seconds.", example: 2 } }
            : {}),
          ...(status === 401
            ? { "WWW-Authenticate": { schema: { type: "string" }, example: "Bearer" } }
            : {}),
          ...(status === 405 ? { Allow: { schema: { type: "string" }, example: "POST" } } : {}),
        },
        content: {
          "application/problem+json": {
            schema: problemSchema,
            examples: Object.fromEntries(
              sameStatus.map((kind) => [
                kind,
                {
                  value: {
                    type: `urn:problem-type:receipts:${kind}`,
                    title: PROBLEMS[kind].title,
                    status,
                    detail: "A sentence about this request.",
                  },
                },
              ]),
            ),
          },
        },
      },
    ]),
  );
}

/** What can happen to a file that is sent. */
const UPLOAD_PROBLEMS: readonly ProblemKind[] = [
  "no-file",
  "bad-upload",
  "bad-query",
  "upload-too-slow",
  "too-large",
  "not-an-image",
  "unreadable-image",
  "internal",
  "engine-unavailable",
  "overloaded",
  "engine-too-slow",
];

const formWithFile = {
  required: true,
  content: {
    "multipart/form-data": {
      schema: z.object({
        [FILE_FIELD]: z.string().openapi({
          format: "binary",
          description: "The picture. What it is, is told by its content, not by its name or declared type.",
        }),
      }),
    },
  },
};

const predict = createRoute({
  method: "post",
  path: "/predict",
  operationId: "predict",
  tags: [RECEIPTS.name],
  summary: "Read a receipt",
  request: {
    query: z.object({
      evidence: z.boolean().optional().describe("Whether to say where the values are on the picture."),
      lines: z.boolean().optional().describe("Whether to send all text of the receipt. Only `local`."),
      all: z.boolean().optional().describe("Whether to send each receipt of the file. Only `local`."),
      details: z
        .boolean()
        .optional()
        .describe("Whether to send items, taxes, payments and what else the receipt says."),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional()
        .describe("Where the receipt was printed, as ISO 3166-1 code; decides where the receipt is silent."),
      dateOrder: z
        .enum(DATE_ORDERS)
        .optional()
        .describe("How its dates in digits are to be read; decides where the receipt is silent."),
      currency: currencyCode
        .optional()
        .describe("ISO 4217 code of its amounts; decides where the receipt is silent."),
    }),
    body: formWithFile,
  },
  responses: {
    200: {
      description: "What is on the receipt; null where it was not found.",
      headers: { ...commonHeaders, "Cache-Control": { schema: { type: "string" }, example: "no-store" } },
      content: { "application/json": { schema: predictionSchema, examples: PREDICTION_EXAMPLES } },
    },
    ...problemResponses([...UPLOAD_PROBLEMS, "engine-failed"]),
  },
});

const preview = createRoute({
  method: "post",
  path: "/preview",
  operationId: "preview",
  tags: [RECEIPTS.name],
  summary: "Show a page of a file",
  description: "Only `local`; `preview` in /config says whether. What is to be read goes before.",
  request: {
    query: z.object({
      page: pageNumber.max(MOST_PAGES).optional().describe("From 1, which is the default."),
    }),
    body: formWithFile,
  },
  responses: {
    200: {
      description:
        "The page, upright as it is for the places in answers: at most 1,280 pixels wide and high, and 200 kB.",
      headers: { ...commonHeaders, "Cache-Control": { schema: { type: "string" }, example: "no-store" } },
      content: { "image/jpeg": { schema: z.string().openapi({ format: "binary" }) } },
    },
    ...problemResponses([...UPLOAD_PROBLEMS, "not-found"]),
  },
});

const health = createRoute({
  method: "get",
  path: HEALTH_PATH,
  operationId: "health",
  tags: [SERVER.name],
  summary: "Whether the server answers",
  description: "Does not ask the engine.",
  responses: { 200: json(healthSchema, "It does.") },
});

const config = createRoute({
  method: "get",
  path: "/config",
  operationId: "config",
  tags: [SERVER.name],
  summary: "What the server takes",
  responses: { 200: json(configSchema, "The engine and its limits.") },
});

/** Name of the security scheme. */
const KEY = "key";

/** A route with what answers before it. */
const guarded = <Route extends RouteConfig>(route: Route, { keys, addresses }: DocumentOptions): Route => ({
  ...route,
  ...(keys && { security: [{ [KEY]: [] }] }),
  responses: {
    ...route.responses,
    ...(keys && problemResponses(["unauthorized"])),
    ...(addresses && problemResponses(["forbidden"])),
  },
});

export interface DocumentOptions {
  /** Whether the API wants keys. */
  readonly keys?: boolean;
  /** Whether it may be called from some addresses only. */
  readonly addresses?: boolean;
}

/** The OpenAPI 3.1 document. */
export function openApiDocument(options: DocumentOptions = {}) {
  const api = new OpenAPIHono();
  if (options.keys) {
    api.openAPIRegistry.registerComponent("securitySchemes", KEY, {
      type: "http",
      scheme: "bearer",
      description: "One of the keys of this API.",
    });
  }
  for (const route of [predict, preview, health, config]) {
    api.openAPIRegistry.registerPath(route === health ? route : guarded(route, options));
  }
  return api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Receipt extraction",
      version: "1.0.0",
      description: "Reads store name, purchase date, total and currency from a picture of a receipt.",
      license: { name: "MIT", url: "https://opensource.org/license/mit" },
    },
    servers: [{ url: "/" }],
    tags: [...TAGS],
  });
}
