import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones/index.js";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group/index.js";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway/index.js";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table/index.js";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association/index.js";
import { Subnet } from "@cdktf/provider-aws/lib/subnet/index.js";
import { Vpc } from "@cdktf/provider-aws/lib/vpc/index.js";
import { propertyAccess, ref, TerraformCount, Token } from "cdktf";
import type { Settings } from "../settings.ts";
import { countIndex, ofSameIndex } from "./addresses.ts";
import type { BaseStack } from "./base-stack.ts";

/** A load balancer needs subnets in two zones. */
const ZONES = 2;

export interface Network {
  readonly vpc: Vpc;
  /** With a route to the internet gateway. */
  readonly publicSubnets: Subnet;
  readonly privateSubnets: Subnet;
  readonly privateRoutes: RouteTable;
  /** What must exist before anything in the public subnets can be reached. */
  readonly internetAccess: RouteTableAssociation;
  /** What must exist before anything in the private subnets follows their routes, which are those of gateway endpoints. */
  readonly privateAccess: RouteTableAssociation;
}

/** The article's vpc.tf, which is the same in both of its folders. */
export function network(stack: BaseStack, settings: Settings): Network {
  const zones = new DataAwsAvailabilityZones(stack, "data.aws_availability_zones.available", {
    state: "available",
    // Local Zones sort before the Region's own ones, and hold neither load balancers nor Fargate.
    filter: [
      { name: "opt-in-status", values: ["opt-in-not-required"] },
      ...(settings.zones === undefined ? [] : [{ name: "zone-name", values: [...settings.zones] }]),
    ],
  });
  const vpc = new Vpc(stack, "aws_vpc.main", {
    cidrBlock: "10.0.0.0/16",
    enableDnsSupport: true,
    enableDnsHostnames: true,
    tags: { Name: stack.named("ecs-express-vpc") },
  });
  const gateway = new InternetGateway(stack, "aws_internet_gateway.igw", { vpcId: vpc.id });
  // Declared without rules, so that what is started without a group of its own reaches nothing.
  new DefaultSecurityGroup(stack, "aws_default_security_group.default", {
    vpcId: vpc.id,
    ingress: [],
    egress: [],
  });

  const subnets = (kind: "public" | "private", firstBlock: number): Subnet =>
    new Subnet(stack, `aws_subnet.${kind}`, {
      count: TerraformCount.of(ZONES),
      vpcId: vpc.id,
      cidrBlock: `10.0.${countIndex(firstBlock)}.0/24`,
      availabilityZone: Token.asString(propertyAccess(zones.fqn, ["names", ref("count.index")])),
      mapPublicIpOnLaunch: kind === "public",
      tags: { Name: stack.named(`express-mode-${kind}-subnet-${countIndex()}`) },
    });
  const publicSubnets = subnets("public", 10);
  const privateSubnets = subnets("private", 0);

  const associate = (kind: "public" | "private", subnet: Subnet, table: RouteTable): RouteTableAssociation =>
    new RouteTableAssociation(stack, `aws_route_table_association.${kind}`, {
      count: TerraformCount.of(ZONES),
      subnetId: ofSameIndex(subnet, "id"),
      routeTableId: table.id,
    });
  const publicRoutes = new RouteTable(stack, "aws_route_table.public", {
    vpcId: vpc.id,
    route: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
  });
  const internetAccess = associate("public", publicSubnets, publicRoutes);
  const privateRoutes = new RouteTable(stack, "aws_route_table.private", { vpcId: vpc.id });
  const privateAccess = associate("private", privateSubnets, privateRoutes);

  return { vpc, publicSubnets, privateSubnets, privateRoutes, internetAccess, privateAccess };
}
