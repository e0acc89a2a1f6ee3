import { nearest } from "../../helpers/nearest.ts";
import { Computed, isList, isObject, type ObjectValue, type Value } from "./evaluate.ts";
import { isRawObject } from "./json.ts";
import type { Block, Kind } from "./provider-schema.ts";

/** How to evaluate what stands at an argument, and where to say what is wrong with it. */
export interface Reader {
  value(raw: unknown, argument: string): Value;
  report(argument: string, value: unknown, allowed: string, source: string): void;
}

/** What Terraform itself takes in every resource; `meta.ts` has the rules. */
export const META_ARGUMENTS = ["count", "depends_on", "lifecycle"];

const SCHEMA = "schema of the AWS provider";
const LISTS_OF_OBJECTS = "https://developer.hashicorp.com/terraform/language/attr-as-blocks";

const join = (path: string, key: string | number): string => (path === "" ? String(key) : `${path}.${key}`);

/** The evaluated arguments of a resource or block, checked against the provider's schema. */
export function readBlock(
  block: Block,
  raw: Readonly<Record<string, unknown>>,
  reader: Reader,
  path = "",
): ObjectValue {
  const values: Record<string, Value> = {};
  for (const [key, inner] of Object.entries(raw)) {
    const argument = join(path, key);
    const type = block.arguments[key];
    if (key === "//" || (path === "" && META_ARGUMENTS.includes(key)) || inner === null) continue;
    if (type === undefined) {
      const allowed =
        key in block.attributes
          ? `nothing, since AWS gives it`
          : `an argument that exists, such as ${nearest(key, Object.keys(block.arguments))}`;
      reader.report(argument, inner, allowed, SCHEMA);
    } else if (typeof type === "string") {
      const value = reader.value(inner, argument);
      const allowed = refusal(type, value);
      if (allowed !== undefined) reader.report(argument, value, allowed, SCHEMA);
      values[key] = value;
    } else {
      values[key] = readBlocks(type, inner, reader, argument);
    }
  }
  for (const key of block.required) {
    if (raw[key] === undefined || raw[key] === null) {
      reader.report(join(path, key), undefined, "a value, since it is required", SCHEMA);
    }
  }
  return values;
}

/** What is allowed in place of a value that is of another type; undefined when it fits. */
function refusal(kind: Kind, value: Value): string | undefined {
  if (value instanceof Computed) {
    const isOne = value.kind === "string" || value.kind === "number" || value.kind === "boolean";
    return isOne && (kind === "strings" || kind === "numbers") ? "a list" : undefined;
  }
  switch (kind) {
    case "string":
      return textRefusal(value);
    case "number":
      return isNumber(value) ? undefined : "a number";
    case "boolean":
      return value === true || value === false || value === "true" || value === "false"
        ? undefined
        : "true or false";
    case "numbers":
      return isList(value) && value.every(isNumber) ? undefined : "a list of numbers";
    case "strings":
      if (!isList(value) || value.length === 0) return "a list with at least one text";
      if (new Set(value.map(String)).size < value.length) return "nothing twice";
      return value.map(textRefusal).find((problem) => problem !== undefined);
    case "map":
      if (!isObject(value)) return "an object whose values are texts";
      return Object.values(value)
        .map(textRefusal)
        .find((problem) => problem !== undefined);
  }
}

const isNumber = (value: Value): boolean =>
  typeof value === "number" || (typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value));

/** A reference outside of ${…}, which AWS would take by the letter. What was evaluated stands in braces. */
const BARE_REFERENCE = /\b(?:data\.)?aws_[a-z_]+\.\w+(?:\[[^\]]*\])?\.\w+/;

/** Traces of JavaScript that went wrong, and of CDKTF tokens that were never resolved. */
const NONSENSE = /undefined|\bNaN\b|\[object |TfToken\[|\d\.\d+e[+-]\d/;

function textRefusal(value: Value): string | undefined {
  if (value instanceof Computed || typeof value === "number") return undefined;
  if (typeof value !== "string") return "a text";
  if (value === "") return "a text that is not empty";
  if (value !== value.trim() || /\p{Cc}/u.test(value))
    return "a text without spaces around it or control characters";
  if (BARE_REFERENCE.test(value.replaceAll(/\{[^{}]*\}/g, ""))) return "a reference in ${…}";
  return NONSENSE.test(value) ? "a text without traces of a program" : undefined;
}

function readBlocks(block: Block, raw: unknown, reader: Reader, path: string): Value {
  const all: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  if (!block.many && all.length > 1) reader.report(path, raw, "one block", SCHEMA);
  if (all.length === 0 && !block.everyKey) reader.report(path, raw, "at least one block", SCHEMA);
  const texts = all.map((one) => JSON.stringify(one));
  if (new Set(texts).size < texts.length) reader.report(path, raw, "no block twice", SCHEMA);
  const values = all.map((one, index) => {
    const place = block.many ? join(path, index) : path;
    if (!isRawObject(one)) {
      reader.report(place, one, `a block with ${Object.keys(block.arguments).join(", ")}`, SCHEMA);
      return {};
    }
    if (block.everyKey) {
      for (const key of Object.keys(block.arguments)) {
        if (!(key in one)) reader.report(join(place, key), undefined, "a value or null", LISTS_OF_OBJECTS);
      }
    }
    return readBlock(block, one, reader, place);
  });
  return block.many ? values : (values[0] ?? {});
}
