import { nearest } from "../../helpers/nearest.ts";
import { isJsonObject, type JsonObject } from "./json.ts";
import type { Block, Kind } from "./provider-schema.ts";
import { Computed, isList, isObject, type ObjectValue, type Value } from "./value.ts";

/** What Terraform itself takes in every resource; whole-stack/meta-arguments.ts has the rules. */
export const META_ARGUMENTS = ["count", "depends_on", "lifecycle"];

const SCHEMA = "schema of the AWS provider";
const LISTS_OF_OBJECTS = "https://developer.hashicorp.com/terraform/language/attr-as-blocks";

/** An argument that does not fit the provider's schema. */
export interface Misfit {
  readonly rule: "terraform/argument" | "terraform/required" | "terraform/type" | "terraform/block";
  readonly argument: string;
  readonly value: unknown;
  readonly allowed: string;
  readonly source: string;
}

/** Evaluates what is given for an argument. */
export type ReadValue<Note> = (json: unknown, argument: string) => Generator<Note, Value>;

const join = (path: string, key: string | number): string => (path === "" ? String(key) : `${path}.${key}`);

const misfit = (
  rule: Misfit["rule"],
  argument: string,
  value: unknown,
  allowed: string,
  source = SCHEMA,
): Misfit => ({ rule, argument, value, allowed, source });

/** The evaluated arguments of a resource or block, compared with the provider's schema. */
export function* readBlock<Note>(
  block: Block,
  body: JsonObject,
  readValue: ReadValue<Note>,
  path = "",
): Generator<Note | Misfit, ObjectValue> {
  const values: Record<string, Value> = {};
  for (const [key, json] of Object.entries(body)) {
    const argument = join(path, key);
    const type = block.arguments[key];
    if (key === "//" || (path === "" && META_ARGUMENTS.includes(key)) || json === null) {
      continue;
    }
    if (type === undefined) {
      yield misfit("terraform/argument", argument, json, unknownArgument(block, key));
    } else if (typeof type === "string") {
      const value = yield* readValue(json, argument);
      const allowed = refusal(type, value);
      if (allowed !== undefined) {
        yield misfit("terraform/type", argument, value, allowed);
      }
      values[key] = value;
    } else {
      values[key] = yield* readBlocks(type, json, readValue, argument);
    }
  }
  for (const key of block.required) {
    if (body[key] === undefined || body[key] === null) {
      yield misfit("terraform/required", join(path, key), undefined, "a value, since it is required");
    }
  }
  return values;
}

const unknownArgument = (block: Block, key: string): string =>
  key in block.attributes
    ? "nothing, since AWS sets it"
    : `an existing argument, such as ${nearest(key, Object.keys(block.arguments))}`;

function* readBlocks<Note>(
  block: Block,
  json: unknown,
  readValue: ReadValue<Note>,
  path: string,
): Generator<Note | Misfit, Value> {
  const all: readonly unknown[] = Array.isArray(json) ? json : [json];
  if (!block.many && all.length > 1) {
    yield misfit("terraform/block", path, json, "one block");
  }
  if (all.length === 0 && !block.everyKey) {
    yield misfit("terraform/block", path, json, "at least one block");
  }
  const texts = all.map((one) => JSON.stringify(one));
  if (new Set(texts).size < texts.length) {
    yield misfit("terraform/block", path, json, "no duplicate blocks");
  }
  const values: Value[] = [];
  for (const [index, one] of all.entries()) {
    values.push(yield* readOneOf(block, one, readValue, block.many ? join(path, index) : path));
  }
  return block.many ? values : (values[0] ?? {});
}

function* readOneOf<Note>(
  block: Block,
  json: unknown,
  readValue: ReadValue<Note>,
  path: string,
): Generator<Note | Misfit, ObjectValue> {
  const keys = Object.keys(block.arguments);
  if (!isJsonObject(json)) {
    yield misfit("terraform/block", path, json, `a block with ${keys.join(", ")}`);
    return {};
  }
  for (const key of block.everyKey ? keys : []) {
    if (!(key in json)) {
      yield misfit("terraform/required", join(path, key), undefined, "a value or null", LISTS_OF_OBJECTS);
    }
  }
  return yield* readBlock(block, json, readValue, path);
}

/** What is allowed instead of a value that is of another type; undefined when it fits. */
function refusal(kind: Kind, value: Value): string | undefined {
  if (value instanceof Computed) {
    const isSingle = value.kind === "string" || value.kind === "number" || value.kind === "boolean";
    return isSingle && (kind === "strings" || kind === "numbers") ? "a list" : undefined;
  }
  switch (kind) {
    case "string":
      return stringRefusal(value);
    case "number":
      return isNumber(value) ? undefined : "a number";
    case "boolean":
      return value === true || value === false || value === "true" || value === "false"
        ? undefined
        : "true or false";
    case "numbers":
      return isList(value) && value.every(isNumber) ? undefined : "a list of numbers";
    case "strings":
      if (!isList(value) || value.length === 0) {
        return "a list with at least one string";
      }
      if (new Set(value.map(String)).size < value.length) {
        return "no duplicates";
      }
      return firstRefusal(value);
    case "map":
      return isObject(value) ? firstRefusal(Object.values(value)) : "an object whose values are strings";
  }
}

const firstRefusal = (values: readonly Value[]): string | undefined =>
  values.map(stringRefusal).find((allowed) => allowed !== undefined);

const isNumber = (value: Value): boolean =>
  typeof value === "number" || (typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value));

/** A reference outside of ${…}, which AWS would take by the letter. What was evaluated is in braces. */
const BARE_REFERENCE = /\b(?:data\.)?aws_[a-z_]+\.\w+(?:\[[^\]]*\])?\.\w+/;

/** Traces of JavaScript that went wrong, and of CDKTF tokens that were never resolved. */
const NONSENSE = /undefined|\bNaN\b|\[object |TfToken\[|\d\.\d+e[+-]\d/;

function stringRefusal(value: Value): string | undefined {
  if (value instanceof Computed || typeof value === "number") {
    return undefined;
  }
  if (typeof value !== "string") {
    return "a string";
  }
  if (value === "") {
    return "a string that is not empty";
  }
  if (value !== value.trim() || /\p{Cc}/u.test(value)) {
    return "a string without spaces around it or control characters";
  }
  if (BARE_REFERENCE.test(value.replaceAll(/\{[^{}]*\}/g, ""))) {
    return "a reference in ${…}";
  }
  return NONSENSE.test(value)
    ? "a string without leftovers of a program, such as undefined or NaN"
    : undefined;
}
