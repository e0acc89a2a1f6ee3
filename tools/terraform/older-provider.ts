/**
 * Translates a synthesized stack to AWS provider 5.100.0, the last one of version 5: the emulator understands it, and some
 * machines have no later one. Only checks use it, never a deployment. It knows what our stacks and the article's files
 * contain and refuses everything else, so that nothing goes unchecked unnoticed.
 */
import { z } from "zod";

export const OLDER_PROVIDER = "5.100.0";

const blockSchema = z.record(z.string(), z.unknown());
const elementsSchema = z.record(z.string(), z.record(z.string(), blockSchema));

/** A stack as `cdk.tf.json` holds it. */
export const stackSchema = z.looseObject({
  terraform: z.looseObject({
    required_providers: z.strictObject({ aws: z.looseObject({ source: z.string(), version: z.string() }) }),
  }),
  provider: z.strictObject({
    aws: z.union([blockSchema, z.tuple([blockSchema]).transform(([only]) => only)]),
  }),
  data: elementsSchema.default({}),
  resource: elementsSchema.default({}),
  output: z.record(z.string(), blockSchema).default({}),
});

type StackJson = z.infer<typeof stackSchema>;

/** Elements whose arguments mean the same to both versions, except `region`. */
const SAME_IN_BOTH = new Set([
  "data.aws_availability_zones",
  "data.aws_caller_identity",
  "data.aws_ec2_managed_prefix_list",
  "data.aws_prefix_list",
  "data.aws_region",
  "data.aws_route53_zone",
  "aws_acm_certificate",
  "aws_acm_certificate_validation",
  "aws_appautoscaling_policy",
  "aws_appautoscaling_target",
  "aws_cloudwatch_log_group",
  "aws_cloudwatch_metric_alarm",
  "aws_default_security_group",
  "aws_ecr_lifecycle_policy",
  "aws_ecr_repository",
  "aws_ecs_cluster",
  "aws_ecs_service",
  "aws_ecs_task_definition",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_internet_gateway",
  "aws_lb",
  "aws_lb_listener",
  "aws_lb_target_group",
  "aws_route53_record",
  "aws_route_table",
  "aws_route_table_association",
  "aws_s3_bucket",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_sagemaker_endpoint",
  "aws_sagemaker_endpoint_configuration",
  "aws_sagemaker_model",
  "aws_security_group",
  "aws_sns_topic",
  "aws_subnet",
  "aws_vpc",
  "aws_vpc_endpoint",
]);

/** New in 6.23.0. */
const EXPRESS_SERVICE = "aws_ecs_express_gateway_service";

/** What watches the Express service goes with it. */
const ALARM = "aws_cloudwatch_metric_alarm";

const THIS_REGION = /^\$\{data\.aws_region\.\w+\.region\}$/;

export interface Translation {
  readonly stack: Readonly<Record<string, unknown>>;
  /** Addresses that the older provider cannot create. */
  readonly leftOut: readonly string[];
}

/**
 * @param synthesized the parsed `cdk.tf.json`
 * @throws for a type, a provider version or a region that it does not know, naming the address
 */
export function toOlderProvider(synthesized: unknown): Translation {
  const stack = stackSchema.parse(synthesized);
  const { aws } = stack.terraform.required_providers;
  if (!/^6\.\d+\.\d+$/.test(aws.version)) {
    throw new Error(
      `Provider version ${aws.version}: only a version 6 can be translated to ${OLDER_PROVIDER}.`,
    );
  }
  const region = stack.provider.aws.region;
  const leftOut: string[] = [];

  const translateElements = (prefix: string, elements: StackJson["resource"]) =>
    mapValues(elements, (named, type) => {
      const translated = mapValues(named, (block, name) => {
        const address = `${prefix}${type}.${name}`;
        if (type === EXPRESS_SERVICE || "predictive_scaling_policy_configuration" in block) {
          leftOut.push(address);
          return undefined;
        }
        if (!SAME_IN_BOTH.has(prefix + type)) {
          throw new Error(`${address}: ${type} is not known to the translation to ${OLDER_PROVIDER}.`);
        }
        return renameAttributes(withoutRegion(address, block, region));
      });
      return isEmpty(translated) ? undefined : translated;
    });

  const translatedResources = translateElements("", stack.resource);
  const data = translateElements("data.", stack.data);
  const refersToLeftOut = (block: unknown) =>
    leftOut.some((address) => new RegExp(`\\b${address}(?![\\w-])`).test(JSON.stringify(block)));
  const resource = mapValues(translatedResources, (named, type) => {
    const kept = mapValues(named, (block, name) => {
      if (!refersToLeftOut(block)) {
        return block;
      }
      if (type !== ALARM) {
        throw new Error(
          `${type}.${name} needs ${leftOut.join(" or ")}, which ${OLDER_PROVIDER} cannot make.`,
        );
      }
      leftOut.push(`${type}.${name}`);
      return undefined;
    });
    return isEmpty(kept) ? undefined : kept;
  });
  const output = mapValues(stack.output, (block, name) => {
    if (!refersToLeftOut(block)) {
      return renameAttributes(block);
    }
    leftOut.push(`output.${name}`);
    return undefined;
  });

  const required_providers = { aws: { ...aws, version: OLDER_PROVIDER } };
  const translated = {
    ...stack,
    terraform: { ...stack.terraform, required_providers },
    data,
    resource,
    output,
  };
  return { stack: withoutEmpty(translated), leftOut };
}

/** Terraform refuses a section or a type with nothing in it. */
const isEmpty = (value: object) => Object.keys(value).length === 0;
const withoutEmpty = (stack: object) =>
  Object.fromEntries(Object.entries(stack).filter(([, section]) => !isEmpty(section)));

/** The argument is new in 6.0.0. It can go if it only repeats the provider's region. */
function withoutRegion(address: string, block: Record<string, unknown>, region: unknown) {
  const { region: own, ...rest } = block;
  if (own === undefined || own === region || (typeof own === "string" && THIS_REGION.test(own))) {
    return rest;
  }
  throw new Error(
    `${address}: region ${JSON.stringify(own)} is not the provider's, and ${OLDER_PROVIDER} knows no other.`,
  );
}

/** `data.aws_region.….region` was `.name` until 6.0.0. It occurs in expressions, also within JSON texts. */
function renameAttributes(block: Record<string, unknown>): Record<string, unknown> {
  const rename = (value: unknown): unknown => {
    if (typeof value === "string") {
      return value.replaceAll(/(data\.aws_region\.\w+)\.region\b/g, "$1.name");
    }
    if (Array.isArray(value)) {
      return value.map(rename);
    }
    if (typeof value === "object" && value !== null) {
      return mapValues({ ...value }, rename);
    }
    return value;
  };
  return mapValues(block, rename);
}

/** Like Array.map for the values of an object; a value that becomes undefined goes with its key. */
function mapValues<From, To>(
  object: Record<string, From>,
  change: (value: From, key: string) => To | undefined,
) {
  const changed: Record<string, To> = {};
  for (const [key, value] of Object.entries(object)) {
    const result = change(value, key);
    if (result !== undefined) {
      changed[key] = result;
    }
  }
  return changed;
}
