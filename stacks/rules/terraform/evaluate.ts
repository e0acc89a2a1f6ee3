import type { Expression, Step } from "./expression.ts";
import type { Kind } from "./provider-schema.ts";

/** A value that only AWS can give, such as the id of a VPC. In texts it appears in braces. */
export class Computed {
  /** Terraform's way to name it: `aws_subnet.public[0].id`. */
  readonly reference: string;
  /** Address of the instance that has it, without the attribute: `aws_subnet.public[0]`; empty for a call's result. */
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

/** What a reference may be to. */
export interface Scope {
  /** @throws EvaluationFault when there is no such thing */
  resolve(root: string, steps: readonly ResolvedStep[]): Value;
}

/** `.id`, `[0]` with its index evaluated, `[*]`. */
export type ResolvedStep =
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "index"; readonly index: Value }
  | { readonly kind: "splat" };

/** What Terraform would refuse when it plans. The message says what is allowed. */
export class EvaluationFault extends Error {
  override readonly name = "EvaluationFault";
}

/** A text for a template or a function. Lists, objects and null have none. */
function text(value: Value | undefined): string {
  if (value === undefined || value === null || isList(value) || isObject(value)) {
    throw new EvaluationFault("a text, number or boolean in a template");
  }
  return String(value);
}

function number(value: Value | undefined): number {
  const result = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof result !== "number" || Number.isNaN(result))
    throw new EvaluationFault("a number in an operation");
  return result;
}

/** The functions that these stacks use. */
const FUNCTIONS: Readonly<Record<string, (from: string, part: string) => string>> = {
  trimprefix: (from, prefix) => (prefix !== "" && from.startsWith(prefix) ? from.slice(prefix.length) : from),
  trimsuffix: (from, suffix) =>
    suffix !== "" && from.endsWith(suffix) ? from.slice(0, -suffix.length) : from,
};

const OPERATIONS: Readonly<Record<string, (left: number, right: number) => number | boolean>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
  "<": (left, right) => left < right,
  ">": (left, right) => left > right,
  "<=": (left, right) => left <= right,
  ">=": (left, right) => left >= right,
};

/** @throws EvaluationFault */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "template":
      return expression.parts.map((part) => text(evaluate(part, scope))).join("");
    case "reference":
      return scope.resolve(
        expression.root,
        expression.steps.map((step) => resolveStep(step, scope)),
      );
    case "list":
      return expression.items.map((item) => evaluate(item, scope));
    case "object":
      return Object.fromEntries(
        expression.entries.map(([key, value]) => [keyOf(key, scope), evaluate(value, scope)]),
      );
    case "call":
      return call(
        expression.name,
        expression.args.map((arg) => evaluate(arg, scope)),
      );
    case "operation":
      return operate(
        expression.operator,
        expression.operands.map((operand) => evaluate(operand, scope)),
      );
  }
}

const resolveStep = (step: Step, scope: Scope): ResolvedStep =>
  step.kind === "index" ? { kind: "index", index: evaluate(step.index, scope) } : step;

/** A bare word is a key by itself. */
const keyOf = (key: Expression, scope: Scope): string =>
  key.kind === "reference" && key.steps.length === 0 ? key.root : text(evaluate(key, scope));

function call(name: string, args: readonly Value[]): Value {
  const compute = FUNCTIONS[name];
  if (compute === undefined) {
    throw new EvaluationFault(
      `of Terraform's functions ${Object.keys(FUNCTIONS).join(" and ")}, not ${name}`,
    );
  }
  if (args.length !== compute.length) throw new EvaluationFault(`${compute.length} arguments for ${name}`);
  const [from, part] = args;
  return from instanceof Computed ? from : compute(text(from), text(part));
}

function operate(operator: string, operands: readonly Value[]): Value {
  const [left, right, third] = operands;
  if (operator === "?") return (left ? right : third) ?? null;
  if (operator === "!") return left !== true && left !== "true";
  if (operator === "==" || operator === "!=") return (left === right) === (operator === "==");
  if (operator === "&&") return left === true && right === true;
  if (operator === "||") return left === true || right === true;
  if (right === undefined) return -number(left);
  const compute = OPERATIONS[operator];
  if (compute === undefined) throw new EvaluationFault(`an operator that Terraform has, not ${operator}`);
  return compute(number(left), number(right));
}

/** The value below another, by steps. */
export function below(value: Value, steps: readonly ResolvedStep[], name: string): Value {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (value instanceof Computed) throw new EvaluationFault(`nothing after ${name}, which is a single value`);
  if (step.kind === "splat") {
    if (!isList(value)) throw new EvaluationFault(`[*] after a list, which ${name} is not`);
    return value.map((item) => below(item, rest, name));
  }
  if (step.kind === "index") {
    const key = step.index;
    if (isObject(value) && typeof key === "string")
      return below(value[key] ?? missing(name, key), rest, name);
    if (!isList(value)) throw new EvaluationFault(`an index after a list, which ${name} is not`);
    const at = number(key);
    return below(value[at] ?? missing(name, `an index from 0 to ${value.length - 1}, not ${at}`), rest, name);
  }
  if (!isObject(value)) throw new EvaluationFault(`nothing after ${name}, which has no .${step.name}`);
  return below(value[step.name] ?? missing(name, step.name), rest, name);
}

function missing(name: string, key: string): never {
  throw new EvaluationFault(`what ${name} has, not ${key}`);
}
