/** The rules of each group, by themselves. Who must reach whom is in traffic.ts. */

import { fault, listAt, numberAt, type Rule, textAt } from "../rule.ts";
import { Computed, isList, isObject, type Value } from "../terraform/evaluate.ts";
import { matching } from "../values.ts";

const SOURCE = "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html";
const PEERS = ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups"];
const DIRECTIONS = ["ingress", "egress"] as const;

/** What the world may reach, and what may be reached in the world. */
const WORLD: Readonly<Record<(typeof DIRECTIONS)[number], readonly number[]>> = {
  ingress: [80, 443],
  egress: [443],
};

const isWorld = (value: Value): boolean => value === "0.0.0.0/0" || value === "::/0";

/** A rule without its description, to compare it with others. */
const essence = (rule: Value): string =>
  JSON.stringify(
    Object.entries(isObject(rule) ? rule : {})
      .filter(([key, value]) => key !== "description" && !(isList(value) && value.length === 0))
      .sort(),
  );

export const groupRules: Rule = function* (plan) {
  for (const group of plan.of("aws_security_group")) {
    for (const direction of DIRECTIONS) {
      const rules = listAt(group.values, direction);
      for (const [index, rule] of rules.entries()) {
        const place = `${direction}.${index}`;
        const from = numberAt(rule, "from_port");
        const to = numberAt(rule, "to_port");
        if (from === undefined || to === undefined || textAt(rule, "protocol") === undefined) {
          yield fault(group, place, "from_port, to_port and protocol", SOURCE);
        } else if (from !== to) {
          yield fault(group, `${place}.from_port`, `one port, so the same as to_port, ${to}`, SOURCE);
        }
        if (textAt(rule, "protocol") === "-1" && (from !== 0 || to !== 0)) {
          yield fault(group, `${place}.from_port`, "from_port 0 and to_port 0 with protocol -1", SOURCE);
        }
        const peers = PEERS.flatMap((key) => [...matching(rule, key)].map(([, value]) => value));
        const named = peers.some((value) => value instanceof Computed || (isList(value) && value.length > 0));
        if (!named) yield fault(group, place, "somebody on the other side", SOURCE);
        if (textAt(rule, "description") === undefined) {
          yield fault(group, `${place}.description`, "what the rule is for", SOURCE);
        }
        if (rules.findIndex((other) => essence(other) === essence(rule)) !== index) {
          yield fault(group, place, "no rule twice", SOURCE);
        }
        const world = [...listAt(rule, "cidr_blocks"), ...listAt(rule, "ipv6_cidr_blocks")].some(isWorld);
        const narrow =
          textAt(rule, "protocol") === "tcp" && from === to && WORLD[direction].includes(from ?? -1);
        if (world && !narrow) {
          yield fault(
            group,
            place,
            `for the whole Internet only TCP ${WORLD[direction].join(" and ")}`,
            SOURCE,
          );
        }
      }
    }
  }
};

/** A group that nobody has protects nothing, and was probably meant for somebody. */
export const groupsInUse: Rule = function* (plan) {
  const users = ["aws_lb", "aws_ecs_service", "aws_ecs_express_gateway_service", "aws_vpc_endpoint"];
  const used = new Set(
    users.flatMap((type) => plan.of(type)).flatMap(({ element }) => element.references.map(({ to }) => to)),
  );
  for (const group of plan.of("aws_security_group")) {
    if (!used.has(group.element)) yield fault(group, "", "somebody who has this group", SOURCE);
  }
};
