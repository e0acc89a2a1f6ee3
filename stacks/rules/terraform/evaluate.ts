import type { Expression, Step } from "./expression.ts";
import { Computed, isList, isObject, type Value } from "./value.ts";

/** `.id`, `[0]` with its index evaluated, `[*]`. */
export type EvaluatedStep =
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "index"; readonly index: Value }
  | { readonly kind: "splat" };

/**
 * What a name and the steps behind it are. It yields what it finds out on the way.
 * @throws EvaluationFault when there is no such thing
 */
export type Resolve<Note> = (root: string, steps: readonly EvaluatedStep[]) => Generator<Note, Value>;

/** What Terraform would refuse when it plans. The message says what is allowed. */
export class EvaluationFault extends Error {
  override readonly name = "EvaluationFault";
}

/** A string for a template or a function. Lists, objects and null have none. */
function text(value: Value | undefined): string {
  if (value === undefined || value === null || isList(value) || isObject(value)) {
    throw new EvaluationFault("a string, number or boolean in a template");
  }
  return String(value);
}

function number(value: Value): number {
  const result = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof result !== "number" || Number.isNaN(result)) {
    throw new EvaluationFault("a number in a sum");
  }
  return result;
}

interface TerraformFunction {
  readonly parameters: number;
  readonly compute: (...args: readonly Value[]) => Value;
}

/** A function of two strings. What only AWS knows of the first stays as it is. */
const ofText = (compute: (from: string, affix: string) => string): TerraformFunction => ({
  parameters: 2,
  compute: (from, affix) => (from instanceof Computed ? from : compute(text(from), text(affix))),
});

/** The functions that these stacks use. */
const FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  trimprefix: ofText((from, prefix) =>
    prefix !== "" && from.startsWith(prefix) ? from.slice(prefix.length) : from,
  ),
  trimsuffix: ofText((from, suffix) =>
    suffix !== "" && from.endsWith(suffix) ? from.slice(0, -suffix.length) : from,
  ),
  // Sets are lists to the rules.
  tolist: {
    parameters: 1,
    compute: (set) => {
      if (!isList(set)) {
        throw new EvaluationFault("a list or a set for tolist");
      }
      return set;
    },
  },
};

/** Reads each of some items; yields what each yields. */
export function* readEach<Item, Note, Result>(
  items: Iterable<Item>,
  read: (item: Item) => Generator<Note, Result>,
): Generator<Note, Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    results.push(yield* read(item));
  }
  return results;
}

/** @throws EvaluationFault */
export function* evaluate<Note>(expression: Expression, resolve: Resolve<Note>): Generator<Note, Value> {
  const inner = (one: Expression) => evaluate(one, resolve);
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "template":
      return (yield* readEach(expression.parts, inner)).map(text).join("");
    case "sum":
      return (yield* readEach(expression.terms, inner)).map(number).reduce((sum, term) => sum + term);
    case "call":
      return call(expression.name, yield* readEach(expression.args, inner));
    case "below":
      return below(
        yield* inner(expression.of),
        yield* readEach(expression.steps, (step) => evaluateStep(step, resolve)),
        "what the function gives",
      );
    case "reference":
      return yield* resolve(
        expression.root,
        yield* readEach(expression.steps, (step) => evaluateStep(step, resolve)),
      );
  }
}

function* evaluateStep<Note>(step: Step, resolve: Resolve<Note>): Generator<Note, EvaluatedStep> {
  return step.kind === "index" ? { kind: "index", index: yield* evaluate(step.index, resolve) } : step;
}

function call(name: string, args: readonly Value[]): Value {
  const known = FUNCTIONS[name];
  if (known === undefined) {
    throw new EvaluationFault(`of Terraform's functions ${Object.keys(FUNCTIONS).join(", ")}, not ${name}`);
  }
  if (args.length !== known.parameters) {
    throw new EvaluationFault(`${known.parameters} arguments for ${name}`);
  }
  return known.compute(...args);
}

/**
 * The value below another, by steps.
 * @param name the other, as the message names it
 * @throws EvaluationFault
 */
export function below(value: Value, steps: readonly EvaluatedStep[], name: string): Value {
  const [step, ...rest] = steps;
  if (step === undefined) {
    return value;
  }
  if (value instanceof Computed) {
    throw new EvaluationFault(`nothing after ${name}, which is a single value`);
  }
  if (step.kind === "attribute") {
    if (!isObject(value)) {
      throw new EvaluationFault(`nothing after ${name}, which has no .${step.name}`);
    }
    return below(value[step.name] ?? missing(name, step.name), rest, name);
  }
  if (step.kind === "splat") {
    if (!isList(value)) {
      throw new EvaluationFault(`[*] after a list, which ${name} is not`);
    }
    return value.map((item) => below(item, rest, name));
  }
  const { index } = step;
  if (!isList(value)) {
    throw new EvaluationFault(`an index after a list, which ${name} is not`);
  }
  const item = value[number(index)];
  return below(
    item ?? missing(name, `an index from 0 to ${value.length - 1}, not ${number(index)}`),
    rest,
    name,
  );
}

function missing(name: string, key: string): never {
  throw new EvaluationFault(`what ${name} has, not ${key}`);
}
