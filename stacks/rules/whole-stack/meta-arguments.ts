/** Terraform's own arguments, which every resource takes, and circles. */

import { nearest } from "../../helpers/nearest.ts";
import type { Rule } from "../rule.ts";
import type { Finding } from "../terraform/finding.ts";
import { get, isRawObject, LANGUAGE, unknownKeys } from "../terraform/json.ts";
import type { Element, Plan } from "../terraform/plan.ts";

const LIFECYCLE: Readonly<Record<string, (value: unknown) => boolean>> = {
  create_before_destroy: (value) => typeof value === "boolean",
  // A demonstration that cannot be destroyed costs money for ever.
  prevent_destroy: (value) => value === false,
  ignore_changes: Array.isArray,
  replace_triggered_by: Array.isArray,
  precondition: () => true,
  postcondition: () => true,
};

/** A name that must be unique in the account makes a second one impossible while the first still stands. */
const MAY_STAND_TWICE = ["aws_sagemaker_model", "aws_sagemaker_endpoint_configuration"];

/** Arguments whose changes Terraform leaves to others. */
export const ignoredChanges = ({ body }: Element): unknown[] => {
  const ignored = get(body, "lifecycle", "ignore_changes");
  return Array.isArray(ignored) ? ignored : [];
};

function* lifecycleOf(element: Element): Iterable<Finding> {
  const { address, body, schema, type } = element;
  const { lifecycle } = body;
  if (lifecycle === undefined) return;
  const source = `${LANGUAGE}/meta-arguments/lifecycle`;
  const found = (argument: string, value: unknown, allowed: string, why = source): Finding => ({
    address,
    argument: `lifecycle.${argument}`,
    value,
    allowed,
    source: why,
  });
  yield* unknownKeys(address, lifecycle, Object.keys(LIFECYCLE), source);
  for (const [key, value] of Object.entries(isRawObject(lifecycle) ? lifecycle : {})) {
    const accepts = LIFECYCLE[key];
    if (accepts !== undefined && !accepts(value))
      yield found(key, value, "what Terraform has there, and a stack that can be destroyed");
  }
  for (const path of ignoredChanges(element)) {
    const [name = ""] = String(path).split(/[.[]/);
    if (!(name in schema.arguments)) {
      yield found(
        "ignore_changes",
        path,
        `arguments of ${type}, such as ${nearest(name, Object.keys(schema.arguments))}`,
      );
    }
  }
  const named = typeof body.name === "string" || typeof body.family === "string";
  if (get(lifecycle, "create_before_destroy") === true && named && !MAY_STAND_TWICE.includes(type)) {
    yield found("create_before_destroy", true, "false, since the name is taken until the old one has gone");
  }
}

function* dependsOnOf({ address, body }: Element, plan: Plan): Iterable<Finding> {
  const { depends_on: names } = body;
  if (names === undefined) return;
  const source = `${LANGUAGE}/meta-arguments/depends_on`;
  const list = Array.isArray(names) ? names : [names];
  for (const [index, name] of list.entries()) {
    const wrong =
      !Array.isArray(names) ||
      typeof name !== "string" ||
      name === address ||
      !plan.elements.has(name) ||
      list.indexOf(name) !== index;
    if (wrong) {
      yield {
        address,
        argument: `depends_on.${index}`,
        value: name,
        allowed: `other addresses of this stack, each once, such as ${nearest(String(name), plan.elements.keys())}`,
        source,
      };
    }
  }
}

export const metaArguments: Rule = function* (plan) {
  for (const element of plan.elements.values()) {
    yield* lifecycleOf(element);
    yield* dependsOnOf(element, plan);
  }
};

/** Terraform refuses resources that wait for each other. */
export const circles: Rule = function* (plan) {
  const done = new Set<string>();
  const path: string[] = [];
  function* visit(element: Element): Iterable<Finding> {
    const { address } = element;
    if (path.includes(address)) {
      const circle = [...path.slice(path.indexOf(address)), address].join(" -> ");
      yield {
        address,
        argument: "",
        value: circle,
        allowed: "no circle",
        source: `${LANGUAGE}/resources/behavior`,
      };
      return;
    }
    if (done.has(address)) return;
    path.push(address);
    for (const other of plan.dependencies(element)) yield* visit(other);
    path.pop();
    done.add(address);
  }
  for (const element of plan.elements.values()) yield* visit(element);
};
