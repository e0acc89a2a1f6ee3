/**
 * What the app and the stacks that deploy it agree on: the port, the health path and the environment variables.
 * The app parses its environment with this schema, and the stacks parse what they are about to deploy with it.
 */
// Not `{ z }`, of which a bundle would hold everything, fifty languages included.
import * as z from "zod";

/** The article's port. */
export const DEFAULT_PORT = 8000;

/** Answers without asking the engine, so that a cold model does not fail a deployment. */
export const HEALTH_PATH = "/health";

/** Which engine reads the receipts. */
export const EXTRACTORS = ["local", "sagemaker", "openai"] as const;
export type Extractor = (typeof EXTRACTORS)[number];

/** SageMaker takes bodies of 25 MB; base64 adds a third, and the prompt some kilobytes. */
export const SAGEMAKER_MAX_UPLOAD_BYTES = 18_000_000;

/** 1 to 63 letters, digits and inner hyphens: the form that InvokeEndpoint accepts. */
export const ENDPOINT_NAME_PATTERN = /^(?=.{1,63}$)[a-zA-Z0-9](-*[a-zA-Z0-9])*$/;

const wholeNumber = (least: number, most: number) =>
  z.string().regex(/^\d+$/, "must be a whole number").transform(Number).pipe(z.number().min(least).max(most));

/** Every environment variable of the container. Values are strings, as a process gets them. */
export const environmentSchema = z
  .object({
    EXTRACTOR: z.enum(EXTRACTORS).default("local").describe("Which engine reads the receipts."),
    HOST: z
      .string()
      .min(1)
      .default("127.0.0.1")
      .describe("The address to listen on; the image sets 0.0.0.0."),
    PORT: wholeNumber(0, 65_535).default(DEFAULT_PORT).describe("0 takes any free one."),
    MAX_UPLOAD_BYTES: wholeNumber(1_000, 50_000_000)
      .default(10_000_000)
      .describe(`Largest picture. At most ${SAGEMAKER_MAX_UPLOAD_BYTES} with \`EXTRACTOR=sagemaker\`.`),
    UPLOAD_MEMORY_BYTES: wholeNumber(1_000_000, 16_000_000_000)
      .default(180_000_000)
      .describe(
        "Memory for uploads that are being received or read; further ones wait. The default suits a task of 512 MB.",
      ),
    DEADLINE_MS: wholeNumber(1_000, 120_000)
      .default(25_000)
      .describe("Time for one request in milliseconds. The article's client gives up after 30 s."),
    KEEP_ALIVE_MS: wholeNumber(1_000, 4_000_000)
      .default(75_000)
      .describe(
        "After so many milliseconds an idle connection is closed. Longer than the load balancer's 60 s, which must be the first to close it.",
      ),
    ALLOWED_ORIGINS: z
      .string()
      .transform((list) => list.split(",").map((origin) => origin.trim()))
      .pipe(
        z.array(
          // A browser sends the bare origin, and texts are compared: a path or a final slash would never match.
          z.string().refine((site) => URL.canParse(site) && new URL(site).origin === site, {
            error: "must be origins such as https://example.com, without a path or a final slash",
          }),
        ),
      )
      .default([])
      .describe("Other sites whose pages may call the API: origins, separated by commas."),
    METRICS_NAMESPACE: z
      .string()
      .regex(
        /^(?!AWS\/)[\w./#:-]{1,255}$/,
        "must be 1 to 255 of A-Z a-z 0-9 . - _ / # : and not begin with AWS/",
      )
      .optional()
      .describe("CloudWatch namespace; with it the log lines of /predict are metrics as well, which cost."),
    SAGEMAKER_ENDPOINT_NAME: z
      .string()
      .regex(ENDPOINT_NAME_PATTERN, "must be 1 to 63 letters, digits and inner hyphens")
      .default("gemma-4-receipt-extraction-vllm")
      .describe("With `EXTRACTOR=sagemaker`: the endpoint, in the region of `AWS_REGION`."),
    OPENAI_BASE_URL: z
      .url({ protocol: /^https?$/, error: "must be an address such as http://127.0.0.1:8001/v1" })
      .optional()
      .describe(
        "With `EXTRACTOR=openai`: a vLLM or another server with that API, for example http://127.0.0.1:8001/v1.",
      ),
    OPENAI_MODEL: z
      .string()
      .min(1)
      .default("google/gemma-4-E4B-it")
      .describe("The model's name on that server."),
    OPENAI_API_KEY: z.string().min(1).optional().describe("Its key, if it wants one."),
  })
  .superRefine((environment, context) => {
    if (environment.EXTRACTOR === "sagemaker" && environment.MAX_UPLOAD_BYTES > SAGEMAKER_MAX_UPLOAD_BYTES) {
      context.addIssue({
        code: "custom",
        path: ["MAX_UPLOAD_BYTES"],
        message: `must be at most ${SAGEMAKER_MAX_UPLOAD_BYTES} with EXTRACTOR=sagemaker, whose bodies end at 25 MB in base64`,
      });
    }
    if (environment.EXTRACTOR === "openai" && environment.OPENAI_BASE_URL === undefined) {
      context.addIssue({
        code: "custom",
        path: ["OPENAI_BASE_URL"],
        message: "is needed with EXTRACTOR=openai, for example http://127.0.0.1:8001/v1",
      });
    }
  });

export type Environment = z.infer<typeof environmentSchema>;

/** A wrong environment variable. The message is one line that names the variable, its value and what is allowed. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

/**
 * The settings among the variables of a process. An empty variable counts as absent, and variables that are not ours
 * are left alone.
 * @throws EnvironmentError
 */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const set = Object.entries(variables).filter(([, value]) => value !== undefined && value !== "");
  const parsed = environmentSchema.safeParse(Object.fromEntries(set));
  if (parsed.success) {
    return parsed.data;
  }
  const lines = parsed.error.issues.map(({ path: [name = ""], message }) => {
    const value = variables[String(name)];
    return value ? `${String(name)}=${JSON.stringify(value)} ${message}` : `${String(name)} ${message}`;
  });
  throw new EnvironmentError(lines.join("; "));
}
