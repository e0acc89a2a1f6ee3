/** Second step: JSON with expressions in its strings becomes values, and references are resolved on the way. */
import { nearest } from "../../helpers/nearest.ts";
import { answers, computed } from "./answers.ts";
import type { Resource } from "./configuration.ts";
import { below, type EvaluatedStep, EvaluationFault, evaluate, readEach } from "./evaluate.ts";
import { NotUnderstood, parseTemplate } from "./expression.ts";
import type { Finding } from "./finding.ts";
import { LANGUAGE } from "./json.ts";
import { Computed, type Value } from "./value.ts";

/** What the values of a stack may refer to. */
export interface Scope {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly region: string;
}

/** Where a value comes from: the argument that is read. */
export interface Origin {
  /** Address of the resource, or `output.<name>`. */
  readonly address: string;
  readonly argument: string;
  /** Value of count.index; undefined where nothing is counted. */
  readonly index: number | undefined;
}

export interface Reference {
  /** Argument that holds the reference, for example `load_balancer.0.target_group_arn`. */
  readonly argument: string;
  readonly to: Resource;
  /** For example `arn`. */
  readonly attribute: string;
  readonly value: Value;
}

/**
 * A value of the JSON. What cannot be read is a finding, and its value is not known.
 * @param opened references that are being resolved, so that a circle ends
 */
export function* readValue(
  json: unknown,
  origin: Origin,
  scope: Scope,
  opened: readonly string[] = [],
): Generator<Finding | Reference, Value> {
  const inner = (key: string | number, value: unknown) =>
    readValue(value, { ...origin, argument: `${origin.argument}.${key}` }, scope, opened);
  if (Array.isArray(json)) {
    return yield* readEach(json.entries(), ([index, item]) => inner(index, item));
  }
  if (typeof json === "object" && json !== null) {
    return Object.fromEntries(
      yield* readEach(Object.entries(json), function* ([key, item]) {
        return [key, yield* inner(key, item)] as const;
      }),
    );
  }
  if (typeof json !== "string") {
    return typeof json === "number" || typeof json === "boolean" ? json : null;
  }
  try {
    return yield* evaluate(parseTemplate(json), (root, steps) => resolve(root, steps, origin, scope, opened));
  } catch (error) {
    yield finding(error, json, origin);
    return new Computed(json);
  }
}

function finding(error: unknown, value: string, { address, argument }: Origin): Finding {
  if (error instanceof NotUnderstood) {
    return {
      rule: "terraform/expression",
      address,
      argument,
      value,
      allowed: `strings, references, sums and calls, not ${error.message}`,
      source: `${LANGUAGE}/expressions`,
    };
  }
  if (!(error instanceof EvaluationFault)) {
    throw error;
  }
  const source = `${LANGUAGE}/expressions/references`;
  return { rule: "terraform/reference", address, argument, value, allowed: error.message, source };
}

function* resolve(
  root: string,
  steps: readonly EvaluatedStep[],
  origin: Origin,
  scope: Scope,
  opened: readonly string[],
): Generator<Reference, Value> {
  const names = steps.map((step) => (step.kind === "attribute" ? step.name : ""));
  if (root === "count") {
    if (names[0] !== "index" || steps.length !== 1) {
      throw new EvaluationFault("of count only count.index");
    }
    if (origin.index === undefined) {
      throw new EvaluationFault("count.index only where there is a count");
    }
    return origin.index;
  }
  const [address, rest] =
    root === "data"
      ? [`data.${names[0]}.${names[1]}`, steps.slice(2)]
      : [`${root}.${names[0]}`, steps.slice(1)];
  const to = scope.resources.get(address);
  if (to === undefined) {
    const like = nearest(address, scope.resources.keys());
    throw new EvaluationFault(`an address of this stack, such as ${like}`);
  }
  const { indexes, attribute, behind } = chosen(to, rest);
  if (origin.address === address) {
    throw new EvaluationFault(`no reference from ${address} to itself`);
  }
  const values: Value[] = [];
  for (const index of indexes) {
    const value = attributeOf(to, index, attribute, behind, scope, opened);
    yield { argument: origin.argument, to, attribute, value };
    values.push(value);
  }
  return rest[0]?.kind === "splat" ? values : (values[0] ?? null);
}

/** Which instances of a resource the steps behind its address choose, which attribute, and what is behind that. */
function chosen(
  { address, count }: Resource,
  [first, ...others]: readonly EvaluatedStep[],
): { indexes: (number | undefined)[]; attribute: string; behind: readonly EvaluatedStep[] } {
  if (count === undefined) {
    if (first?.kind !== "attribute") {
      throw new EvaluationFault(`an attribute after ${address}, which has no count`);
    }
    return { indexes: [undefined], attribute: first.name, behind: others };
  }
  const [attribute, ...behind] = others;
  if (first?.kind === "attribute" || attribute?.kind !== "attribute") {
    throw new EvaluationFault(`${address}[index] or [*] and an attribute, since it has a count`);
  }
  if (first?.kind === "splat") {
    return { indexes: instanceIndexes(count), attribute: attribute.name, behind };
  }
  const index = first?.index;
  if (typeof index !== "number" || !Number.isInteger(index) || index < 0 || index >= count) {
    throw new EvaluationFault(`an index of ${address} from 0 to ${count - 1}, not ${index}`);
  }
  return { indexes: [index], attribute: attribute.name, behind };
}

/** The values of count.index; one undefined where nothing is counted. */
export const instanceIndexes = (count: number | undefined): (number | undefined)[] =>
  count === undefined ? [undefined] : Array.from({ length: count }, (_, index) => index);

/** `aws_subnet.public[0]` */
export const instanceAddress = (address: string, index: number | undefined): string =>
  index === undefined ? address : `${address}[${index}]`;

/** The value of an instance's attribute: AWS's answer, the argument that was given, or known to AWS alone. */
function attributeOf(
  { address, type, schema, body }: Resource,
  index: number | undefined,
  name: string,
  steps: readonly EvaluatedStep[],
  scope: Scope,
  opened: readonly string[],
): Value {
  const instance = instanceAddress(address, index);
  const reference = `${instance}.${name}`;
  const answer = answers(scope.region)[`${type}.${name}`];
  if (answer !== undefined) {
    return below(answer, steps, reference);
  }
  const kind = schema.arguments[name] ?? schema.attributes[name];
  if (kind === undefined) {
    const names = [...Object.keys(schema.arguments), ...Object.keys(schema.attributes)];
    throw new EvaluationFault(`an attribute of ${type}, such as ${nearest(name, names)}`);
  }
  const json = body[name];
  if (!(name in schema.arguments) || json === undefined || json === null) {
    return below(computed(kind, reference, instance), steps, reference);
  }
  if (opened.includes(reference)) {
    throw new EvaluationFault(`no circle, as through ${reference}`);
  }
  const origin = { address, argument: name, index };
  const value = resultOf(readValue(json, origin, scope, [...opened, reference]));
  return below(value, steps, reference);
}

/** What a reading returns; what it finds out on the way is told where the argument itself is read. */
function resultOf(reading: Generator<unknown, Value>): Value {
  let step = reading.next();
  while (!step.done) {
    step = reading.next();
  }
  return step.value;
}
