/** VPC, subnets, routes. */
import { contains, overlap, parseCidr } from "../../helpers/cidr.ts";
import { cidr, oneOf } from "../allowed.ts";
import { instanceAt } from "../look-up/instances.ts";
import { associationsOf, isPublic, zonesOf } from "../look-up/network.ts";
import { faultOf, type Rule, rule, ruleForEach } from "../rule.ts";
import {
  belongsTo,
  optional,
  REQUIRED_LIST,
  reference,
  required,
  requiredReference,
  rulesOf,
  type Table,
} from "../table.ts";
import { instancesOf } from "../terraform/plan.ts";
import { at, entriesAt, isList, listAt, stringAt } from "../terraform/value.ts";
import { docs, OUTPOST } from "./common.ts";

const IPV6 = belongsTo("a network with IPv6");
const SUBNETS = docs("vpc/latest/userguide/configure-subnets.html");
const ROUTES = docs("vpc/latest/userguide/VPC_Route_Tables.html");
const ZONES = docs("elasticloadbalancing/latest/application/application-load-balancers.html");
const DEFAULT_GROUP = docs("securityhub/latest/userguide/ec2-controls.html#ec2-2");

const TABLES: readonly Table[] = [
  {
    type: "aws_vpc",
    subject: "vpc",
    source: docs("vpc/latest/userguide/vpc-cidr-blocks.html"),
    arguments: {
      cidr_block: required(cidr(16, 28)),
      instance_tenancy: optional(oneOf("default")),
      enable_dns_support: required(oneOf(true)),
      enable_dns_hostnames: required(oneOf(true)),
      ipv4_ipam_pool_id: belongsTo("a VPC without a cidr_block"),
      ipv4_netmask_length: belongsTo("a VPC without a cidr_block"),
      ipv6_cidr_block: IPV6,
      ipv6_ipam_pool_id: IPV6,
    },
  },
  {
    type: "aws_subnet",
    subject: "subnet",
    source: docs("vpc/latest/userguide/subnet-sizing.html"),
    arguments: {
      vpc_id: reference("aws_vpc.id"),
      cidr_block: required(cidr(16, 28)),
      availability_zone: requiredReference("data.aws_availability_zones.names"),
      map_public_ip_on_launch: required(),
      availability_zone_id: belongsTo("a subnet without an availability_zone"),
      ipv6_cidr_block: IPV6,
      ipv6_native: IPV6,
      assign_ipv6_address_on_creation: IPV6,
      outpost_arn: OUTPOST,
      customer_owned_ipv4_pool: OUTPOST,
    },
  },
  {
    type: "aws_internet_gateway",
    subject: "internet-gateway",
    source: ROUTES,
    arguments: { vpc_id: requiredReference("aws_vpc.id") },
  },
  {
    type: "aws_route_table",
    subject: "route-table",
    source: docs("AWSEC2/latest/APIReference/API_CreateRoute.html"),
    arguments: {
      vpc_id: reference("aws_vpc.id"),
      "route.*.cidr_block": optional(cidr(0, 32)),
      "route.*.gateway_id": reference("aws_internet_gateway.id"),
    },
  },
  {
    type: "aws_route_table_association",
    subject: "route-table-association",
    source: ROUTES,
    arguments: {
      subnet_id: requiredReference("aws_subnet.id"),
      route_table_id: reference("aws_route_table.id"),
    },
  },
  {
    type: "aws_default_security_group",
    subject: "default-security-group",
    source: DEFAULT_GROUP,
    arguments: {
      vpc_id: requiredReference("aws_vpc.id"),
      ingress: REQUIRED_LIST,
      egress: REQUIRED_LIST,
    },
  },
];

const DESTINATIONS = ["cidr_block", "ipv6_cidr_block", "destination_prefix_list_id"];

export const VPC_RULES: readonly Rule[] = [
  ...TABLES.flatMap(rulesOf),

  ruleForEach("aws_subnet", "subnet/inside-vpc", SUBNETS, function* (subnet, plan) {
    const block = parseCidr(stringAt(subnet.values, "cidr_block") ?? "");
    const vpc = parseCidr(stringAt(instanceAt(plan, subnet, "vpc_id")?.values, "cidr_block") ?? "");
    if (block !== undefined && vpc !== undefined && !contains(vpc, block)) {
      yield ["cidr_block", "a block inside that of the VPC"];
    }
  }),

  rule("subnet/no-overlap", SUBNETS, function* (plan) {
    const seen = instancesOf(plan, "aws_subnet").flatMap((subnet) => {
      const block = parseCidr(stringAt(subnet.values, "cidr_block") ?? "");
      return block === undefined ? [] : [{ subnet, block }];
    });
    for (const [index, { subnet, block }] of seen.entries()) {
      const other = seen.slice(0, index).find((earlier) => overlap(earlier.block, block));
      if (other !== undefined) {
        yield faultOf(subnet, ["cidr_block", `a block that does not overlap ${other.subnet.address}`]);
      }
    }
  }),

  rule("subnet/two-zones", ZONES, function* (plan) {
    for (const resource of plan.resources.values()) {
      if (resource.type !== "aws_subnet") {
        continue;
      }
      const subnets = plan.instances.filter((instance) => instance.resource === resource);
      const [first] = subnets;
      if (first !== undefined && zonesOf(subnets).size < 2) {
        yield faultOf(first, ["availability_zone", "subnets in two zones"]);
      }
    }
  }),

  ruleForEach("aws_subnet", "subnet/one-route-table", ROUTES, function* (subnet, plan) {
    const { length } = associationsOf(plan, subnet);
    if (length !== 1) {
      yield ["", `one aws_route_table_association, not ${length}`];
    }
  }),

  ruleForEach("aws_subnet", "subnet/public-addresses", SUBNETS, function* (subnet, plan) {
    if (associationsOf(plan, subnet).length !== 1) {
      return;
    }
    const open = isPublic(plan, subnet);
    if (String(subnet.values.map_public_ip_on_launch ?? false) !== String(open)) {
      const way = open ? "a" : "no";
      yield ["map_public_ip_on_launch", `${open}, since its route table has ${way} route to the Internet`];
    }
  }),

  ruleForEach("aws_route_table", "route-table/one-target", ROUTES, function* ({ values }) {
    for (const index of listAt(values, "route").keys()) {
      const given = entriesAt(values, `route.${index}`).map(([key]) => key);
      if (given.length !== 2 || given.filter((key) => DESTINATIONS.includes(key)).length !== 1) {
        yield [`route.${index}`, "one destination and one target"];
      }
    }
  }),

  ruleForEach("aws_route_table", "route-table/each-destination-once", ROUTES, function* ({ values }) {
    const destinations = listAt(values, "route").map((route) =>
      DESTINATIONS.map((key) => stringAt(route, key) ?? "").find((text) => text !== ""),
    );
    for (const [index, destination] of destinations.entries()) {
      if (destinations.indexOf(destination) !== index) {
        yield [`route.${index}`, "unique destinations"];
      }
    }
  }),

  // A second one cannot be attached.
  rule("internet-gateway/one", ROUTES, function* (plan) {
    for (const gateway of instancesOf(plan, "aws_internet_gateway").slice(1)) {
      yield faultOf(gateway, ["", "one internet gateway for the VPC"]);
    }
  }),

  ruleForEach("aws_vpc", "vpc/default-group-closed", DEFAULT_GROUP, function* (vpc, plan) {
    const own = instancesOf(plan, "aws_default_security_group").filter(
      (group) => instanceAt(plan, group, "vpc_id") === vpc,
    );
    if (own.length !== 1) {
      yield ["", "an aws_default_security_group without rules"];
    }
  }),

  ruleForEach(
    "aws_default_security_group",
    "default-security-group/no-rules",
    DEFAULT_GROUP,
    function* ({ values }) {
      for (const direction of ["ingress", "egress"]) {
        const rules = at(values, direction);
        if (isList(rules) && rules.length > 0) {
          yield [direction, "no rules"];
        }
      }
    },
  ),
];
