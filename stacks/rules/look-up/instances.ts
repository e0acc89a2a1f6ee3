/** What an argument refers to. */
import type { Instance, Plan } from "../terraform/plan.ts";
import { at, Computed, listAt, type Value } from "../terraform/value.ts";

/** Addresses of the instances whose attributes are in a list: `aws_subnet.public[0]` for its id. */
export const addressesIn = (values: readonly Value[]): string[] =>
  values.flatMap((value) => (value instanceof Computed && value.address !== "" ? [value.address] : []));

const byAddress = (plan: Plan, address: string): Instance | undefined =>
  plan.instances.find((instance) => instance.address === address);

/** The instance whose attribute an argument is. */
export function instanceAt(plan: Plan, instance: Instance, argument: string): Instance | undefined {
  const value = at(instance.values, argument);
  return value instanceof Computed ? byAddress(plan, value.address) : undefined;
}

/** The instances whose attributes are in a list. */
export const instancesAt = (plan: Plan, instance: Instance, argument: string): Instance[] =>
  addressesIn(listAt(instance.values, argument)).flatMap((address) => byAddress(plan, address) ?? []);
