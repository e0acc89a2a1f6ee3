/** VPC, subnets, routes. */
import { contains, overlap, parseCidr } from "../../helpers/cidr.ts";
import { associationsOf, instanceAt, isPublic, zones } from "../look-up/network.ts";
import { fault, listAt, type Rule, textAt } from "../rule.ts";
import { isObject } from "../terraform/evaluate.ts";

const SUBNETS = "https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html";
const ROUTES = "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html";

export const subnetBlocks: Rule = function* (plan) {
  const seen = plan.of("aws_subnet").flatMap((subnet) => {
    const block = parseCidr(textAt(subnet.values, "cidr_block") ?? "");
    return block === undefined ? [] : [{ subnet, block }];
  });
  for (const [index, { subnet, block }] of seen.entries()) {
    const vpc = parseCidr(textAt(instanceAt(plan, subnet, "vpc_id")?.values, "cidr_block") ?? "");
    if (vpc !== undefined && !contains(vpc, block)) {
      yield fault(subnet, "cidr_block", "a block inside that of the VPC", SUBNETS);
    }
    const other = seen.slice(0, index).find((earlier) => overlap(earlier.block, block));
    if (other !== undefined) {
      yield fault(subnet, "cidr_block", `a block that does not overlap ${other.subnet.address}`, SUBNETS);
    }
  }
};

export const subnetZones: Rule = function* (plan) {
  for (const { type, instances } of plan.elements.values()) {
    const [first] = instances;
    if (type !== "aws_subnet" || first === undefined) continue;
    if (zones(instances).size < 2) {
      const why =
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html";
      yield fault(first, "availability_zone", "subnets in two zones", why);
    }
  }
};

export const subnetRoutes: Rule = function* (plan) {
  for (const subnet of plan.of("aws_subnet")) {
    const associations = associationsOf(plan, subnet);
    if (associations.length !== 1) {
      yield fault(subnet, "", `one aws_route_table_association, not ${associations.length}`, ROUTES);
      continue;
    }
    const open = isPublic(plan, subnet);
    if (String(subnet.values.map_public_ip_on_launch ?? false) !== String(open)) {
      const allowed = `${open}, since its route table has ${open ? "a" : "no"} route to the Internet`;
      yield fault(subnet, "map_public_ip_on_launch", allowed, SUBNETS);
    }
  }
};

const DESTINATIONS = ["cidr_block", "ipv6_cidr_block", "destination_prefix_list_id"];

export const routes: Rule = function* (plan) {
  for (const table of plan.of("aws_route_table")) {
    const destinations = new Set<string>();
    for (const [index, route] of listAt(table.values, "route").entries()) {
      const given = Object.keys(isObject(route) ? route : {});
      const to = given.filter((key) => DESTINATIONS.includes(key));
      if (to.length !== 1 || given.length !== 2) {
        yield fault(table, `route.${index}`, "one destination and one target", ROUTES);
      }
      const destination = textAt(route, to[0] ?? "") ?? "";
      if (destinations.has(destination))
        yield fault(table, `route.${index}`, "each destination once", ROUTES);
      destinations.add(destination);
    }
  }
};

/** A second one cannot be attached. */
export const gateways: Rule = function* (plan) {
  for (const gateway of plan.of("aws_internet_gateway").slice(1)) {
    yield fault(gateway, "", "one internet gateway for the VPC", ROUTES);
  }
};

export const defaultGroup: Rule = function* (plan) {
  const groups = plan.of("aws_default_security_group");
  const source = "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2";
  for (const vpc of plan.of("aws_vpc")) {
    const own = groups.filter((group) => instanceAt(plan, group, "vpc_id") === vpc);
    if (own.length !== 1) yield fault(vpc, "", "an aws_default_security_group without rules", source);
  }
  for (const group of groups) {
    for (const direction of ["ingress", "egress"]) {
      if (listAt(group.values, direction).length > 0) yield fault(group, direction, "no rules", source);
    }
  }
};
