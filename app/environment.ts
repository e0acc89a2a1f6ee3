/**
 * What the app and the stacks that deploy it agree on: the port, the health path and the environment variables.
 * The app parses its environment with this schema, and the stacks parse what they are about to deploy with it.
 */
// The schemas of "zod" carry all their methods from the start on: a tenth of the time until the first answer.
import * as z from "zod/mini";
import { type Block, parseBlock } from "./cidr.ts";
import { HINT_SCHEMAS, type Hints } from "./hints.ts";
import { parseJson } from "./parse-json.ts";

/** The article's port. */
export const DEFAULT_PORT = 8000;

/** Answers without asking the engine, so that a cold model does not fail a deployment. */
export const HEALTH_PATH = "/health";

/** Which engine reads the receipts. */
export const EXTRACTORS = ["local", "sagemaker", "openai"] as const;
export type Extractor = (typeof EXTRACTORS)[number];

/** SageMaker takes bodies of 25 MB; base64 adds a third, and the prompt some kilobytes. */
export const SAGEMAKER_MAX_UPLOAD_BYTES = 18_000_000;

/** From what an answer without details may be long to more than the longest receipts take. */
export const [LEAST_MODEL_TOKENS, MOST_MODEL_TOKENS] = [512, 100_000];

/** 1 to 63 letters, digits and inner hyphens: the form that InvokeEndpoint accepts. */
export const ENDPOINT_NAME_PATTERN = /^(?=.{1,63}$)[a-zA-Z0-9](-*[a-zA-Z0-9])*$/;

/** Bytes of memory that a process of the reader needs for the largest pictures that people send (`npm run bench:reader`). */
export const LEAST_READER_MEMORY_BYTES = 1_000_000_000;

/** Bytes that no process of the reader needs more than: the rest of the task is for what clients make the API hold. */
const MOST_READER_MEMORY_BYTES = 1_300_000_000;

/** Bytes of memory of the API's own process, without the uploads. */
export const API_MEMORY_BYTES = 150_000_000;

/** Two cores share one picture at nearly full use, and each process of the reader has a copy of the models in memory. */
export const CORES_PER_READER = 2;

/** A text of digits, as a number in this range. */
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

/** Security groups of AWS hold 60 rules, and each block needs one for HTTP and one for HTTPS. */
const MOST_BLOCKS = 30;

/** Blocks of addresses, separated by commas; none twice. */
const blocks = () => {
  const allowed = `must be 1 to ${MOST_BLOCKS} different blocks such as 203.0.113.0/24 or 2001:db8::/32, each in its shortest form, beginning at its first address, and not the whole Internet`;
  return z.pipe(
    z.pipe(
      z.string(),
      z.transform((list) => list.split(",").map((text) => parseBlock(text.trim()))),
    ),
    z
      .array(z.custom<Block>((block) => block !== undefined, allowed))
      .check(z.minLength(1, allowed), z.maxLength(MOST_BLOCKS, allowed), z.refine(eachOnce, allowed)),
  );
};

const eachOnce = (list: readonly Block[]): boolean =>
  new Set(list.map(({ bits, width, length }) => `${width} ${bits}/${length}`)).size === list.length;

/** What a bearer token may be (RFC 6750), so that it fits into a header; shorter ones can be guessed. */
export const API_KEY_PATTERN = /^(?=.{16,256}$)[\w.~+/-]+=*$/;

const MOST_API_KEYS = 20;

/** A JSON list of keys: one, or several while an old one is replaced. */
const apiKeys = () => {
  const allowed = `must be a JSON list of 1 to ${MOST_API_KEYS} keys, each of 16 to 256 letters, digits and -._~+/ (= at its end)`;
  return z.pipe(
    z.pipe(z.string(), z.transform(parseJson)),
    z
      .array(z.string(allowed).check(z.regex(API_KEY_PATTERN, allowed)), allowed)
      .check(z.minLength(1, allowed), z.maxLength(MOST_API_KEYS, allowed)),
  );
};

/** The schema, with its text in docs/environment.md. Zod's own check for this would build the schema twice. */
function described<Schema extends z.ZodMiniType>(description: string, schema: Schema): Schema {
  z.globalRegistry.add(schema, { description });
  return schema;
}

/** Every environment variable of the container. Values are strings, as a process gets them. */
export const environmentSchema = z
  .object({
    EXTRACTOR: described(
      "Which engine reads the receipts.",
      z._default(z.enum(EXTRACTORS, `must be one of ${EXTRACTORS.join(", ")}`), "local"),
    ),
    HOST: described("The address to listen on; the image sets 0.0.0.0.", z._default(text, "127.0.0.1")),
    PORT: described("0 picks any free port.", z._default(wholeNumber(0, 65_535), DEFAULT_PORT)),
    MAX_UPLOAD_BYTES: described(
      `Largest picture. At most ${SAGEMAKER_MAX_UPLOAD_BYTES} with \`EXTRACTOR=sagemaker\`.`,
      z._default(wholeNumber(1_000, 50_000_000), 10_000_000),
    ),
    UPLOAD_MEMORY_BYTES: described(
      "Memory for uploads that are being received or read; other uploads wait. The default suits a task of 512 MB.",
      z._default(wholeNumber(1_000_000, 16_000_000_000), 180_000_000),
    ),
    MIN_UPLOAD_BYTES_PER_SECOND: described(
      "An upload that receives less for half a second gives its memory up when others wait for it.",
      z._default(wholeNumber(1, 1_000_000_000), 10_000),
    ),
    READER_MEMORY_BYTES: described(
      "With `EXTRACTOR=local`: memory that each process of the reader may hold; a picture that needs more is refused.",
      z.optional(wholeNumber(LEAST_READER_MEMORY_BYTES, 64_000_000_000)),
    ),
    MAX_PAGES: described(
      "With `EXTRACTOR=local`: pages of a PDF file that are read; the answer names those that are left out.",
      z._default(wholeNumber(1, 1_000), 20),
    ),
    DEADLINE_MS: described(
      "Time for one request in milliseconds. The article's client gives up after 30 s.",
      z._default(wholeNumber(1_000, 120_000), 25_000),
    ),
    MODEL_MAX_TOKENS: described(
      "With `EXTRACTOR=sagemaker` or `openai`: the longest answer with details, in tokens; less where the time that is left is short. The model's context must hold it and some 2000 tokens of request.",
      z._default(wholeNumber(LEAST_MODEL_TOKENS, MOST_MODEL_TOKENS), 6_000),
    ),
    KEEP_ALIVE_MS: described(
      "Milliseconds after which an idle connection is closed. Longer than the load balancer's 60 s, because the load balancer must close it first.",
      z._default(wholeNumber(1_000, 4_000_000), 75_000),
    ),
    ALLOWED_ORIGINS: described(
      "Other sites whose pages may call the API: origins, separated by commas.",
      z._default(origins, []),
    ),
    API_KEYS: described(
      "Keys of those who may ask for /predict, /preview and /config: a JSON list. Each is 16 to 256 letters, digits and `-._~+/`.",
      z.optional(apiKeys()),
    ),
    ALLOWED_CIDRS: described(
      "Blocks of addresses from which the API may be called, but for /health: separated by commas. The caller is the last entry of `X-Forwarded-For`, so only a load balancer that appends it may reach the port.",
      z.optional(blocks()),
    ),
    COUNTRY: described(
      "Where the receipts are printed, as ISO 3166-1 alpha-2 code. Like the next two it decides where a receipt is silent and the request says nothing.",
      z.optional(HINT_SCHEMAS.country),
    ),
    DATE_ORDER: described("How dates in digits are to be read.", z.optional(HINT_SCHEMAS.dateOrder)),
    CURRENCY: described("ISO 4217 code of the amounts.", z.optional(HINT_SCHEMAS.currency)),
    METRICS_NAMESPACE: described(
      "CloudWatch namespace; with it the log lines of /predict are also metrics, which AWS charges for.",
      z.optional(
        z
          .string()
          .check(
            z.regex(
              /^(?!AWS\/)[\w./#:-]{1,255}$/,
              "must be 1 to 255 of A-Z a-z 0-9 . - _ / # : and not begin with AWS/",
            ),
          ),
      ),
    ),
    DEPLOYMENT: described(
      "Name of this deployment: a dimension of the metrics, by which alarms tell deployments apart.",
      z.optional(z.string().check(z.regex(/^[\w-]{1,255}$/, "must be 1 to 255 letters, digits, _ and -"))),
    ),
    SAGEMAKER_ENDPOINT_NAME: described(
      "With `EXTRACTOR=sagemaker`: the endpoint, in the region of `AWS_REGION`.",
      z._default(
        z.string().check(z.regex(ENDPOINT_NAME_PATTERN, "must be 1 to 63 letters, digits and inner hyphens")),
        "gemma-4-receipt-extraction-vllm",
      ),
    ),
    OPENAI_BASE_URL: described(
      "With `EXTRACTOR=openai`: a vLLM or another server with that API, for example http://127.0.0.1:8001/v1.",
      z.optional(
        z.url({ protocol: /^https?$/, error: "must be an address such as http://127.0.0.1:8001/v1" }),
      ),
    ),
    OPENAI_MODEL: described("The model's name on that server.", z._default(text, "google/gemma-4-E4B-it")),
    OPENAI_API_KEY: described("Its key, if it needs one.", z.optional(text)),
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

/** Variables whose values no message may show. */
export const SECRET_VARIABLES: readonly string[] = ["API_KEYS", "OPENAI_API_KEY"];

/** Variables that do not count as absent when they are empty: a value that got lost would open the API. */
const GUARDS: readonly string[] = ["API_KEYS", "ALLOWED_CIDRS"];

/**
 * The settings among the variables of a process. An empty variable counts as absent, unless it guards the API, and other
 * variables are ignored.
 * @throws EnvironmentError
 */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const set = Object.entries(variables).filter(
    ([name, value]) => value !== undefined && (value !== "" || GUARDS.includes(name)),
  );
  const parsed = environmentSchema.safeParse(Object.fromEntries(set));
  if (parsed.success) {
    return parsed.data;
  }
  const lines = parsed.error.issues.map(({ path: [name = ""], message }) => {
    const value = SECRET_VARIABLES.includes(String(name)) ? undefined : variables[String(name)];
    return value ? `${String(name)}=${JSON.stringify(value)} ${message}` : `${String(name)} ${message}`;
  });
  throw new EnvironmentError([...new Set(lines)].join("; "));
}

/** The hints for requests that give none. */
export function hintsOf({ COUNTRY, DATE_ORDER, CURRENCY }: Environment): Hints {
  return { country: COUNTRY, dateOrder: DATE_ORDER, currency: CURRENCY };
}

/** How many processes read pictures, and the bytes of memory that each may hold. */
export interface ReaderPlan {
  readonly processes: number;
  readonly memory: number;
}

/**
 * Shares the memory of a machine or task among the processes of the reader: one for every two cores, fewer where the
 * memory is short.
 * @param memoryLimit bytes of the whole task
 * @throws EnvironmentError when it does not even suffice for one
 */
export function planReader(
  {
    READER_MEMORY_BYTES,
    UPLOAD_MEMORY_BYTES,
  }: Pick<Environment, "READER_MEMORY_BYTES" | "UPLOAD_MEMORY_BYTES">,
  memoryLimit: number,
  cores: number,
): ReaderPlan {
  const left = memoryLimit - API_MEMORY_BYTES - UPLOAD_MEMORY_BYTES;
  const wanted = Math.ceil(cores / CORES_PER_READER);
  const reader = READER_MEMORY_BYTES ?? LEAST_READER_MEMORY_BYTES;
  const processes = Math.min(wanted, Math.floor(left / reader));
  if (processes < 1) {
    throw new EnvironmentError(
      `EXTRACTOR=local needs at least ${reader + UPLOAD_MEMORY_BYTES + API_MEMORY_BYTES} bytes of memory (READER_MEMORY_BYTES ${reader}, UPLOAD_MEMORY_BYTES ${UPLOAD_MEMORY_BYTES}, the API ${API_MEMORY_BYTES}); there are ${memoryLimit}`,
    );
  }
  const memory = READER_MEMORY_BYTES ?? Math.min(Math.floor(left / processes), MOST_READER_MEMORY_BYTES);
  return { processes, memory };
}
