import { ECS_SG, ENDPOINT, EXPRESS, GROUP, LB, LISTENER, SERVICE, VPC } from "../addresses.ts";
import { all, copy, edit, nothing, remove, rename, replace, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      ["argument that AWS computes", set(`${LB}.dns_name`, "api.example.com"), LB, "terraform/argument"],
      ["required argument missing", remove(`${LISTENER}.load_balancer_arn`), LISTENER, "terraform/required"],
      [
        "text for a list",
        set(`${SERVICE}.network_configuration.security_groups`, "${aws_security_group.ecs_sg.id}"),
        SERVICE,
        "terraform/type",
      ],
      [
        "list for a text",
        set(`${SERVICE}.cluster`, ["${aws_ecs_cluster.fastapi.id}"]),
        SERVICE,
        "terraform/type",
      ],
      [
        "resource type that does not exist",
        (json) => copy("aws_vpc", "aws_vpcs")(json),
        "aws_vpcs.main",
        "terraform/resource-type",
      ],
      [
        "count.index without count",
        set(`${VPC}.tags.Name`, "vpc-${count.index}"),
        VPC,
        "terraform/reference",
      ],
      ["expression not closed", set(`${VPC}.tags.Name`, "${aws_vpc.main"), VPC, "terraform/expression"],
      ["undeclared variable", set(`${LB}.name`, "${var.name}"), LB, "terraform/reference"],
      ["undeclared local value", set(`${LB}.name`, "${local.name}"), LB, "terraform/reference"],
      [
        "function that does not exist",
        set("output.service_url.value", '${trimsufix(aws_lb.main.dns_name, ".")}'),
        "output.service_url",
        "terraform/reference",
      ],
      ["unresolved token of CDKTF", set(`${LB}.name`, "${TfToken[TOKEN.12]}"), LB, "terraform/expression"],
      [
        "text undefined",
        set("aws_ecs_cluster.fastapi.name", "undefined-cluster"),
        "aws_ecs_cluster.fastapi",
        "terraform/type",
      ],
      [
        "key of a rule left out",
        remove(`${ECS_SG}.ingress.0.ipv6_cidr_blocks`),
        ECS_SG,
        "terraform/required",
      ],
      ["count of none", set("aws_subnet.private.count", 0), "aws_subnet.private", "terraform/count"],
      ["count as a text", set("aws_subnet.private.count", "two"), "aws_subnet.private", "terraform/count"],
      [
        "for_each next to count",
        set("aws_subnet.private.for_each", ["a"]),
        "aws_subnet.private",
        "terraform/argument",
      ],
      ["tag that is no text", set(`${VPC}.tags.Name`, ["vpc"]), VPC, "terraform/type"],
      [
        "resources as a list",
        (json) => {
          json.resource = [];
        },
        "resource",
        "terraform/form",
      ],
      [
        "two blocks instead of one",
        edit(`${GROUP}.health_check`, (old) => [old, {}]),
        GROUP,
        "terraform/block",
      ],
      [
        "condition, which these stacks do not write",
        set(`${GROUP}.vpc_id`, "${true ? aws_vpc.main.id : null}"),
        GROUP,
        "terraform/expression",
      ],
      [
        "for expression, which these stacks do not write",
        set(`${GROUP}.vpc_id`, "${[for one in aws_subnet.public : one.id]}"),
        GROUP,
        "terraform/expression",
      ],
      [
        "operator, which these stacks do not write",
        set(`${GROUP}.vpc_id`, "${aws_vpc.main.id == null}"),
        GROUP,
        "terraform/expression",
      ],
      [
        "template directive, which these stacks do not write",
        set(`${GROUP}.vpc_id`, "%{ if true }x%{ endif }"),
        GROUP,
        "terraform/expression",
      ],
    ]),
    ...of("express", [
      [
        "secrets in the plural",
        set(`${EXPRESS}.primary_container.0.secrets`, []),
        EXPRESS,
        "terraform/argument",
      ],
      [
        "infrastructure role missing",
        remove(`${EXPRESS}.infrastructure_role_arn`),
        EXPRESS,
        "terraform/required",
      ],
      [
        "URL from an attribute that is none",
        replace("output.service_url.value", "ingress_paths[0].endpoint", "ingress_paths[0].url"),
        "output.service_url",
        "terraform/reference",
      ],
      [
        "URL without an index",
        replace("output.service_url.value", "ingress_paths[0].endpoint", "ingress_paths.endpoint"),
        "output.service_url",
        "terraform/reference",
      ],
    ]),
    ...of("sagemaker", [
      [
        "endpoint's configuration mistyped",
        rename(`${ENDPOINT}.endpoint_config_name`, "endpoint_configuration_name"),
        ENDPOINT,
        "terraform/required",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "numbers and booleans as texts",
        all(set(`${LISTENER}.port`, "80"), set(`${VPC}.enable_dns_support`, "true")),
        "terraform/type",
      ],
      [
        "sum the other way round",
        set("aws_subnet.public.cidr_block", "10.0.${10 + count.index}.0/24"),
        "terraform/expression",
        "terraform/reference",
      ],
      [
        "argument that is null",
        set(`${LB}.ip_address_type`, null),
        "terraform/form",
        "terraform/argument",
        "terraform/required",
      ],
      ["one block as a list", edit(`${GROUP}.health_check`, (old) => [old]), "terraform/block"],
      ["as synthesized", nothing, "terraform/resource-type", "terraform/count"],
    ]),
  ],
};
