/** Faults are put into the synthesized JSON by path. Policies and container definitions, which are JSON in a text, are opened on the way. */
import { isJson, type Json } from "../stacks/synth.ts";

/** Changes a stack's JSON in place. */
export type Injection = (json: Json) => void;

const isContainer = (value: unknown): value is Json | unknown[] =>
  typeof value === "object" && value !== null;

const read = (holder: Json | unknown[], key: string): unknown =>
  Array.isArray(holder) ? holder[Number(key)] : holder[key];

function write(holder: Json | unknown[], key: string, value: unknown): void {
  if (Array.isArray(holder)) {
    holder.splice(Number(key), 1, ...(value === undefined ? [] : [value]));
  } else if (value === undefined) {
    delete holder[key];
  } else {
    holder[key] = value;
  }
}

/** Replaces the value at a path by what `how` makes of it; undefined removes it. Missing blocks are made. */
function change(
  holder: Json | unknown[],
  [key = "", ...rest]: readonly string[],
  how: (old: unknown) => unknown,
): void {
  const value = read(holder, key);
  if (rest.length === 0) {
    write(holder, key, how(value));
  } else if (typeof value === "string") {
    const opened: unknown = JSON.parse(value);
    if (!isContainer(opened)) {
      throw new Error(`${key} holds no JSON`);
    }
    change(opened, rest, how);
    write(holder, key, JSON.stringify(opened));
  } else {
    const inner = isContainer(value) ? value : /^\d+$/.test(rest[0] ?? "") ? [] : {};
    change(inner, rest, how);
    write(holder, key, inner);
  }
}

/** `aws_vpc.main.cidr_block`, `data.…`, `output.…`, `provider.…` and `terraform.…`; the rest are resources. */
const keys = (path: string): string[] => {
  const parts = path.split(".");
  return ["data", "output", "provider", "terraform"].includes(parts[0] ?? "")
    ? parts
    : ["resource", ...parts];
};

export const edit =
  (path: string, how: (old: unknown) => unknown): Injection =>
  (json) =>
    change(json, keys(path), how);

export const set = (path: string, value: unknown): Injection => edit(path, () => structuredClone(value));
export const remove = (path: string): Injection => edit(path, () => undefined);
/** Puts one more at the end of a list. */
export const add = (path: string, ...items: readonly unknown[]): Injection =>
  edit(path, (old) => [...(Array.isArray(old) ? old : []), ...items]);
/** Puts a copy of one resource, argument or entry at another path. */
export const copy =
  (from: string, to: string, changes: Json = {}): Injection =>
  (json) => {
    let original: unknown;
    change(json, keys(from), (old) => {
      original = structuredClone(old);
      return old;
    });
    change(json, keys(to), () => (isJson(original) ? { ...original, ...changes } : original));
  };
/** Gives an argument, block or resource another name. */
export const rename = (path: string, name: string): Injection => {
  const to = [...path.split(".").slice(0, -1), name].join(".");
  return (json) => {
    copy(path, to)(json);
    remove(path)(json);
  };
};
export const replace = (path: string, part: string | RegExp, by: string): Injection =>
  edit(path, (old) => {
    const text = String(old).replace(part, by);
    if (text === old) {
      throw new Error(`${path} has no ${part}`);
    }
    return text;
  });
/** Several changes, in this order. */
export const all =
  (...injections: readonly Injection[]): Injection =>
  (json) => {
    for (const inject of injections) {
      inject(json);
    }
  };
/** Nothing: the stack as it is synthesized. */
export const nothing: Injection = () => undefined;
