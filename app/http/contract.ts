/**
 * The API's description at /openapi.json. Loaded when first asked for, so that it costs the start nothing; the types of
 * the responses are checked against it at compile time, and the responses themselves by tests.
 */
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { EXTRACTORS, HEALTH_PATH } from "../environment.ts";
import { MEDIA_TYPES } from "../media-type.ts";
import { NULL_REASONS } from "../receipt.ts";
import { PROBLEMS, type ProblemKind } from "./problem.ts";
import { FILE_FIELD } from "./upload.ts";

const byField = <Value extends z.ZodType>(value: Value) => ({
  storeName: value,
  purchaseDate: value,
  total: value,
  currency: value,
});

const fraction = z.number().min(0).max(1);

const evidenceSchema = z
  .object({
    text: z.string().describe("The recognised text that the value was taken from."),
    box: z
      .object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() })
      .describe("Fractions of the upright picture's width and height."),
  })
  .openapi("Evidence");

export const predictionSchema = z
  .object({
    prediction: z
      .string()
      .describe("A JSON text with storeName in capitals, purchaseDate as DD-MM-YYYY, and total."),
    receipt: z
      .object({
        storeName: z.string().nullable().describe("The shop's name as printed."),
        purchaseDate: z.iso.date().nullable().describe("The day of the purchase."),
        total: z.number().nullable().describe("The amount paid, in units of the currency."),
        currency: z
          .string()
          .regex(/^[A-Z]{3}$/)
          .nullable()
          .describe("ISO 4217 code."),
        confidence: z
          .object(byField(fraction.nullable()))
          .describe("How sure the engine is of each field; null where it has no figure to give."),
        reasons: z
          .object(byField(z.enum(NULL_REASONS).optional()))
          .describe("Why a field is null, where the engine knows."),
        evidence: z
          .object(byField(evidenceSchema.optional()))
          .optional()
          .describe(
            "Where the values stand on the picture. Only with ?evidence=true, and only from the local engine.",
          ),
        turned: z
          .literal([0, 90, 180, 270])
          .optional()
          .describe(
            "Degrees clockwise that make the picture, as its EXIF orientation shows it, upright. With the evidence.",
          ),
      })
      .openapi("Receipt"),
    engine: z.enum(EXTRACTORS),
    warnings: z.array(z.string()).describe("Sentences for people."),
  })
  .openapi("Prediction", {
    example: {
      prediction: '{"storeName":"OAK STREET MARKET","purchaseDate":"26-10-2023","total":42.58}',
      receipt: {
        storeName: "Oak Street Market",
        purchaseDate: "2023-10-26",
        total: 42.58,
        currency: "USD",
        confidence: { storeName: 0.97, purchaseDate: 0.99, total: 0.99, currency: 0.9 },
        reasons: {},
      },
      engine: "local",
      warnings: [],
    },
  });

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

const json = <Schema extends z.ZodType>(schema: Schema, description: string, headers = {}) => ({
  description,
  headers: { ...commonHeaders, ...headers },
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

const predict = createRoute({
  method: "post",
  path: "/predict",
  operationId: "predict",
  summary: "Read a receipt",
  request: {
    query: z.object({
      evidence: z.enum(["true", "false"]).optional().describe("Whether to say where the values stand."),
    }),
    body: {
      required: true,
      content: {
        "multipart/form-data": {
          schema: z.object({
            [FILE_FIELD]: z.string().openapi({
              format: "binary",
              description:
                "The picture. What it is, is told by its content, not by its name or declared type.",
            }),
          }),
        },
      },
    },
  },
  responses: {
    200: json(predictionSchema, "What stands on the receipt; null where it was not found.", {
      "Cache-Control": { schema: { type: "string" }, example: "no-store" },
    }),
    ...problemResponses([
      "no-file",
      "bad-upload",
      "bad-query",
      "upload-too-slow",
      "too-large",
      "not-an-image",
      "unreadable-image",
      "internal",
      "engine-failed",
      "engine-unavailable",
      "overloaded",
      "engine-too-slow",
    ]),
  },
});

const health = createRoute({
  method: "get",
  path: HEALTH_PATH,
  operationId: "health",
  summary: "Whether the server answers",
  description: "Does not ask the engine.",
  responses: { 200: json(healthSchema, "It does.") },
});

const config = createRoute({
  method: "get",
  path: "/config",
  operationId: "config",
  summary: "What the server takes",
  responses: { 200: json(configSchema, "The engine and its limits.") },
});

/** The OpenAPI 3.1 document. */
export function openApiDocument() {
  const api = new OpenAPIHono();
  for (const route of [predict, health, config]) {
    api.openAPIRegistry.registerPath(route);
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
  });
}
