/** Who stands where in the network. */
import { type Cidr, contains, parseCidr } from "../../helpers/cidr.ts";
import { addressesIn, at, listAt, numberAt, textAt } from "../rule.ts";
import { Computed, type Value } from "../terraform/evaluate.ts";
import type { Instance, Plan } from "../terraform/plan.ts";

/** The instance whose attribute stands at an argument. */
export function instanceAt(plan: Plan, instance: Instance, argument: string): Instance | undefined {
  const value = at(instance.values, argument);
  return value instanceof Computed ? plan.instance(value.address) : undefined;
}

/** The instances whose attributes stand in a list. */
export const instancesAt = (plan: Plan, instance: Instance, argument: string): Instance[] =>
  addressesIn(listAt(instance.values, argument)).flatMap((address) => plan.instance(address) ?? []);

export const associationsOf = (plan: Plan, subnet: Instance): Instance[] =>
  plan
    .of("aws_route_table_association")
    .filter(
      (association) => addressesIn([at(association.values, "subnet_id") ?? null])[0] === subnet.address,
    );

/** Whether a subnet's route table leads to the Internet. */
export function isPublic(plan: Plan, subnet: Instance): boolean {
  const tables = associationsOf(plan, subnet).flatMap(
    (association) => instanceAt(plan, association, "route_table_id") ?? [],
  );
  return tables.some((table) =>
    listAt(table.values, "route").some(
      (route) => textAt(route, "cidr_block") === "0.0.0.0/0" && at(route, "gateway_id") !== undefined,
    ),
  );
}

export const zones = (subnets: readonly Instance[]): Set<string> =>
  new Set(subnets.flatMap((subnet) => textAt(subnet.values, "availability_zone") ?? []));

export const blocksOf = (instances: readonly Instance[]): Cidr[] =>
  instances.flatMap((instance) => parseCidr(textAt(instance.values, "cidr_block") ?? "") ?? []);

/** The other side of a connection: any of these is enough for a rule to let it through. */
export interface Peer {
  readonly groups?: readonly Instance[];
  readonly blocks?: readonly Cidr[];
  /** Endpoint whose prefix list it is. */
  readonly prefixList?: Instance;
}

/** Whether one of the groups lets TCP to a port through. */
export const admits = (
  groups: readonly Instance[],
  direction: "ingress" | "egress",
  port: number,
  peer: Peer,
): boolean =>
  groups.some((group) =>
    listAt(group.values, direction).some((rule) => opens(rule, port) && reaches(rule, peer)),
  );

function opens(rule: Value, port: number): boolean {
  const protocol = textAt(rule, "protocol");
  if (protocol === "-1") return true;
  const from = numberAt(rule, "from_port") ?? Number.POSITIVE_INFINITY;
  const to = numberAt(rule, "to_port") ?? Number.NEGATIVE_INFINITY;
  return protocol === "tcp" && from <= port && port <= to;
}

function reaches(rule: Value, { groups = [], blocks = [], prefixList }: Peer): boolean {
  const named = addressesIn(listAt(rule, "security_groups"));
  const outer = listAt(rule, "cidr_blocks").flatMap((block) => parseCidr(String(block)) ?? []);
  const lists = addressesIn(listAt(rule, "prefix_list_ids"));
  return (
    groups.some(({ address }) => named.includes(address)) ||
    (blocks.length > 0 && blocks.every((inner) => outer.some((block) => contains(block, inner)))) ||
    (prefixList !== undefined && lists.includes(prefixList.address))
  );
}
