/**
 * The arguments and attributes of the resources in these stacks, read from the classes of @cdktf/provider-aws, so that
 * wrong names and types in synthesized JSON are found without Terraform. `npm run docs` writes them down.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { App, StringMap, TerraformStack } from "cdktf";
import type { Block, Kind } from "../../stacks/rules/terraform/provider-schema.ts";

const TYPES = [
  "data.aws_availability_zones",
  "data.aws_caller_identity",
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
  "aws_ecs_express_gateway_service",
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
];

/** By the method of CDKTF that a getter calls. */
const KINDS: Readonly<Record<string, Kind>> = {
  getStringAttribute: "string",
  getNumberAttribute: "number",
  getBooleanAttribute: "boolean",
  getListAttribute: "strings",
  getNumberListAttribute: "numbers",
  getStringMapAttribute: "map",
};

/** Getters by name: those of the class, not of CDKTF's own classes above it. */
const getters = (object: object): [string, () => unknown][] =>
  Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(object))).flatMap(
    ([name, { get }]) => (get === undefined ? [] : [[name, get]]),
  );

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/**
 * Names of the lists of objects that are no blocks to the provider, of which JSON must give every key: the classes
 * convert them by `listMapper(…, false)`.
 */
const listsOfObjects = (moduleFile: string): Set<string> =>
  new Set(
    [
      ...readFileSync(moduleFile, "utf8").matchAll(/^ +(\w+): cdktf\.listMapper\(\w+ToTerraform, false\)/gm),
    ].map(([, name]) => name ?? ""),
  );

/** The Terraform name and type behind a getter. Blocks are objects that the resource holds. */
function described(
  object: object,
  get: () => unknown,
  lists: Set<string>,
): [string, Kind | Block] | undefined {
  const simple = /(get\w+Attribute)\('([^']+)'\)/.exec(get.toString());
  const kind = KINDS[simple?.[1] ?? ""];
  if (simple?.[2] !== undefined && kind !== undefined) {
    return [simple[2], kind];
  }
  const value: unknown = get.call(object);
  const name: unknown = Reflect.get(Object(value), "terraformAttribute");
  if (typeof name !== "string" || typeof value !== "object" || value === null) {
    return undefined;
  }
  if (value instanceof StringMap) {
    return [name, "map"];
  }
  const one: unknown = "get" in value && typeof value.get === "function" ? value.get(0) : value;
  return typeof one === "object" && one !== null
    ? [name, block(one, lists, one !== value, lists.has(name))]
    : undefined;
}

function block(object: object, lists: Set<string>, many = false, everyKey = false): Block {
  const found = getters(object);
  const names = new Set(found.map(([name]) => name));
  const required: string[] = [];
  const args: Record<string, Kind | Block> = {};
  const attributes: Record<string, Kind | Block> = {};
  for (const [property, get] of found) {
    const description = described(object, get, lists);
    if (description === undefined) {
      continue;
    }
    const [name, type] = description;
    // Every class takes an id and tags_all, which Terraform computes.
    if (!names.has(`${property}Input`) || name === "id" || name === "tags_all") {
      attributes[name] = type;
      continue;
    }
    args[name] = type;
    if (!(`reset${capital(property)}` in object)) {
      required.push(name);
    }
  }
  return { many, everyKey, required, arguments: args, attributes };
}

/** stacks/rules/terraform/provider-schema.json: a line for each type. */
export async function renderProviderSchema(): Promise<string> {
  const stack = new TerraformStack(new App(), "schema");
  const lines: string[] = [];
  for (const type of TYPES) {
    const words = type.replace("data.", "data_").replace(/^aws_/, "").split("_");
    const file = `@cdktf/provider-aws/lib/${words.join("-")}/index.js`;
    const module: Record<string, unknown> = await import(file);
    const name = words.map(capital).join("");
    // Where a block of another resource has the name already, CDKTF puts an A behind it.
    const Resource = module[`${name}A`] ?? module[name];
    if (typeof Resource !== "function") {
      throw new Error(`@cdktf/provider-aws has no ${type}`);
    }
    const empty: unknown = Reflect.construct(Resource, [stack, type.replaceAll(".", "-"), {}]);
    const resource = block(Object(empty), listsOfObjects(fileURLToPath(import.meta.resolve(file))));
    lines.push(`${JSON.stringify(type)}:${JSON.stringify(resource)}`);
  }
  return `{\n${lines.join(",\n")}\n}\n`;
}
