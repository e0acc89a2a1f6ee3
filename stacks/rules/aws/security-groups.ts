/** The rules of each group, by themselves. Who must reach whom is in whole-stack/traffic.ts. */
import { type Allowed, between, cidr, matches, oneOf } from "../allowed.ts";
import { faultOf, type Rule, rule, ruleForEach } from "../rule.ts";
import {
  optional,
  REQUIRED_LIST,
  type Row,
  reference,
  required,
  requiredReference,
  rulesOf,
  type Table,
} from "../table.ts";
import { type Instance, instancesOf } from "../terraform/plan.ts";
import {
  Computed,
  entriesAt,
  everyAt,
  isList,
  listAt,
  numberAt,
  stringAt,
  type Value,
} from "../terraform/value.ts";
import { docs, NAME_PREFIX } from "./common.ts";

const RULES = docs("vpc/latest/userguide/security-group-rules.html");

const CHARACTERS = "letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*";
const groupName = matches(
  /^(?!sg-)[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/,
  `up to 255 ${CHARACTERS}, not beginning with sg-`,
);
const groupText = matches(/^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/, `up to 255 ${CHARACTERS}`);
const protocol = oneOf("tcp", "udp", "icmp", "icmpv6", "-1");
const ipv6Cidr: Allowed = matches(/^[0-9a-f:]+\/(?:\d{1,2}|1[01]\d|12[0-8])$/i, "an IPv6 CIDR block");

const DIRECTIONS = ["ingress", "egress"] as const;
type Direction = (typeof DIRECTIONS)[number];

const securityRule = (direction: Direction): Readonly<Record<string, Row>> => ({
  [direction]: REQUIRED_LIST,
  [`${direction}.*.from_port`]: optional(between(0, 65_535)),
  [`${direction}.*.to_port`]: optional(between(0, 65_535)),
  [`${direction}.*.protocol`]: optional(protocol),
  [`${direction}.*.description`]: optional(groupText),
  [`${direction}.*.cidr_blocks.*`]: optional(cidr(0, 32)),
  [`${direction}.*.ipv6_cidr_blocks.*`]: optional(ipv6Cidr),
  [`${direction}.*.security_groups`]: reference("aws_security_group.id"),
  [`${direction}.*.prefix_list_ids`]: reference("aws_vpc_endpoint.prefix_list_id"),
});

const TABLE: Table = {
  type: "aws_security_group",
  subject: "security-group",
  source: docs("AWSEC2/latest/APIReference/API_CreateSecurityGroup.html"),
  arguments: {
    name: required(groupName),
    name_prefix: NAME_PREFIX,
    description: optional(groupText),
    vpc_id: requiredReference("aws_vpc.id"),
    ...securityRule("ingress"),
    ...securityRule("egress"),
  },
};

/** What the world may reach, and what may be reached in the world. */
const WORLD: Readonly<Record<Direction, readonly number[]>> = { ingress: [80, 443], egress: [443] };

const isWorld = (value: Value): boolean => value === "0.0.0.0/0" || value === "::/0";

const PEERS = ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups"];

/** A security rule of a group, with its path: `ingress.0`. */
interface SecurityRule {
  readonly direction: Direction;
  readonly path: string;
  readonly values: Value;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly protocol: string | undefined;
}

const securityRules = ({ values }: Instance): SecurityRule[] =>
  DIRECTIONS.flatMap((direction) =>
    listAt(values, direction).map((one, index) => ({
      direction,
      path: `${direction}.${index}`,
      values: one,
      from: numberAt(one, "from_port"),
      to: numberAt(one, "to_port"),
      protocol: stringAt(one, "protocol"),
    })),
  );

/** To compare a rule with others. */
const withoutDescription = ({ direction, values }: SecurityRule): string =>
  JSON.stringify([
    direction,
    entriesAt({ values }, "values")
      .filter(([key, value]) => key !== "description" && !(isList(value) && value.length === 0))
      .sort(),
  ]);

const forEachRule = (
  id: string,
  find: (
    one: SecurityRule,
    all: readonly SecurityRule[],
  ) => readonly [argument: string, allowed: string] | undefined,
): Rule =>
  ruleForEach("aws_security_group", id, RULES, function* (group) {
    const all = securityRules(group);
    for (const one of all) {
      const fault = find(one, all);
      if (fault !== undefined) {
        yield fault;
      }
    }
  });

export const SECURITY_GROUP_RULES: readonly Rule[] = [
  ...rulesOf(TABLE),

  forEachRule("security-group/ports-and-protocol", ({ path, from, to, protocol: given }) =>
    from === undefined || to === undefined || given === undefined
      ? [path, "from_port, to_port and protocol"]
      : undefined,
  ),

  forEachRule("security-group/one-port", ({ path, from, to, protocol: given }) =>
    from !== undefined && to !== undefined && given !== undefined && from !== to
      ? [`${path}.from_port`, `one port, so the same as to_port, ${to}`]
      : undefined,
  ),

  forEachRule("security-group/all-protocols", ({ path, from, to, protocol: given }) =>
    given === "-1" && (from !== 0 || to !== 0)
      ? [`${path}.from_port`, "from_port 0 and to_port 0 with protocol -1"]
      : undefined,
  ),

  forEachRule("security-group/other-side", ({ path, values }) => {
    const peers = PEERS.flatMap((key) => everyAt(values, key).map(([, value]) => value));
    const named = peers.some((value) => value instanceof Computed || (isList(value) && value.length > 0));
    return named ? undefined : [path, "the other side: addresses, groups or a prefix list"];
  }),

  forEachRule("security-group/description-of-rule", ({ path, values }) =>
    stringAt(values, "description") === undefined
      ? [`${path}.description`, "what the rule is for"]
      : undefined,
  ),

  forEachRule("security-group/no-rule-twice", (one, all) =>
    all.find((other) => withoutDescription(other) === withoutDescription(one)) === one
      ? undefined
      : [one.path, "no duplicate rules"],
  ),

  forEachRule("security-group/world", ({ direction, path, values, from, to, protocol: given }) => {
    const world = [...listAt(values, "cidr_blocks"), ...listAt(values, "ipv6_cidr_blocks")].some(isWorld);
    const ports = WORLD[direction];
    const narrow = given === "tcp" && from === to && ports.includes(from ?? -1);
    return world && !narrow
      ? [path, `only TCP ${ports.join(" and ")} open to the whole Internet`]
      : undefined;
  }),

  // A group that nothing uses protects nothing, and was probably meant for something.
  rule("security-group/in-use", RULES, function* (plan) {
    const users = ["aws_lb", "aws_ecs_service", "aws_ecs_express_gateway_service", "aws_vpc_endpoint"];
    const used = new Set(
      instancesOf(plan, ...users).flatMap(({ references }) => references.map(({ to }) => to)),
    );
    for (const group of instancesOf(plan, "aws_security_group")) {
      if (!used.has(group.resource)) {
        yield faultOf(group, ["", "a resource that uses this group"]);
      }
    }
  }),
];
