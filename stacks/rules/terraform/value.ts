/** Evaluated values, and how to look into them. */
import type { Kind } from "./provider-schema.ts";

/** A value that only AWS can give, such as the id of a VPC. In strings it appears in braces. */
export class Computed {
  /** Terraform's way to name it: `aws_subnet.public[0].id`. */
  readonly reference: string;
  /** Address of the instance that has it, without the attribute: `aws_subnet.public[0]`; empty when there is none. */
  readonly address: string;
  /** Undefined when not even its type is known. */
  readonly kind: Kind | undefined;

  constructor(reference: string, address = "", kind?: Kind) {
    this.reference = reference;
    this.address = address;
    this.kind = kind;
  }

  toString(): string {
    return `{${this.reference}}`;
  }

  toJSON(): string {
    return `\${${this.reference}}`;
  }
}

/** JSON, with Computed where the value is not known before AWS was asked. */
export type Value = string | number | boolean | null | Computed | readonly Value[] | ObjectValue;
export interface ObjectValue {
  readonly [key: string]: Value;
}

export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);
export const isObject = (value: Value | undefined): value is ObjectValue =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Computed);

const inside = (value: Value | undefined, key: string): Value | undefined =>
  isList(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined;

/** The value at a path such as `health_check.path`; undefined where there is none. */
export const at = (value: Value | undefined, path: string): Value | undefined =>
  path.split(".").reduce<Value | undefined>(inside, value);

/** A number, also when it is written as a string; undefined when it is none, or not known. */
export function numberAt(value: Value | undefined, path: string): number | undefined {
  const found = at(value, path);
  const number = typeof found === "string" && found !== "" ? Number(found) : found;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** A string; undefined when it is none, or not known. */
export function stringAt(value: Value | undefined, path: string): string | undefined {
  const found = at(value, path);
  return typeof found === "string" ? found : undefined;
}

/** A list; empty when there is none. */
export function listAt(value: Value | undefined, path: string): readonly Value[] {
  const found = at(value, path);
  return isList(found) ? found : [];
}

/** Names and values of an object; none when it is no object. */
export const entriesAt = (value: Value | undefined, path: string): [string, Value][] => {
  const found = at(value, path);
  return Object.entries(isObject(found) ? found : {});
};

/** The JSON that a string holds; undefined when it holds none. */
export function jsonAt(value: Value | undefined, path: string): Value | undefined {
  try {
    const parsed: Value = JSON.parse(stringAt(value, path) ?? "");
    return parsed;
  } catch {
    return undefined;
  }
}

/** The values at a path in which `*` is any element of a list, each with the path that leads to it. */
export function everyAt(value: Value | undefined, path: string, before = ""): [string, Value][] {
  const start: [string, Value][] = value === undefined ? [] : [[before, value]];
  return path === "" ? start : path.split(".").reduce((found, key) => found.flatMap(below(key)), start);
}

const below =
  (key: string) =>
  ([before, value]: [string, Value]): [string, Value][] => {
    const keys = key === "*" && isList(value) ? [...value.keys()].map(String) : [key];
    return keys.flatMap((one): [string, Value][] => {
      const inner = inside(value, one);
      return inner === undefined ? [] : [[before === "" ? one : `${before}.${one}`, inner]];
    });
  };
