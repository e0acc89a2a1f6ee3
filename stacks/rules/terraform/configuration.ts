/** First step: the parsed cdk.tf.json as Terraform divides it, not evaluated. */
import { z } from "zod";
import { nearest } from "../../helpers/nearest.ts";
import type { Finding } from "./finding.ts";
import { get } from "./json.ts";
import { type Block, PROVIDER_SCHEMA } from "./provider-schema.ts";

const section = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({});
const configurationSchema = z.looseObject({
  terraform: z.record(z.string(), z.unknown()).default({}),
  provider: z.record(z.string(), z.unknown()).default({}),
  data: section,
  resource: section,
  output: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
/** cdk.tf.json */
export type Configuration = z.infer<typeof configurationSchema>;

/** A resource or data source as the JSON declares it. */
export interface Resource {
  /** `aws_subnet.public`, or `data.aws_region.current`. */
  readonly address: string;
  /** `aws_subnet`, or `data.aws_region`. */
  readonly type: string;
  readonly schema: Block;
  readonly body: Readonly<Record<string, unknown>>;
  /** Undefined when it is not counted. */
  readonly count: number | undefined;
}

/** More of one resource than any of these stacks has a use for. */
const MOST_OF_ONE = 20;

/** An empty configuration when the JSON does not have Terraform's form. */
export function readConfiguration(json: unknown): { configuration: Configuration; findings: Finding[] } {
  const parsed = configurationSchema.safeParse(json);
  return {
    configuration: parsed.data ?? configurationSchema.parse({}),
    findings: (parsed.error?.issues ?? []).map(({ path, message }) => ({
      rule: "terraform/form",
      address: path.join("."),
      argument: "",
      value: undefined,
      allowed: message,
      source: "the form of Terraform JSON",
    })),
  };
}

/** Region of the provider; empty when there is none. */
export function regionOf({ provider }: Configuration): string {
  const region = get([provider.aws].flat()[0], "region");
  return typeof region === "string" ? region : "";
}

/** The resources and data sources; what has an unknown type is left out. */
export function* readResources({ data, resource }: Configuration): Generator<Finding, Resource[]> {
  const resources: Resource[] = [];
  const types = [
    ...Object.entries(data).map(([type, named]) => [`data.${type}`, named] as const),
    ...Object.entries(resource),
  ];
  for (const [type, named] of types) {
    for (const [name, body] of Object.entries(named)) {
      const address = `${type}.${name}`;
      const schema = PROVIDER_SCHEMA.get(type);
      if (schema === undefined) {
        yield unknownType(address, type);
      } else {
        resources.push({ address, type, schema, body, count: yield* countOf(address, body) });
      }
    }
  }
  return resources;
}

const unknownType = (address: string, type: string): Finding => ({
  rule: "terraform/resource-type",
  address,
  argument: "",
  value: type,
  allowed: `a type that these stacks use, such as ${nearest(type, PROVIDER_SCHEMA.keys())}`,
  source: "tools/stacks/provider-schema.ts",
});

function* countOf(
  address: string,
  { count }: Readonly<Record<string, unknown>>,
): Generator<Finding, number | undefined> {
  if (typeof count === "number" && Number.isInteger(count) && count > 0 && count <= MOST_OF_ONE) {
    return count;
  }
  if (count !== undefined) {
    yield {
      rule: "terraform/count",
      address,
      argument: "count",
      value: count,
      allowed: `a whole number from 1 to ${MOST_OF_ONE}`,
      source: "these stacks need few of each",
    };
  }
  return undefined;
}
