import type { Finding } from "./terraform/finding.ts";
import { type Instance, instancesOf, type Plan } from "./terraform/plan.ts";
import { at } from "./terraform/value.ts";

/** Finds the faults of one kind in a stack. */
export interface Rule {
  /** `<subject>/<what>`, for example `load-balancer/idle-timeout`; no two rules have the same. */
  readonly id: string;
  readonly find: (plan: Plan) => Iterable<Finding>;
}

/** A finding as a rule tells it; the rule's own source when it names none. */
export type Fault = Omit<Finding, "rule" | "source"> & { readonly source?: string };

/** A rule about a whole stack. */
export const rule = (id: string, source: string, find: (plan: Plan) => Iterable<Fault>): Rule => ({
  id,
  *find(plan) {
    for (const fault of find(plan)) {
      yield { source, ...fault, rule: id };
    }
  },
});

/** An argument of an instance, empty for all of it, and what is allowed there. */
type ArgumentFault =
  | readonly [argument: string, allowed: string]
  /** With the value, where the argument holds it inside a string, or somewhere else. */
  | readonly [argument: string, allowed: string, value: unknown];

/** A rule about each instance of a type by itself. */
export const ruleForEach = (
  type: string | readonly string[],
  id: string,
  source: string,
  find: (instance: Instance, plan: Plan) => Iterable<ArgumentFault>,
): Rule =>
  rule(id, source, function* (plan) {
    for (const instance of instancesOf(plan, ...[type].flat())) {
      for (const fault of find(instance, plan)) {
        yield faultOf(instance, fault);
      }
    }
  });

/** A fault at an argument of an instance. */
export function faultOf({ resource, values }: Instance, [argument, allowed, ...given]: ArgumentFault): Fault {
  const value = given.length > 0 ? given[0] : argument === "" ? undefined : at(values, argument);
  return { address: resource.address, argument, value, allowed };
}
