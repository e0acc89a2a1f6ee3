/**
 * What Terraform would plan for a stack's JSON, as far as that is known without asking AWS: every instance of every
 * resource with its arguments evaluated. Made once by readPlan and never changed.
 */
import {
  type Configuration,
  type Resource,
  readConfiguration,
  readResources,
  regionOf,
} from "./configuration.ts";
import type { Finding } from "./finding.ts";
import { readBlock } from "./read-block.ts";
import {
  instanceAddress,
  instanceIndexes,
  type Origin,
  type Reference,
  readValue,
  type Scope,
} from "./read-value.ts";
import type { ObjectValue, Value } from "./value.ts";

export interface Plan {
  readonly configuration: Configuration;
  /** Region of the provider. */
  readonly region: string;
  /** By address. */
  readonly resources: ReadonlyMap<string, Resource>;
  readonly instances: readonly Instance[];
  /** Outputs by name, evaluated. */
  readonly outputs: ReadonlyMap<string, Value>;
  /** What cannot be read, and what does not fit the provider's schema. */
  readonly findings: readonly Finding[];
}

/** One of a resource: there are as many as its count says. */
export interface Instance {
  readonly resource: Resource;
  /** `aws_subnet.public[0]` */
  readonly address: string;
  /** Evaluated arguments; absent ones are absent, blocks that may be given once are objects, others lists of objects. */
  readonly values: ObjectValue;
  /** What its arguments name. */
  readonly references: readonly Reference[];
}

/** Ids of what is found while reading. */
export const READING_RULES = [
  "terraform/form",
  "terraform/resource-type",
  "terraform/count",
  "terraform/argument",
  "terraform/required",
  "terraform/type",
  "terraform/block",
  "terraform/expression",
  "terraform/reference",
] as const;

/** @param json the parsed cdk.tf.json */
export function readPlan(json: unknown): Plan {
  const { configuration, findings: formFindings } = readConfiguration(json);
  const declared = collect(readResources(configuration));
  const resources = new Map(declared.result.map((resource) => [resource.address, resource]));
  const region = regionOf(configuration);
  const scope = { resources, region };
  const read = declared.result.flatMap((resource) =>
    instanceIndexes(resource.count).map((index) => readInstance(resource, index, scope)),
  );
  const outputs = Object.entries(configuration.output).map(([name, { value }]) => {
    const origin: Origin = { address: `output.${name}`, argument: "value", index: undefined };
    return { name, ...collect(readValue(value, origin, scope)) };
  });
  return {
    configuration,
    region,
    resources,
    instances: read.map(({ instance }) => instance),
    outputs: new Map(outputs.map(({ name, result }) => [name, result])),
    findings: [
      ...formFindings,
      ...declared.notes,
      ...read.flatMap(({ findings }) => findings),
      ...outputs.flatMap(({ notes }) => notes.filter(isFinding)),
    ],
  };
}

function readInstance(
  resource: Resource,
  index: number | undefined,
  scope: Scope,
): { instance: Instance; findings: Finding[] } {
  const { address } = resource;
  const { result, notes } = collect(
    readBlock(resource.schema, resource.body, (json, argument) =>
      readValue(json, { address, argument, index }, scope),
    ),
  );
  return {
    instance: {
      resource,
      address: instanceAddress(address, index),
      values: result,
      references: notes.filter((note) => "to" in note),
    },
    findings: notes.filter((note) => "rule" in note).map((note) => ({ address, ...note })),
  };
}

const isFinding = (note: Finding | Reference): note is Finding => "rule" in note;

/** Runs a reading to its end. */
function collect<Note, Result>(reading: Generator<Note, Result>): { result: Result; notes: Note[] } {
  const notes: Note[] = [];
  for (;;) {
    const step = reading.next();
    if (step.done) {
      return { result: step.value, notes };
    }
    notes.push(step.value);
  }
}

/** All instances of some types. */
export const instancesOf = (plan: Plan, ...types: readonly string[]): Instance[] =>
  plan.instances.filter(({ resource }) => types.includes(resource.type));

const isAtOrBelow = (argument: string, path: string): boolean =>
  path === argument || path.startsWith(`${argument}.`);

/** The instances that one argument of another refers to, for example those of `subnets`. */
export function targets(plan: Plan, instance: Instance, argument: string, type: string): Instance[] {
  const named = instance.references
    .filter((reference) => isAtOrBelow(argument, reference.argument))
    .map(({ to }) => to);
  return instancesOf(plan, type).filter(({ resource }) => named.includes(resource));
}

/** What a resource waits for: what its arguments refer to, and its depends_on. */
export function dependencies(plan: Plan, resource: Resource): Set<Resource> {
  const named = Array.isArray(resource.body.depends_on) ? resource.body.depends_on : [];
  return new Set([
    ...plan.instances
      .filter((instance) => instance.resource === resource)
      .flatMap(({ references }) => references.map(({ to }) => to)),
    ...named.flatMap((address) => plan.resources.get(String(address)) ?? []),
  ]);
}
