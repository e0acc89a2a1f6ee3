/**
 * What Terraform would plan for a stack's JSON, as far as that is known without asking AWS: every instance of every
 * resource with its arguments evaluated. What cannot be read on the way is a finding.
 */
import { z } from "zod";
import { nearest } from "../../helpers/nearest.ts";
import {
  below,
  Computed,
  EvaluationFault,
  evaluate,
  type ObjectValue,
  type ResolvedStep,
  type Value,
} from "./evaluate.ts";
import { parseTemplate, SyntaxFault } from "./expression.ts";
import type { Finding } from "./finding.ts";
import { type Block, type Kind, PROVIDER_SCHEMA } from "./provider-schema.ts";
import { readBlock } from "./read-block.ts";

const SYNTAX = "https://developer.hashicorp.com/terraform/language/expressions";
const REFERENCES = "https://developer.hashicorp.com/terraform/language/expressions/references";

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

/** A resource or data source as it stands in the JSON. */
export interface Element {
  /** `aws_subnet.public`, or `data.aws_region.current`. */
  readonly address: string;
  /** `aws_subnet`, or `data.aws_region`. */
  readonly type: string;
  readonly schema: Block;
  readonly body: Readonly<Record<string, unknown>>;
  /** Undefined when it is not counted. */
  readonly count: number | undefined;
  /** One for each count. */
  readonly instances: Instance[];
  /** What its arguments name. */
  readonly references: Reference[];
}

export interface Instance {
  readonly element: Element;
  /** `aws_subnet.public[0]` */
  readonly address: string;
  /** Evaluated arguments; absent ones are absent, blocks that may stand once are objects, others lists of objects. */
  readonly values: ObjectValue;
}

export interface Reference {
  /** Argument that holds the reference, for example `load_balancer.0.target_group_arn`. */
  readonly argument: string;
  readonly to: Element;
  /** For example `arn`. */
  readonly attribute: string;
  readonly value: Value;
}

/** What AWS would answer in a stack's Region; the account's number is made up. */
const answers = (region: string): Readonly<Record<string, Value>> => ({
  "data.aws_region.region": region,
  "data.aws_region.name": region,
  "data.aws_caller_identity.account_id": "123456789012",
  // Few Regions have a fourth zone, and us-west-1 has no third one for most accounts.
  "data.aws_availability_zones.names": (region === "us-west-1" ? ["a", "c"] : ["a", "b", "c"]).map(
    (zone) => region + zone,
  ),
});

/** More of one resource than any of these stacks has a use for. */
const MOST_OF_ONE = 20;

export class Plan {
  readonly configuration: Configuration;
  /** Region of the provider. */
  readonly region: string;
  readonly elements: ReadonlyMap<string, Element>;
  /** What went wrong while planning. */
  readonly findings: Finding[] = [];
  /** Outputs, evaluated. */
  readonly outputs: ReadonlyMap<string, Value>;
  readonly #answers: Readonly<Record<string, Value>>;
  readonly #evaluated = new Map<string, Value>();
  readonly #open = new Set<string>();

  /** @param json the parsed cdk.tf.json */
  constructor(json: unknown) {
    const parsed = configurationSchema.safeParse(json);
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues) {
        this.#report(path.join("."), "", undefined, message, "the form of Terraform JSON");
      }
    }
    this.configuration = parsed.data ?? configurationSchema.parse({});
    const provider = [this.configuration.provider.aws].flat()[0];
    const region = z.looseObject({ region: z.string() }).safeParse(provider);
    this.region = region.data?.region ?? "";
    this.#answers = answers(this.region);

    const elements = new Map<string, Element>();
    for (const [prefix, types] of [
      ["data.", this.configuration.data],
      ["", this.configuration.resource],
    ] as const) {
      for (const [type, named] of Object.entries(types)) {
        for (const [name, body] of Object.entries(named)) {
          const element = this.#element(`${prefix}${type}`, name, body);
          if (element !== undefined) elements.set(element.address, element);
        }
      }
    }
    this.elements = elements;
    for (const element of elements.values()) this.#instantiate(element);
    this.outputs = new Map(
      Object.entries(this.configuration.output).map(([name, { value }]) => [
        name,
        this.#read(value, undefined, { address: `output.${name}`, argument: "value" }),
      ]),
    );
  }

  /** The instance at an address such as aws_subnet.public[0]. */
  instance(address: string): Instance | undefined {
    return this.instances().find((one) => one.address === address);
  }

  instances(): Instance[] {
    return [...this.elements.values()].flatMap(({ instances }) => instances);
  }

  /** All instances of a type. */
  of(type: string): Instance[] {
    return this.instances().filter(({ element }) => element.type === type);
  }

  /** The instances that one argument of another refers to, for example those of `subnets`. */
  targets(instance: Instance, argument: string, type: string): Instance[] {
    return instance.element.references
      .filter((reference) => reference.to.type === type && isAtOrBelow(argument, reference.argument))
      .flatMap(({ to }) => to.instances);
  }

  /** What an element waits for: what its arguments refer to, and its depends_on. */
  dependencies({ body, references }: Element): Set<Element> {
    const named = Array.isArray(body.depends_on) ? body.depends_on : [];
    return new Set([
      ...references.map(({ to }) => to),
      ...named.flatMap((address) => this.elements.get(String(address)) ?? []),
    ]);
  }

  #report(address: string, argument: string, value: unknown, allowed: string, source: string): void {
    this.findings.push({ address, argument, value, allowed, source });
  }

  #element(type: string, name: string, body: Readonly<Record<string, unknown>>): Element | undefined {
    const address = `${type}.${name}`;
    const schema = PROVIDER_SCHEMA.get(type);
    if (schema === undefined) {
      const like = nearest(type, PROVIDER_SCHEMA.keys());
      this.#report(
        address,
        "",
        type,
        `a type that these stacks use, such as ${like}`,
        "tools/stacks/provider-schema.ts",
      );
      return undefined;
    }
    const { count } = body;
    const counts = typeof count === "number" && Number.isInteger(count) && count > 0 && count <= MOST_OF_ONE;
    if (count !== undefined && !counts) {
      this.#report(
        address,
        "count",
        count,
        `a whole number from 1 to ${MOST_OF_ONE}`,
        "these stacks need few of each",
      );
    }
    return { address, type, schema, body, count: counts ? count : undefined, instances: [], references: [] };
  }

  #instantiate(element: Element): void {
    const { address, count } = element;
    const indexes = count === undefined ? [undefined] : Array.from({ length: count }, (_, index) => index);
    for (const index of indexes) {
      const values = readBlock(element.schema, element.body, {
        value: (raw, argument) =>
          this.#read(raw, index, { address, argument, references: element.references }),
        report: (argument, value, allowed, source) => this.#report(address, argument, value, allowed, source),
      });
      element.instances.push({
        element,
        address: index === undefined ? address : `${address}[${index}]`,
        values,
      });
    }
  }

  /**
   * Evaluates JSON with expressions in its strings.
   * @param place where findings and references belong; undefined when somebody else's argument is only looked up
   */
  #read(raw: unknown, index: number | undefined, place: Place | undefined): Value {
    if (Array.isArray(raw)) {
      return raw.map((item, at) =>
        this.#read(item, index, place && { ...place, argument: `${place.argument}.${at}` }),
      );
    }
    if (typeof raw === "object" && raw !== null) {
      return Object.fromEntries(
        Object.entries(raw).map(([key, item]) => [
          key,
          this.#read(item, index, place && { ...place, argument: `${place.argument}.${key}` }),
        ]),
      );
    }
    if (typeof raw !== "string") return typeof raw === "number" || typeof raw === "boolean" ? raw : null;
    try {
      return evaluate(parseTemplate(raw), {
        resolve: (root, steps) => this.#resolve(root, steps, index, place),
      });
    } catch (error) {
      if (error instanceof SyntaxFault) {
        if (place)
          this.#report(place.address, place.argument, raw, `Terraform's syntax: ${error.message}`, SYNTAX);
      } else if (error instanceof EvaluationFault) {
        if (place) this.#report(place.address, place.argument, raw, error.message, REFERENCES);
      } else throw error;
      return new Computed(raw);
    }
  }

  #resolve(
    root: string,
    steps: readonly ResolvedStep[],
    index: number | undefined,
    place: Place | undefined,
  ): Value {
    const names = steps.map((step) => (step.kind === "attribute" ? step.name : ""));
    if (root === "count") {
      if (names[0] !== "index" || steps.length !== 1) throw new EvaluationFault("of count only count.index");
      if (index === undefined) throw new EvaluationFault("count.index only where there is a count");
      return index;
    }
    const [address, rest] =
      root === "data"
        ? [`data.${names[0]}.${names[1]}`, steps.slice(2)]
        : [`${root}.${names[0]}`, steps.slice(1)];
    const element = this.elements.get(address);
    if (element === undefined) {
      throw new EvaluationFault(
        `an address of this stack, such as ${nearest(address, this.elements.keys())}`,
      );
    }
    const [first, ...others] = rest;
    if (element.count === undefined) {
      if (first?.kind !== "attribute")
        throw new EvaluationFault(`an attribute after ${address}, which has no count`);
      return this.#attribute(element, undefined, first.name, others, place);
    }
    const [attribute, ...below] = others;
    if (first?.kind === "attribute" || attribute?.kind !== "attribute") {
      throw new EvaluationFault(`${address}[index] or [*] and an attribute, since it has a count`);
    }
    if (first?.kind === "splat") {
      return Array.from({ length: element.count }, (_, at) =>
        this.#attribute(element, at, attribute.name, below, place),
      );
    }
    const at = first?.index;
    if (typeof at !== "number" || !Number.isInteger(at) || at < 0 || at >= element.count) {
      throw new EvaluationFault(`an index of ${address} from 0 to ${element.count - 1}, not ${at}`);
    }
    return this.#attribute(element, at, attribute.name, below, place);
  }

  #attribute(
    element: Element,
    index: number | undefined,
    name: string,
    steps: readonly ResolvedStep[],
    place: Place | undefined,
  ): Value {
    const { address } = element;
    if (place?.address === address) throw new EvaluationFault(`no reference from ${address} to itself`);
    const value = this.#valueOf(element, index, name, steps);
    place?.references?.push({ argument: place.argument, to: element, attribute: name, value });
    return value;
  }

  #valueOf(
    { address, type, schema, body }: Element,
    index: number | undefined,
    name: string,
    steps: readonly ResolvedStep[],
  ): Value {
    const known = this.#answers[`${type}.${name}`];
    const instance = index === undefined ? address : `${address}[${index}]`;
    const reference = `${instance}.${name}`;
    const kind = schema.arguments[name] ?? schema.attributes[name];
    if (known !== undefined) return below(known, steps, reference);
    if (kind === undefined) {
      const names = [...Object.keys(schema.arguments), ...Object.keys(schema.attributes)];
      throw new EvaluationFault(`an attribute of ${type}, such as ${nearest(name, names)}`);
    }
    const raw = body[name];
    if (!(name in schema.arguments) || raw === undefined || raw === null) {
      return below(computed(kind, reference, instance), steps, reference);
    }
    if (this.#open.has(reference)) throw new EvaluationFault(`no circle, as through ${reference}`);
    this.#open.add(reference);
    const value = this.#evaluated.get(reference) ?? this.#read(raw, index, undefined);
    this.#open.delete(reference);
    this.#evaluated.set(reference, value);
    return below(value, steps, reference);
  }
}

interface Place {
  readonly address: string;
  readonly argument: string;
  /** Where references are noted; outputs have no such list. */
  readonly references?: Reference[];
}

/** A value that AWS will give, with the form that the provider's schema promises. */
function computed(kind: Kind | Block, reference: string, address: string): Value {
  if (typeof kind === "string") return new Computed(reference, address, kind);
  const values = Object.fromEntries(
    Object.entries({ ...kind.arguments, ...kind.attributes }).map(([name, inner]) => [
      name,
      computed(inner, `${reference}${kind.many ? "[0]" : ""}.${name}`, address),
    ]),
  );
  return kind.many ? [values] : values;
}

const isAtOrBelow = (argument: string, path: string): boolean =>
  path === argument || path.startsWith(`${argument}.`);
