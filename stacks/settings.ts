import { z } from "zod";
import { environmentSchema, parseEnvironment, SAGEMAKER_MAX_UPLOAD_BYTES } from "../app/environment.ts";
import { FARGATE_MEMORY } from "./facts/fargate.ts";
import { GPU_INSTANCE, GPU_INSTANCE_ALLOWED } from "./facts/gpu-instances.ts";
import { PROVIDER_VERSIONS } from "./facts/provider-versions.ts";
import { readerShortage } from "./facts/reader-memory.ts";
import { REGIONS } from "./facts/regions.ts";
import { LONGEST_DEADLINE_MS } from "./facts/timeouts.ts";

/** What a setting takes and what it is for: shown in docs/settings.md, and `allowed` in error messages too. */
interface About {
  readonly allowed: string;
  readonly description: string;
  /** Where the default is no constant. */
  readonly byDefault?: string;
}

const registry = z.registry<About>();

const about = <T extends z.ZodType>(schema: T, facts: About): T => {
  registry.add(schema, facts);
  return schema;
};

/** The facts about a setting; undefined when there is no such setting. */
export function aboutSetting(key: string): About | undefined {
  const schema = Object.entries(SETTINGS.shape).find(([name]) => name === key)?.[1];
  return schema && registry.get(schema);
}

/** Environment variables are strings, so numbers and booleans are taken in that form too. */
const wholeNumber = (least: number, most: number) =>
  z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]).pipe(z.number().min(least).max(most));
const oneOf = (numbers: readonly number[]) =>
  wholeNumber(0, Number.MAX_SAFE_INTEGER).refine((value) => numbers.includes(value));
const flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]);

/** A string that the app takes as this environment variable. */
const asTheAppTakes = (
  name: "ALLOWED_ORIGINS" | "METRICS_NAMESPACE" | "COUNTRY" | "DATE_ORDER" | "CURRENCY",
) =>
  z
    .string()
    .min(1)
    .refine((text) => environmentSchema.shape[name].safeParse(text).success)
    .optional();

/** Fits ECS, load balancer (32 characters with the article's longest name behind it), IAM and the rest. */
const NAME_PREFIX = /^(?!internal-|sg-)(?:[a-z][a-z0-9-]{0,19})?$/;
const REPOSITORY = /^(?=.{2,256}$)[a-z0-9]+(?:[._/-][a-z0-9]+)*$/;
const TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
const DIGEST = "sha256:[0-9a-f]{64}";
/** IAM compares resource names letter by letter, and SageMaker's ARNs are in lowercase letters. */
const ENDPOINT_NAME = /^(?=.{1,63}$)[a-z0-9](?:-*[a-z0-9])*$/;

/** Each setting by itself. The order is that of docs/settings.md. */
export const SETTINGS = z.strictObject({
  region: about(z.enum(REGIONS).default("us-west-2"), {
    allowed: "a Region of the commercial partition, such as eu-central-1",
    description: "AWS Region of all stacks.",
  }),
  providerVersion: about(z.enum(PROVIDER_VERSIONS).default(PROVIDER_VERSIONS[0]), {
    allowed: "6.66.0 or 6.45.0",
    description:
      "Version of Terraform's AWS provider. 6.45.0 is the article's; it has two bugs in Express services, see [differences](differences.md).",
  }),
  namePrefix: about(z.string().regex(NAME_PREFIX).default(""), {
    allowed:
      "nothing, or up to 20 lowercase letters, digits and hyphens that begin with a letter, but not with internal- or sg-",
    description:
      "Put before the names of all resources except the repository and the model endpoint, so that one account can hold a second deployment.",
  }),
  repository: about(z.string().regex(REPOSITORY).default("receipt-extraction-gemma-4"), {
    allowed: "2 to 256 lowercase letters, digits, and single . _ - or / between them",
    description: "ECR repository of the API's image.",
  }),
  image: about(
    z
      .string()
      .regex(new RegExp(`^(?:${TAG}|${DIGEST})$`))
      .default("latest"),
    {
      allowed: "a tag, or a digest sha256:<64 hexadecimal digits>",
      description:
        "Which image of the repository runs. Terraform does not see that a tag such as latest has moved; a digest always deploys what it names.",
    },
  ),
  immutableTags: about(flag.default(false), {
    allowed: "true or false",
    description:
      "Whether a tag in the repository, once pushed, stays with its image. latest can then be pushed only once.",
  }),
  forceDelete: about(flag.default(false), {
    allowed: "true or false",
    description: "Whether destroying registry-stack also deletes the images in it.",
  }),
  extractor: about(z.enum(["sagemaker", "local"]).default("sagemaker"), {
    allowed: "sagemaker or local",
    description:
      "Who reads the receipts: the model endpoint, or the reader inside the `local` image, which needs no GPU.",
  }),
  cpu: about(oneOf([...FARGATE_MEMORY.keys()]).optional(), {
    allowed: [...FARGATE_MEMORY.keys()].join(", "),
    description: "CPU units of a task; 1024 are one vCPU.",
    byDefault: "256, or 1024 with extractor = local",
  }),
  memory: about(oneOf([...new Set([...FARGATE_MEMORY.values()].flat())]).optional(), {
    allowed: "what Fargate takes with the cpu, for example 512, 1024 or 2048 with 256",
    description: "Memory of a task in MiB.",
    byDefault: "512, or 2048 with extractor = local",
  }),
  minTasks: about(wholeNumber(1, 100).default(1), {
    allowed: "1 to 100",
    description: "Smallest number of tasks; a new service starts with this many.",
  }),
  maxTasks: about(wholeNumber(1, 100).default(3), {
    allowed: "1 to 100, at least minTasks",
    description: "Largest number of tasks that autoscaling starts.",
  }),
  deadlineMs: about(wholeNumber(1_000, LONGEST_DEADLINE_MS).default(25_000), {
    allowed: `1000 to ${LONGEST_DEADLINE_MS}`,
    description:
      "Time for one request in milliseconds. Express kills a task 30 s after it asked it to stop; the article's client gives up after 30 s.",
  }),
  maxUploadBytes: about(wholeNumber(1_000, 50_000_000).default(10_000_000), {
    allowed: `1000 to 50000000, and at most ${SAGEMAKER_MAX_UPLOAD_BYTES} with extractor = sagemaker`,
    description: "Largest picture in bytes.",
  }),
  allowedOrigins: about(asTheAppTakes("ALLOWED_ORIGINS"), {
    allowed: "origins such as https://example.com, separated by commas",
    description: "Other sites whose pages may call the API.",
    byDefault: "none",
  }),
  country: about(asTheAppTakes("COUNTRY"), {
    allowed: "an ISO 3166-1 code of two capital letters, such as SG",
    description:
      "Where the receipts are printed. Like dateOrder and currency it decides where a receipt is silent and the request says nothing.",
    byDefault: "none",
  }),
  dateOrder: about(asTheAppTakes("DATE_ORDER"), {
    allowed: "DMY, MDY or YMD",
    description: "How dates in digits are to be read: day, month or year first.",
    byDefault: "none",
  }),
  currency: about(asTheAppTakes("CURRENCY"), {
    allowed: "an ISO 4217 code of three capital letters, such as SGD",
    description: "Currency of the amounts.",
    byDefault: "none",
  }),
  metricsNamespace: about(asTheAppTakes("METRICS_NAMESPACE"), {
    allowed: "up to 255 letters, digits and . - _ / # : that do not begin with AWS/",
    description: "CloudWatch namespace of the API's metrics. CloudWatch charges for each metric.",
    byDefault: "none; no metrics",
  }),
  serviceName: about(
    z
      .string()
      .regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,254}$/)
      .optional(),
    {
      allowed: "up to 255 letters, digits, _ and -, beginning with a letter",
      description:
        "Name of the Express service. Giving or changing it replaces a running service, and with it the URL.",
      byDefault: "none; AWS chooses",
    },
  ),
  certificateArn: about(
    z
      .string()
      .regex(/^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[0-9a-f-]{36}$/)
      .optional(),
    {
      allowed: "ARN of an ACM certificate in the same Region",
      description:
        "Switches custom-stack to HTTPS: a listener on 443 with this certificate, and 80 redirects to it.",
      byDefault: "none; HTTP",
    },
  ),
  endpointName: about(z.string().regex(ENDPOINT_NAME).default("gemma-4-receipt-extraction-vllm"), {
    allowed: "1 to 63 lowercase letters, digits and inner hyphens",
    description: "SageMaker endpoint that sagemaker-stack makes and the API calls.",
  }),
  modelImage: about(
    z
      .string()
      .regex(new RegExp(`^[a-z0-9]+(?:[._/-][a-z0-9]+)*:(?:${TAG}|${DIGEST})$`))
      .default("vllm-gemma-4:0.19.1-sagemaker"),
    {
      allowed: "repository:tag or repository:sha256:<digest> in the account's ECR",
      description: "Image of the model server.",
    },
  ),
  modelId: about(
    z
      .string()
      .regex(/^[\w.-]+\/[\w.-]+$/)
      .default("google/gemma-4-E4B-it"),
    { allowed: "organisation/model, as on Hugging Face", description: "Model that the server loads." },
  ),
  modelImageTokens: about(oneOf([70, 140, 280, 560, 1120]).optional(), {
    allowed: "70, 140, 280, 560 or 1120",
    description:
      "How many tokens the model spends on a picture. 1120 (2.6 megapixels) is what its makers advise for reading text.",
    byDefault: "none; the server's own, 280 (0.65 megapixels)",
  }),
  modelInstanceType: about(z.string().regex(GPU_INSTANCE).default("ml.g6.2xlarge"), {
    allowed: GPU_INSTANCE_ALLOWED,
    description: "Instance of the model endpoint.",
  }),
});

/** All settings together: what depends on another setting is filled in or refused here. */
export const settingsSchema = SETTINGS.transform(({ cpu, memory, ...rest }) => ({
  ...rest,
  // A process of the reader needs up to 1 GB; a proxy in front of SageMaker does with the least that Fargate has.
  cpu: cpu ?? (rest.extractor === "local" ? 1024 : 256),
  memory: memory ?? (rest.extractor === "local" ? 2048 : 512),
})).superRefine((settings, context) => {
  const refuse = (key: keyof typeof settings, allowed: string) =>
    context.addIssue({ code: "custom", path: [key], input: settings[key], params: { allowed } });
  const memories = FARGATE_MEMORY.get(settings.cpu) ?? [];
  if (!memories.includes(settings.memory)) {
    refuse("memory", `with cpu = ${settings.cpu}: ${memories.join(", ")}`);
  }
  const shortage = settings.extractor === "local" && readerShortage(settings, parseEnvironment({}));
  if (shortage) {
    refuse("memory", shortage);
  }
  if (settings.maxTasks < settings.minTasks) {
    refuse("maxTasks", `at least minTasks, which is ${settings.minTasks}`);
  }
  if (settings.extractor === "sagemaker" && settings.maxUploadBytes > SAGEMAKER_MAX_UPLOAD_BYTES) {
    refuse("maxUploadBytes", `at most ${SAGEMAKER_MAX_UPLOAD_BYTES} with extractor = sagemaker`);
  }
  if (settings.certificateArn !== undefined && settings.certificateArn.split(":")[3] !== settings.region) {
    refuse("certificateArn", `a certificate in the Region of the load balancer, ${settings.region}`);
  }
});

export type Settings = z.infer<typeof settingsSchema>;

/** The article's values. */
export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});
