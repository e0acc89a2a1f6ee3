import { ALB_SG, VPC } from "../addresses.ts";
import { all, copy, remove, rename, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      ["argument mistyped", rename(`${VPC}.cidr_block`, "cidr_blok"), VPC, "vpc/cidr-block"],
      ["text for a boolean", set(`${VPC}.enable_dns_hostnames`, "yes"), VPC, "vpc/enable-dns-hostnames"],
      [
        "number token of CDKTF",
        set("aws_subnet.public.cidr_block", "10.0.-8.109562212591379e+298.0/24"),
        "aws_subnet.public",
        "subnet/cidr-block",
      ],
      [
        "association for one subnet only",
        set("aws_route_table_association.private.count", 1),
        "aws_subnet.private",
        "subnet/one-route-table",
      ],
      [
        "third subnet without a route table",
        set("aws_subnet.private.count", 3),
        "aws_subnet.private",
        "subnet/one-route-table",
      ],
      ["many by count, named as one", set(`${VPC}.count`, 2), "aws_subnet.public", "subnet/vpc-id"],
      ["block instead of a text", set(`${VPC}.cidr_block`, { cidr: "10.0.0.0/16" }), VPC, "vpc/cidr-block"],
      ["VPC too large", set(`${VPC}.cidr_block`, "10.0.0.0/8"), VPC, "vpc/cidr-block"],
      ["VPC block that is none", set(`${VPC}.cidr_block`, "10.0.0.0/33"), VPC, "vpc/cidr-block"],
      ["VPC block not at its start", set(`${VPC}.cidr_block`, "10.0.1.0/16"), VPC, "vpc/cidr-block"],
      ["DNS off", set(`${VPC}.enable_dns_support`, false), VPC, "vpc/enable-dns-support"],
      ["DNS host names off", set(`${VPC}.enable_dns_hostnames`, false), VPC, "vpc/enable-dns-hostnames"],
      [
        "subnets outside the VPC",
        set("aws_subnet.public.cidr_block", "10.1.${count.index}.0/24"),
        "aws_subnet.public",
        "subnet/inside-vpc",
      ],
      [
        "subnets that overlap",
        set("aws_subnet.public.cidr_block", "10.0.${count.index}.0/24"),
        "aws_subnet.private",
        "subnet/no-overlap",
      ],
      [
        "both subnets with one block",
        set("aws_subnet.private.cidr_block", "10.0.0.0/24"),
        "aws_subnet.private",
        "subnet/no-overlap",
      ],
      [
        "block beyond 255",
        set("aws_subnet.private.cidr_block", "10.0.${count.index + 255}.0/24"),
        "aws_subnet.private",
        "subnet/cidr-block",
      ],
      [
        "subnet too small",
        set("aws_subnet.private.cidr_block", "10.0.${count.index}.0/29"),
        "aws_subnet.private",
        "subnet/cidr-block",
      ],
      [
        "both subnets in one zone",
        set("aws_subnet.public.availability_zone", "${data.aws_availability_zones.available.names[0]}"),
        "aws_subnet.public",
        "subnet/two-zones",
      ],
      [
        "zone that few Regions have",
        set(
          "aws_subnet.public.availability_zone",
          "${data.aws_availability_zones.available.names[count.index + 2]}",
        ),
        "aws_subnet.public",
        "subnet/availability-zone",
      ],
      [
        "zone of another Region",
        set("aws_subnet.public.availability_zone", "us-east-1a"),
        "aws_subnet.public",
        "subnet/availability-zone",
      ],
      [
        "zones by id",
        set(
          "aws_subnet.public.availability_zone",
          "${data.aws_availability_zones.available.zone_ids[count.index]}",
        ),
        "aws_subnet.public",
        "subnet/availability-zone",
      ],
      [
        "private subnets with public addresses",
        set("aws_subnet.private.map_public_ip_on_launch", true),
        "aws_subnet.private",
        "subnet/public-addresses",
      ],
      [
        "Local Zones let in",
        remove("data.aws_availability_zones.available.filter"),
        "data.aws_availability_zones.available",
        "availability-zones/filter",
      ],
      [
        "unknown state of zones",
        set("data.aws_availability_zones.available.state", "avaliable"),
        "data.aws_availability_zones.available",
        "availability-zones/state",
      ],
      [
        "public subnets without a route table",
        remove("aws_route_table_association.public"),
        "aws_subnet.public",
        "subnet/one-route-table",
      ],
      [
        "one subnet associated twice",
        set("aws_route_table_association.private.subnet_id", "${aws_subnet.private[0].id}"),
        "aws_subnet.private",
        "subnet/one-route-table",
      ],
      [
        "association with a route table's ARN",
        set("aws_route_table_association.private.route_table_id", "${aws_route_table.private.arn}"),
        "aws_route_table_association.private",
        "route-table-association/route-table-id",
      ],
      [
        "route to nothing",
        set("aws_route_table.public.route.0.gateway_id", null),
        "aws_route_table.public",
        "route-table/one-target",
      ],
      [
        "route to a block that is none",
        set("aws_route_table.public.route.0.cidr_block", "0.0.0.0"),
        "aws_route_table.public",
        "route-table/route-cidr-block",
      ],
      [
        "default security group with rules",
        copy(`${ALB_SG}.ingress`, "aws_default_security_group.default.ingress"),
        "aws_default_security_group.default",
        "default-security-group/no-rules",
      ],
      [
        "default security group not closed",
        remove("aws_default_security_group.default"),
        VPC,
        "vpc/default-group-closed",
      ],
      [
        "second internet gateway",
        copy("aws_internet_gateway.igw", "aws_internet_gateway.other"),
        "aws_internet_gateway.other",
        "internet-gateway/one",
      ],
      [
        "route with two targets",
        set("aws_route_table.public.route.0.nat_gateway_id", "nat-0123456789abcdef0"),
        "aws_route_table.public",
        "route-table/one-target",
      ],
      [
        "route twice",
        copy("aws_route_table.public.route.0", "aws_route_table.public.route.1"),
        "aws_route_table.public",
        "route-table/each-destination-once",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "another VPC with its subnets in it",
        all(
          set(`${VPC}.cidr_block`, "10.1.0.0/16"),
          set("aws_subnet.public.cidr_block", "10.1.${count.index + 10}.0/24"),
          set("aws_subnet.private.cidr_block", "10.1.${count.index}.0/24"),
        ),
        "subnet/inside-vpc",
        "subnet/no-overlap",
      ],
      [
        "private subnets in three zones",
        all(set("aws_subnet.private.count", 3), set("aws_route_table_association.private.count", 3)),
        "subnet/two-zones",
        "subnet/one-route-table",
        "subnet/public-addresses",
      ],
      [
        "a second route over the gateway",
        copy("aws_route_table.public.route.0", "aws_route_table.public.route.1", {
          cidr_block: "192.0.2.0/24",
        }),
        "route-table/one-target",
        "route-table/each-destination-once",
      ],
      [
        "default security group under another name",
        rename("aws_default_security_group.default", "closed"),
        "vpc/default-group-closed",
        "default-security-group/no-rules",
      ],
      [
        "gateway with a name",
        set("aws_internet_gateway.igw.tags", { Name: "gateway" }),
        "internet-gateway/one",
      ],
    ]),
  ],
};
