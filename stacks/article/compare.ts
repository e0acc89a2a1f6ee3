/** The article's Terraform and ours in one form, to compare them. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { StackName } from "../stack-ids.ts";

/** By address: the arguments of a resource, data source, output, provider or of the terraform block. */
export type Declarations = ReadonlyMap<string, unknown>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Numbers and booleans as strings, as Terraform converts them; JSON in a string as objects; without CDKTF's metadata, and
 * without nulls, which mean the same as leaving the argument out.
 */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(normal);
  }
  if (isObject(value)) {
    if ("$json" in value) {
      return normal(value.$json);
    }
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key, inner]) => key !== "//" && inner !== null && inner !== undefined)
        .map(([key, inner]) => [key, normal(inner)]),
    );
  }
  if (typeof value === "string" && /^[{[]/.test(value)) {
    return normal(JSON.parse(value));
  }
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

/** stack, file, address, arguments; `{"$json": x}` is the string of x. */
const factsSchema = z.record(
  z.string(),
  z.union([z.string(), z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())))]),
);

/** The article's; none for the registry, which the article does not have. */
export function articleDeclarations(stack: StackName): Declarations {
  const text = readFileSync(new URL("terraform-facts.json", import.meta.url), "utf8");
  const files = factsSchema.parse(JSON.parse(text))[stack];
  return new Map(
    Object.values(typeof files === "object" ? files : {})
      .flatMap((file) => Object.entries(file))
      .map(([address, values]) => [address, normal(values)]),
  );
}

const synthesizedSchema = z.object({
  terraform: z.record(z.string(), z.record(z.string(), z.unknown())),
  provider: z.object({ aws: z.tuple([z.unknown()]) }),
  data: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  resource: z.record(z.string(), z.record(z.string(), z.unknown())),
  output: z.record(z.string(), z.unknown()).default({}),
});

/** Ours, out of what the synth writes for a stack. */
export function ourDeclarations(json: unknown): Declarations {
  const { terraform, provider, data, resource, output } = synthesizedSchema.parse(json);
  const named = (prefix: string, types: Readonly<Record<string, Readonly<Record<string, unknown>>>>) =>
    Object.entries(types).flatMap(([type, all]) =>
      Object.entries(all).map(([name, values]) => [`${prefix}${type}.${name}`, values] as const),
    );
  const all = [
    ...named("", resource),
    ...named("data.", data),
    ...named("terraform.", terraform),
    ...named("", { output }),
    ["provider.aws", provider.aws[0]] as const,
  ];
  return new Map(all.map(([address, values]) => [address, normal(values)]));
}

/** The value at a path such as `health_check.path`; undefined where there is none. */
export const valueAt = (values: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (inner, key) => (Array.isArray(inner) ? inner[Number(key)] : isObject(inner) ? inner[key] : undefined),
      values,
    );
