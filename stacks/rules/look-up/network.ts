/** Subnets, their zones and their ways out. */
import { type Cidr, parseCidr } from "../../helpers/cidr.ts";
import { type Instance, instancesOf, type Plan } from "../terraform/plan.ts";
import { at, listAt, stringAt } from "../terraform/value.ts";
import { addressesIn, instanceAt } from "./instances.ts";

export const associationsOf = (plan: Plan, subnet: Instance): Instance[] =>
  instancesOf(plan, "aws_route_table_association").filter(
    (association) => addressesIn([at(association.values, "subnet_id") ?? null])[0] === subnet.address,
  );

/** Whether a subnet's route table leads to the Internet. */
export function isPublic(plan: Plan, subnet: Instance): boolean {
  const tables = associationsOf(plan, subnet).flatMap(
    (association) => instanceAt(plan, association, "route_table_id") ?? [],
  );
  return tables.some((table) =>
    listAt(table.values, "route").some(
      (route) => stringAt(route, "cidr_block") === "0.0.0.0/0" && at(route, "gateway_id") !== undefined,
    ),
  );
}

export const zonesOf = (subnets: readonly Instance[]): Set<string> =>
  new Set(subnets.flatMap((subnet) => stringAt(subnet.values, "availability_zone") ?? []));

export const blocksOf = (instances: readonly Instance[]): Cidr[] =>
  instances.flatMap((instance) => parseCidr(stringAt(instance.values, "cidr_block") ?? "") ?? []);
