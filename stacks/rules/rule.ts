import { Computed, isList, isObject, type Value } from "./terraform/evaluate.ts";
import type { Finding } from "./terraform/finding.ts";
import type { Instance, Plan } from "./terraform/plan.ts";

/** Finds the faults of one kind in a stack. */
export type Rule = (plan: Plan) => Iterable<Finding>;

/** The value at a path such as `health_check.path`; undefined where there is none. */
export const at = (value: Value | undefined, path: string): Value | undefined =>
  path
    .split(".")
    .reduce<Value | undefined>(
      (inner, key) => (isList(inner) ? inner[Number(key)] : isObject(inner) ? inner[key] : undefined),
      value,
    );

/** A number, also when it is written as a text; undefined when it is none, or not known. */
export function numberAt(value: Value | undefined, path: string): number | undefined {
  const found = at(value, path);
  const number = typeof found === "string" && found !== "" ? Number(found) : found;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** A text; undefined when it is none, or not known. */
export function textAt(value: Value | undefined, path: string): string | undefined {
  const found = at(value, path);
  return typeof found === "string" ? found : undefined;
}

/** A list; empty when there is none. */
export function listAt(value: Value | undefined, path: string): readonly Value[] {
  const found = at(value, path);
  return isList(found) ? found : [];
}

/** Addresses of the instances whose attributes stand in a list: `aws_subnet.public[0]` for its id. */
export const addressesIn = (values: readonly Value[]): string[] =>
  values.flatMap((value) => (value instanceof Computed && value.address !== "" ? [value.address] : []));

/** A finding at an argument of an instance. */
export const fault = (
  { element, values }: Instance,
  argument: string,
  allowed: string,
  source: string,
): Finding => ({
  address: element.address,
  argument,
  value: argument === "" ? undefined : at(values, argument),
  allowed,
  source,
});

/** Undefined when the text is no JSON. */
export function parseJson(text: string): Value | undefined {
  try {
    const value: Value = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** A finding inside JSON that an argument holds as a text. */
export const faultIn = (
  { element }: Instance,
  argument: string,
  value: unknown,
  allowed: string,
  source: string,
): Finding => ({ address: element.address, argument, value, allowed, source });
