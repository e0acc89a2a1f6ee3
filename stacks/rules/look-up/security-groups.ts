/** Whether security groups let a connection through. */
import { type Cidr, contains, parseCidr } from "../../helpers/cidr.ts";
import type { Instance } from "../terraform/plan.ts";
import { listAt, numberAt, stringAt, type Value } from "../terraform/value.ts";
import { addressesIn } from "./instances.ts";

/** The other side of a connection: any of these is enough for a rule to let it through. */
export interface OtherSide {
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
  otherSide: OtherSide,
): boolean =>
  groups.some((group) =>
    listAt(group.values, direction).some((rule) => opens(rule, port) && reaches(rule, otherSide)),
  );

/** Whether one of the groups lets TCP to a port in from any block of IPv4 at all. */
export const isOpenToBlocks = (groups: readonly Instance[], port: number): boolean =>
  groups.some((group) =>
    listAt(group.values, "ingress").some(
      (rule) => opens(rule, port) && listAt(rule, "cidr_blocks").some((block) => parseCidr(String(block))),
    ),
  );

function opens(rule: Value, port: number): boolean {
  const protocol = stringAt(rule, "protocol");
  if (protocol === "-1") {
    return true;
  }
  const from = numberAt(rule, "from_port") ?? Number.POSITIVE_INFINITY;
  const to = numberAt(rule, "to_port") ?? Number.NEGATIVE_INFINITY;
  return protocol === "tcp" && from <= port && port <= to;
}

function reaches(rule: Value, { groups = [], blocks = [], prefixList }: OtherSide): boolean {
  const named = addressesIn(listAt(rule, "security_groups"));
  const outer = listAt(rule, "cidr_blocks").flatMap((block) => parseCidr(String(block)) ?? []);
  const lists = addressesIn(listAt(rule, "prefix_list_ids"));
  return (
    groups.some(({ address }) => named.includes(address)) ||
    (blocks.length > 0 && blocks.every((inner) => outer.some((block) => contains(block, inner)))) ||
    (prefixList !== undefined && lists.includes(prefixList.address))
  );
}
