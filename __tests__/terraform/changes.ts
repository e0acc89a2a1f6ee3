import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Plan } from "../../tools/terraform/workspace.ts";

type ResourceChange = Plan["resource_changes"][number];

/**
 * A plan in lines, one a resource that it touches: `create ADDRESS`, `destroy ADDRESS`, `update ADDRESS: ARGUMENT, …`
 * and `replace ADDRESS: ARGUMENT, …` with the arguments that are to blame. Reading a data source is no change.
 */
export const changes = (plan: Plan): string[] => plan.resource_changes.flatMap(describeChange).sort();

function describeChange({ address, change }: ResourceChange): string[] {
  const actions = change.actions.join("+");
  switch (actions) {
    case "no-op":
    case "read":
      return [];
    case "create":
      return [`create ${address}`];
    case "delete":
      return [`destroy ${address}`];
    case "update":
      return [`update ${address}: ${changedArguments(change).join(", ")}`];
    case "delete+create":
    case "create+delete": {
      const blamed = new Set(change.replace_paths.map(([argument]) => String(argument)));
      return [`replace ${address}: ${[...blamed].sort().join(", ")}`];
    }
    default:
      throw new Error(`${address}: unknown actions ${actions}`);
  }
}

function changedArguments({ before, after, after_unknown }: ResourceChange["change"]): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names]
    .filter((name) => after_unknown[name] === true || !isDeepStrictEqual(before?.[name], after?.[name]))
    .sort();
}

/** The values that a plan is about to give, by address. */
export const plannedValues = (plan: Plan): Record<string, unknown> =>
  Object.fromEntries(
    plan.resource_changes
      .filter(({ mode }) => mode === "managed")
      .map(({ address, change }) => [address, change.after]),
  );

/** The policy document of a planned resource, however the provider has written it. */
export function policyOf(resource: unknown): unknown {
  return JSON.parse(z.object({ policy: z.string() }).parse(resource).policy);
}
