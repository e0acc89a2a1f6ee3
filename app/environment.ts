/**
 * What the app and the stacks that deploy it agree on: the port, the health path and the environment variables.
 * The app parses its environment with this schema, and the stacks parse what they are about to deploy with it.
 */
// The schemas of "zod" carry all their methods from the start on: a tenth of the time until the first answer.
import * as z from "zod/mini";

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

/** Digits, as a number of that range. */
function wholeNumber(least: number, most: number) {
  const allowed = `must be a whole number from ${least} to ${most}`;
  return z.pipe(
    z.pipe(z.string().check(z.regex(/^\d+$/, allowed)), z.transform(Number)),
    z.number().check(z.minimum(least, allowed), z.maximum(most, allowed)),
  );
}

const text = z.string().check(z.minLength(1, "must not be empty"));

/** Origins, separated by commas. A browser sends the bare origin, and texts are compared: a path or a final slash would never match. */
const origins = z.pipe(
  z.pipe(
    z.string(),
    z.transform((list) => list.split(",").map((origin) => origin.trim())),
  ),
  z.array(
    z.string().check(
      z.refine((site) => URL.canParse(site) && new URL(site).origin === site, {
        error: "must be origins such as https://example.com, without a path or a final slash",
      }),
    ),
  ),
);

/** Every environment variable of the container. Values are strings, as a process gets them. */
export const environmentSchema = z
  .object({
    EXTRACTOR: z
      ._default(z.enum(EXTRACTORS, `must be one of ${EXTRACTORS.join(", ")}`), "local")
      .register(z.globalRegistry, { description: "Which engine reads the receipts." }),
    HOST: z
      ._default(text, "127.0.0.1")
      .register(z.globalRegistry, { description: "The address to listen on; the image sets 0.0.0.0." }),
    PORT: z
      ._default(wholeNumber(0, 65_535), DEFAULT_PORT)
      .register(z.globalRegistry, { description: "0 takes any free one." }),
    MAX_UPLOAD_BYTES: z._default(wholeNumber(1_000, 50_000_000), 10_000_000).register(z.globalRegistry, {
      description: `Largest picture. At most ${SAGEMAKER_MAX_UPLOAD_BYTES} with \`EXTRACTOR=sagemaker\`.`,
    }),
    UPLOAD_MEMORY_BYTES: z
      ._default(wholeNumber(1_000_000, 16_000_000_000), 180_000_000)
      .register(z.globalRegistry, {
        description:
          "Memory for uploads that are being received or read; further ones wait. The default suits a task of 512 MB.",
      }),
    DEADLINE_MS: z._default(wholeNumber(1_000, 120_000), 25_000).register(z.globalRegistry, {
      description: "Time for one request in milliseconds. The article's client gives up after 30 s.",
    }),
    KEEP_ALIVE_MS: z._default(wholeNumber(1_000, 4_000_000), 75_000).register(z.globalRegistry, {
      description:
        "After so many milliseconds an idle connection is closed. Longer than the load balancer's 60 s, which must be the first to close it.",
    }),
    ALLOWED_ORIGINS: z._default(origins, []).register(z.globalRegistry, {
      description: "Other sites whose pages may call the API: origins, separated by commas.",
    }),
    METRICS_NAMESPACE: z
      .optional(
        z
          .string()
          .check(
            z.regex(
              /^(?!AWS\/)[\w./#:-]{1,255}$/,
              "must be 1 to 255 of A-Z a-z 0-9 . - _ / # : and not begin with AWS/",
            ),
          ),
      )
      .register(z.globalRegistry, {
        description:
          "CloudWatch namespace; with it the log lines of /predict are metrics as well, which cost.",
      }),
    SAGEMAKER_ENDPOINT_NAME: z
      ._default(
        z.string().check(z.regex(ENDPOINT_NAME_PATTERN, "must be 1 to 63 letters, digits and inner hyphens")),
        "gemma-4-receipt-extraction-vllm",
      )
      .register(z.globalRegistry, {
        description: "With `EXTRACTOR=sagemaker`: the endpoint, in the region of `AWS_REGION`.",
      }),
    OPENAI_BASE_URL: z
      .optional(z.url({ protocol: /^https?$/, error: "must be an address such as http://127.0.0.1:8001/v1" }))
      .register(z.globalRegistry, {
        description:
          "With `EXTRACTOR=openai`: a vLLM or another server with that API, for example http://127.0.0.1:8001/v1.",
      }),
    OPENAI_MODEL: z
      ._default(text, "google/gemma-4-E4B-it")
      .register(z.globalRegistry, { description: "The model's name on that server." }),
    OPENAI_API_KEY: z.optional(text).register(z.globalRegistry, { description: "Its key, if it wants one." }),
  })
  .check((context) => {
    const { EXTRACTOR, MAX_UPLOAD_BYTES, OPENAI_BASE_URL } = context.value;
    if (EXTRACTOR === "sagemaker" && MAX_UPLOAD_BYTES > SAGEMAKER_MAX_UPLOAD_BYTES) {
      context.issues.push({
        code: "custom",
        input: MAX_UPLOAD_BYTES,
        path: ["MAX_UPLOAD_BYTES"],
        message: `must be at most ${SAGEMAKER_MAX_UPLOAD_BYTES} with EXTRACTOR=sagemaker, whose bodies end at 25 MB in base64`,
      });
    }
    if (EXTRACTOR === "openai" && OPENAI_BASE_URL === undefined) {
      context.issues.push({
        code: "custom",
        input: undefined,
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
