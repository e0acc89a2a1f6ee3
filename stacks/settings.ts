import { z } from "zod";
import {
  environmentSchema,
  LEAST_MODEL_TOKENS,
  MOST_MODEL_TOKENS,
  parseEnvironment,
  SAGEMAKER_MAX_UPLOAD_BYTES,
} from "../app/environment.ts";
import { ALARM_SETTINGS, alarmDefaults, alarmRefusals } from "./alarm-settings.ts";
import { FARGATE_MEMORY } from "./facts/fargate.ts";
import { LOG_RETENTION_DAYS } from "./facts/log-retention.ts";
import { PROVIDER_VERSIONS } from "./facts/provider-versions.ts";
import { readerShortage } from "./facts/reader-memory.ts";
import { REGIONS } from "./facts/regions.ts";
import { STATE_BUCKET } from "./facts/state-bucket.ts";
import { LONGEST_DEADLINE_MS } from "./facts/timeouts.ts";
import {
  type About,
  ALL,
  about,
  DIGEST,
  factsOf,
  flag,
  oneOf,
  TAG,
  WITH_API,
  wholeNumber,
} from "./helpers/setting.ts";
import { parseTags } from "./helpers/tags.ts";
import { MODEL_SETTINGS, modelDefaults, modelRefusals } from "./model-settings.ts";

/** The facts about a setting; undefined when there is no such setting. */
export function aboutSetting(key: string): About | undefined {
  const schema = Object.entries(SETTINGS.shape).find(([name]) => name === key)?.[1];
  return schema && factsOf(schema);
}

/** A string that the app takes as this environment variable. */
const asTheAppTakes = (
  name: "ALLOWED_ORIGINS" | "ALLOWED_CIDRS" | "METRICS_NAMESPACE" | "COUNTRY" | "DATE_ORDER" | "CURRENCY",
) =>
  z
    .string()
    .min(1)
    .refine((text) => environmentSchema.shape[name].safeParse(text).success)
    .optional();

/** Fits ECS, load balancer (32 characters with the article's longest name behind it), IAM and the rest. */
const NAME_PREFIX = /^(?!internal-|sg-)(?:[a-z][a-z0-9-]{0,19})?$/;
/** Of at least two labels, as DNS and ACM take it. */
const DOMAIN_NAME =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;
/**
 * A secret's whole name ends in six characters, without which a role cannot be allowed exactly that one. The version of a
 * secret follows the stage and the JSON key, which stay empty.
 */
const API_KEYS_SECRET =
  /^arn:aws:(?:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]+-[A-Za-z0-9]{6}(?::::[\w-]{32,64})?|ssm:[a-z0-9-]+:\d{12}:parameter\/[\w./-]+)$/;
/** What every service of AWS takes. AWS's own tags begin with aws:, and Name the stacks give themselves. */
const TAG_KEY = /^(?!aws:|name$)[A-Za-z0-9 _.:/+@-]{1,128}$/i;
const TAG_VALUE = /^[A-Za-z0-9 _.:/=+@-]{0,256}$/;
/** AWS takes 50 on one thing, of which some are its own or the article's; IAM takes capitals for small letters. */
const tagsDiffer = (keys: readonly string[]): boolean =>
  keys.length > 0 && keys.length <= 40 && new Set(keys.map((key) => key.toLowerCase())).size === keys.length;
const REPOSITORY = /^(?=.{2,256}$)[a-z0-9]+(?:[._/-][a-z0-9]+)*$/;

/** Each setting by itself. The order is that of docs/settings.md. */
export const SETTINGS = z.strictObject({
  region: about(z.enum(REGIONS).default("us-west-2"), {
    stacks: ALL,
    allowed: "a Region of the commercial partition, such as eu-central-1",
    description: "AWS Region of all stacks.",
  }),
  zones: about(
    z
      .union([z.array(z.string()), z.string().transform((text) => text.split(","))])
      .pipe(z.tuple([z.string(), z.string()]).refine(([one, other]) => one !== other))
      .optional(),
    {
      stacks: WITH_API,
      allowed: "two zones of the Region, such as us-west-2b,us-west-2c",
      description:
        "Zones of the subnets, for a Region in which Fargate or a load balancer has no room in the first two. Changing them replaces subnets and all that is in them.",
      byDefault: "none; the first two that AWS names",
    },
  ),
  stateBucket: about(z.string().regex(STATE_BUCKET).optional(), {
    stacks: ALL,
    allowed:
      "name of a bucket of S3 in the setting's Region: 3 to 63 lowercase letters, digits and inner hyphens",
    description:
      "Bucket that holds the states, with a lock, so that a team works on the same deployment. bootstrap-stack makes it. It needs Terraform 1.11. See [a team's state](deploy.md#a-state-that-a-team-shares).",
    byDefault: "none; the states are files in the project's folder",
  }),
  modes: about(z.enum(["both", "express", "custom"]).default("both"), {
    stacks: WITH_API,
    allowed: "both, express or custom",
    description:
      "Which stacks with the API there are. Other settings may need the other one left out: what protects the API is never left out in silence.",
  }),
  providerVersion: about(z.enum(PROVIDER_VERSIONS).default(PROVIDER_VERSIONS[0]), {
    stacks: ALL,
    allowed: "6.66.0 or 6.45.0",
    description:
      "Version of Terraform's AWS provider. 6.45.0 is the article's; it has two bugs in Express services, see [differences](differences.md).",
  }),
  namePrefix: about(z.string().regex(NAME_PREFIX).default(""), {
    stacks: WITH_API,
    allowed:
      "nothing, or up to 20 lowercase letters, digits and hyphens that begin with a letter, but not with internal- or sg-",
    description:
      "Put before the names of all resources except the repository and the model, which deployments share, so that one account can hold a second deployment. It has a state of its own.",
  }),
  repository: about(z.string().regex(REPOSITORY).default("receipt-extraction-gemma-4"), {
    stacks: ["registry", "express", "custom"],
    allowed: "2 to 256 lowercase letters, digits, and single . _ - or / between them",
    description: "ECR repository of the API's image.",
  }),
  image: about(
    z
      .string()
      .regex(new RegExp(`^(?:${TAG}|${DIGEST})$`))
      .default("latest"),
    {
      stacks: WITH_API,
      allowed: "a tag, or a digest sha256:<64 hexadecimal digits>",
      description:
        "Which image of the repository runs. Terraform does not see that a tag such as latest has moved; a digest always deploys what it names.",
    },
  ),
  immutableTags: about(flag.default(false), {
    stacks: ["registry"],
    allowed: "true or false",
    description:
      "Whether a tag in the repository, once pushed, stays with its image. latest can then be pushed only once.",
  }),
  forceDelete: about(flag.default(false), {
    stacks: ["registry"],
    allowed: "true or false",
    description: "Whether destroying registry-stack also deletes the images in it.",
  }),
  extractor: about(z.enum(["sagemaker", "local"]).default("sagemaker"), {
    stacks: WITH_API,
    allowed: "sagemaker or local",
    description:
      "Who reads the receipts: the model endpoint, or the reader inside the `local` image, which needs no GPU.",
  }),
  cpu: about(oneOf([...FARGATE_MEMORY.keys()]).optional(), {
    stacks: WITH_API,
    allowed: [...FARGATE_MEMORY.keys()].join(", "),
    description: "CPU units of a task; 1024 are one vCPU.",
    byDefault: "256, or 1024 with extractor = local",
  }),
  memory: about(oneOf([...new Set([...FARGATE_MEMORY.values()].flat())]).optional(), {
    stacks: WITH_API,
    allowed: "what Fargate takes with the cpu, for example 512, 1024 or 2048 with 256",
    description: "Memory of a task in MiB.",
    byDefault: "512, or 2048 with extractor = local",
  }),
  minTasks: about(wholeNumber(1, 100).default(1), {
    stacks: WITH_API,
    allowed: "1 to 100",
    description: "Smallest number of tasks; a new service starts with this many.",
  }),
  maxTasks: about(wholeNumber(1, 100).default(3), {
    stacks: WITH_API,
    allowed: "1 to 100, at least minTasks",
    description: "Largest number of tasks that autoscaling starts.",
  }),
  deadlineMs: about(wholeNumber(1_000, LONGEST_DEADLINE_MS).default(25_000), {
    stacks: WITH_API,
    allowed: `1000 to ${LONGEST_DEADLINE_MS}`,
    description:
      "Time for one request in milliseconds. Express kills a task 30 s after it asked it to stop; the article's client gives up after 30 s.",
  }),
  maxUploadBytes: about(wholeNumber(1_000, 50_000_000).default(10_000_000), {
    stacks: WITH_API,
    allowed: `1000 to 50000000, and at most ${SAGEMAKER_MAX_UPLOAD_BYTES} with extractor = sagemaker`,
    description: "Largest picture in bytes.",
  }),
  modelMaxTokens: about(wholeNumber(LEAST_MODEL_TOKENS, MOST_MODEL_TOKENS).optional(), {
    stacks: WITH_API,
    allowed: `${LEAST_MODEL_TOKENS} to ${MOST_MODEL_TOKENS}`,
    description:
      "With extractor = sagemaker: the longest answer with details, in tokens; less where the time that is left is short. The model's context must hold it and some 2000 tokens of request.",
    byDefault: "none; the app's own, 6000",
  }),
  allowedOrigins: about(asTheAppTakes("ALLOWED_ORIGINS"), {
    stacks: WITH_API,
    allowed: "origins such as https://example.com, separated by commas",
    description: "Other sites whose pages may call the API.",
    byDefault: "none",
  }),
  allowedCidrs: about(asTheAppTakes("ALLOWED_CIDRS"), {
    stacks: WITH_API,
    allowed:
      "1 to 30 different blocks such as 203.0.113.0/24 or 2001:db8::/32, separated by commas, each in its shortest form, beginning at its first address, and not the whole Internet; for custom-stack at least one of IPv4",
    description:
      "Addresses from which the API may be called. In custom-stack the load balancer's security group lets only them in; in express-stack, whose load balancer is AWS's, the app does. See [who may call](deploy.md#addresses).",
    byDefault: "none; from everywhere",
  }),
  apiKeysSecret: about(z.string().regex(API_KEYS_SECRET).optional(), {
    stacks: WITH_API,
    allowed:
      "whole ARN of a secret of Secrets Manager (…:secret:name-AbCdEf, with :::<version id> behind it for one version of it) or of a parameter of SSM (…:parameter/name)",
    description:
      "Where the keys are that callers need: a JSON list, which ECS gives to the containers as API_KEYS. In custom-stack it needs HTTPS. See [keys](deploy.md#keys).",
    byDefault: "none; anybody may call the API",
  }),
  country: about(asTheAppTakes("COUNTRY"), {
    stacks: WITH_API,
    allowed: "an ISO 3166-1 code of two capital letters, such as SG",
    description:
      "Where the receipts are printed. Like dateOrder and currency it decides where a receipt is silent and the request says nothing.",
    byDefault: "none",
  }),
  dateOrder: about(asTheAppTakes("DATE_ORDER"), {
    stacks: WITH_API,
    allowed: "DMY, MDY or YMD",
    description: "How dates in digits are to be read: day, month or year first.",
    byDefault: "none",
  }),
  currency: about(asTheAppTakes("CURRENCY"), {
    stacks: WITH_API,
    allowed: "an ISO 4217 code of three capital letters, such as SGD",
    description: "Currency of the amounts.",
    byDefault: "none",
  }),
  metricsNamespace: about(asTheAppTakes("METRICS_NAMESPACE"), {
    stacks: WITH_API,
    allowed: "up to 255 letters, digits and . - _ / # : that do not begin with AWS/",
    description: "CloudWatch namespace of the API's metrics. CloudWatch charges for each metric.",
    byDefault: "none; no metrics",
  }),
  ...ALARM_SETTINGS,
  tags: about(
    z
      .union([z.record(z.string(), z.string()), z.string().transform(parseTags)])
      .pipe(z.record(z.string().regex(TAG_KEY), z.string().regex(TAG_VALUE)))
      .refine((tags) => tagsDiffer(Object.keys(tags)))
      .optional(),
    {
      stacks: ALL,
      allowed:
        "1 to 40 tags such as team=receipts,stage=production, in cdktf.json also an object; letters, digits, spaces and _ . : / + - @, in values = too; keys of up to 128 and values of up to 256 characters; keys that differ in more than capitals, and neither Name nor aws:…",
      description:
        "Tags of everything that Terraform makes and AWS can tag, and of custom-stack's tasks, so that Cost Explorer can tell them apart. What ECS makes for an Express service has no tags of these.",
      byDefault: "none but the article's names",
    },
  ),
  permissionsBoundary: about(
    z
      .string()
      .regex(/^arn:aws:iam::(?:\d{12}|aws):policy\/[\w+=,.@/-]{1,512}$/)
      .optional(),
    {
      stacks: ["sagemaker", "express", "custom"],
      allowed: "ARN of a policy, such as arn:aws:iam::123456789012:policy/boundary",
      description:
        "Permissions boundary of every role, for accounts in which roles may be made only with one. It must allow what the roles need: see [boundary](deploy.md#tags-boundary-and-logs).",
      byDefault: "none",
    },
  ),
  logRetentionDays: about(oneOf(LOG_RETENTION_DAYS).default(30), {
    stacks: ["sagemaker", "express", "custom"],
    allowed: LOG_RETENTION_DAYS.join(", "),
    description: "Days that the logs of the API and of the model are kept.",
  }),
  logKmsKey: about(
    z
      .string()
      .regex(/^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/[0-9a-zA-Z-]{1,128}$/)
      .optional(),
    {
      stacks: ["sagemaker", "express", "custom"],
      allowed:
        "ARN of a symmetric key of KMS in the same Region, arn:aws:kms:…:key/<id>, not that of an alias",
      description:
        "Key with which CloudWatch encrypts the logs of the API and of the model. The key's own policy must allow CloudWatch to use it: see [key policy](deploy.md#tags-boundary-and-logs).",
      byDefault: "none; CloudWatch's own key",
    },
  ),
  trustConditions: about(flag.default(true), {
    stacks: ["sagemaker", "custom"],
    otherwise: "its roles have no such conditions, so there is nothing to take off",
    allowed: "true or false",
    description:
      "Whether ECS may use the task's role of custom-stack, and SageMaker the model's, only for this account. Take it off if AWS cannot assume a role.",
  }),
  serviceName: about(
    z
      .string()
      .regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,254}$/)
      .optional(),
    {
      stacks: ["express"],
      otherwise:
        "its service is called fastapi-service; instead, set namePrefix, which comes before all names",
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
      stacks: ["custom"],
      otherwise:
        "AWS gives it a certificate with its name; where it must be yours, deploy custom-stack instead",
      allowed: "ARN of an ACM certificate in the same Region",
      description:
        "Switches custom-stack to HTTPS: a listener on 443 with this certificate, and 80 redirects to it.",
      byDefault: "none; HTTP, or with hostedZoneId a certificate of its own",
    },
  ),
  domainName: about(z.string().regex(DOMAIN_NAME).optional(), {
    stacks: ["custom"],
    otherwise: "AWS gives it its name; where it must be yours, deploy custom-stack instead",
    allowed: "a name such as receipts.example.com in lowercase letters, without a wildcard",
    description:
      "Name under which custom-stack is called, over HTTPS. With certificateArn alone you make the name's CNAME to the output load_balancer_dns_name yourself.",
    byDefault: "none; the load balancer's own name",
  }),
  hostedZoneId: about(
    z
      .string()
      .regex(/^[A-Z0-9]{2,32}$/)
      .optional(),
    {
      stacks: ["custom"],
      otherwise: "AWS gives it its name; where it must be yours, deploy custom-stack instead",
      allowed: "id of a public hosted zone of Route 53, such as Z0123456789ABCDEFGHIJ",
      description:
        "Zone in which custom-stack makes the record of domainName and, without certificateArn, a certificate and its validation. A name outside the zone is refused when Terraform plans.",
      byDefault: "none; no record",
    },
  ),
  ...MODEL_SETTINGS,
});

/** All settings together: what depends on another setting is filled in or refused here. */
/** The settings with the ARN of something in the Region of the stacks, or with a word instead of one. */
const IN_REGION = [
  ["alarmTopic", "a topic in the Region of the alarms"],
  ["apiKeysSecret", "a secret or a parameter in the Region of the tasks"],
  ["logKmsKey", "a key in the Region of the logs"],
  ["certificateArn", "a certificate in the Region of the load balancer"],
] as const;

export const settingsSchema = SETTINGS.transform(({ cpu, memory, ...rest }) => ({
  ...rest,
  ...modelDefaults(rest),
  ...alarmDefaults(rest),
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
    refuse("memory", `${shortage} (extractor = local, cpu = ${settings.cpu})`);
  }
  if (settings.maxTasks < settings.minTasks) {
    refuse("maxTasks", `at least minTasks, which is ${settings.minTasks}`);
  }
  if (settings.extractor === "sagemaker" && settings.maxUploadBytes > SAGEMAKER_MAX_UPLOAD_BYTES) {
    refuse("maxUploadBytes", `at most ${SAGEMAKER_MAX_UPLOAD_BYTES} with extractor = sagemaker`);
  }
  const isZone = (zone: string) =>
    zone.startsWith(settings.region) && /^[a-z]$/.test(zone.slice(settings.region.length));
  if (settings.zones !== undefined && !settings.zones.every(isZone)) {
    refuse(
      "zones",
      `two zones of region = ${settings.region}, such as ${settings.region}a,${settings.region}b`,
    );
  }
  for (const [key, allowed] of [...modelRefusals(settings), ...alarmRefusals(settings)]) {
    refuse(key, allowed);
  }
  if (settings.hostedZoneId !== undefined && settings.domainName === undefined) {
    refuse("hostedZoneId", "nothing without domainName, the name for which the record is");
  }
  if (
    settings.domainName !== undefined &&
    settings.certificateArn === undefined &&
    settings.hostedZoneId === undefined
  ) {
    refuse(
      "domainName",
      "a name together with certificateArn, or with hostedZoneId, which makes a certificate",
    );
  }
  for (const [key, allowed] of IN_REGION) {
    const [arn, , , region] = settings[key]?.split(":") ?? [];
    if (arn === "arn" && region !== settings.region) {
      refuse(key, `${allowed}: region = ${settings.region}`);
    }
  }
  const isIpv6Only = settings.allowedCidrs?.split(",").every((block) => block.includes(":"));
  if (isIpv6Only && settings.modes !== "express") {
    refuse(
      "allowedCidrs",
      "at least one block of IPv4, since the load balancer of custom-stack has no address of IPv6; or leave custom-stack out with modes = express",
    );
  }
  const isHttp = settings.certificateArn === undefined && settings.domainName === undefined;
  if (settings.apiKeysSecret !== undefined && isHttp && settings.modes !== "express") {
    refuse(
      "apiKeysSecret",
      "nothing while custom-stack answers HTTP, where everybody on the way reads the keys: set certificateArn, or domainName and hostedZoneId, or leave custom-stack out with modes = express",
    );
  }
});

export type Settings = z.infer<typeof settingsSchema>;

/** The article's values, but for those that docs/differences.md names. */
export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});
