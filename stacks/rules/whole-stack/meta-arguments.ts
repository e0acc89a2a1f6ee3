/** Terraform's own arguments, which every resource takes, and circles. */
import { nearest } from "../../helpers/nearest.ts";
import { ignoredChanges } from "../look-up/ignored-changes.ts";
import { type Fault, type Rule, rule } from "../rule.ts";
import type { Resource } from "../terraform/configuration.ts";
import { get, isJsonObject, LANGUAGE, unknownKeys } from "../terraform/json.ts";
import { dependencies, type Plan } from "../terraform/plan.ts";

const LIFECYCLE: Readonly<Record<string, (value: unknown) => boolean>> = {
  create_before_destroy: (value) => typeof value === "boolean",
  // A demonstration that cannot be destroyed keeps costing money.
  prevent_destroy: (value) => value === false,
  ignore_changes: Array.isArray,
  replace_triggered_by: Array.isArray,
  precondition: () => true,
  postcondition: () => true,
};

/** A name that must be unique in the account makes a second one impossible while the first still exists. */
const MAY_EXIST_TWICE = ["aws_sagemaker_model", "aws_sagemaker_endpoint_configuration"];

const LIFECYCLE_SOURCE = `${LANGUAGE}/meta-arguments/lifecycle`;
const DEPENDS_ON_SOURCE = `${LANGUAGE}/meta-arguments/depends_on`;

const forEachResource = (
  id: string,
  source: string,
  find: (resource: Resource, plan: Plan) => Iterable<Fault>,
): Rule =>
  rule(id, source, function* (plan) {
    for (const resource of plan.resources.values()) {
      yield* find(resource, plan);
    }
  });

const lifecycleFault = ({ address }: Resource, argument: string, value: unknown, allowed: string): Fault => ({
  address,
  argument: `lifecycle.${argument}`,
  value,
  allowed,
});

export const META_ARGUMENT_RULES: readonly Rule[] = [
  forEachResource("lifecycle/known", LIFECYCLE_SOURCE, ({ address, body }) =>
    unknownKeys(address, body.lifecycle, Object.keys(LIFECYCLE)),
  ),

  forEachResource("lifecycle/values", LIFECYCLE_SOURCE, function* (resource) {
    const { lifecycle } = resource.body;
    for (const [key, value] of Object.entries(isJsonObject(lifecycle) ? lifecycle : {})) {
      if (LIFECYCLE[key]?.(value) === false) {
        const allowed = "a value that Terraform takes and that lets the stack be destroyed";
        yield lifecycleFault(resource, key, value, allowed);
      }
    }
  }),

  forEachResource("lifecycle/ignored-arguments", LIFECYCLE_SOURCE, function* (resource) {
    const { schema, type } = resource;
    for (const path of ignoredChanges(resource)) {
      const [name = ""] = String(path).split(/[.[]/);
      if (!(name in schema.arguments)) {
        const allowed = `arguments of ${type}, such as ${nearest(name, Object.keys(schema.arguments))}`;
        yield lifecycleFault(resource, "ignore_changes", path, allowed);
      }
    }
  }),

  forEachResource("lifecycle/name-taken", LIFECYCLE_SOURCE, function* (resource) {
    const { body, type } = resource;
    const named = typeof body.name === "string" || typeof body.family === "string";
    const first = get(body, "lifecycle", "create_before_destroy") === true;
    if (first && named && !MAY_EXIST_TWICE.includes(type)) {
      const allowed = "false, since the name is taken until the old one has gone";
      yield lifecycleFault(resource, "create_before_destroy", true, allowed);
    }
  }),

  forEachResource("depends-on/addresses", DEPENDS_ON_SOURCE, function* ({ address, body }, plan) {
    const { depends_on: names } = body;
    if (names === undefined) {
      return;
    }
    const list: readonly unknown[] = Array.isArray(names) ? names : [names];
    for (const [index, name] of list.entries()) {
      const right =
        Array.isArray(names) &&
        typeof name === "string" &&
        name !== address &&
        plan.resources.has(name) &&
        list.indexOf(name) === index;
      if (!right) {
        const like = nearest(String(name), plan.resources.keys());
        const allowed = `other addresses of this stack, each once, such as ${like}`;
        yield { address, argument: `depends_on.${index}`, value: name, allowed };
      }
    }
  }),

  // Terraform refuses resources that wait for each other.
  rule("depends-on/no-circle", `${LANGUAGE}/resources/behavior`, function* (plan) {
    const done = new Set<string>();
    const path: string[] = [];
    function* visit(resource: Resource): Iterable<Fault> {
      const { address } = resource;
      if (path.includes(address)) {
        const circle = [...path.slice(path.indexOf(address)), address].join(" -> ");
        yield { address, argument: "", value: circle, allowed: "no circle" };
        return;
      }
      if (done.has(address)) {
        return;
      }
      path.push(address);
      for (const other of dependencies(plan, resource)) {
        yield* visit(other);
      }
      path.pop();
      done.add(address);
    }
    for (const resource of plan.resources.values()) {
      yield* visit(resource);
    }
  }),
];
