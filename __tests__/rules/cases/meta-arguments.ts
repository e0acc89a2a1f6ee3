import { ALB_SG, ECS_SG, LB, SERVICE, VPC } from "../addresses.ts";
import { add, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      [
        "dependency that does not exist",
        add(`${SERVICE}.depends_on`, "aws_lb_listener.https"),
        SERVICE,
        "depends-on/addresses",
      ],
      [
        "dependency as an expression",
        add(`${SERVICE}.depends_on`, "${aws_lb_listener.http}"),
        SERVICE,
        "depends-on/addresses",
      ],
      ["dependency on itself", add(`${SERVICE}.depends_on`, SERVICE), SERVICE, "depends-on/addresses"],
      [
        "circle of security groups",
        set(`${ALB_SG}.egress.0.security_groups`, ["${aws_security_group.ecs_sg.id}"]),
        ECS_SG,
        "depends-on/no-circle",
      ],
      ["circle by depends_on", set(`${VPC}.depends_on`, [SERVICE]), VPC, "depends-on/no-circle"],
      [
        "unknown lifecycle argument",
        set(`${SERVICE}.lifecycle.ignore_change`, ["desired_count"]),
        SERVICE,
        "lifecycle/known",
      ],
      [
        "ignored argument that does not exist",
        set(`${SERVICE}.lifecycle.ignore_changes`, ["desired_counts"]),
        SERVICE,
        "lifecycle/ignored-arguments",
      ],
      ["never to be destroyed", set(`${VPC}.lifecycle`, { prevent_destroy: true }), VPC, "lifecycle/values"],
      [
        "new before old under one name",
        set(`${LB}.lifecycle`, { create_before_destroy: true }),
        LB,
        "lifecycle/name-taken",
      ],
      [
        "gateway with a security group",
        set("aws_vpc_endpoint.s3.security_group_ids", ["${aws_security_group.vpce_sg.id}"]),
        "aws_vpc_endpoint.s3",
        "depends-on/no-circle",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "may be destroyed, written out",
        set(`${VPC}.lifecycle`, { prevent_destroy: false, create_before_destroy: true }),
        "lifecycle/known",
        "lifecycle/values",
        "lifecycle/name-taken",
      ],
      [
        "more left to others",
        add(`${SERVICE}.lifecycle.ignore_changes`, "task_definition"),
        "lifecycle/ignored-arguments",
      ],
      [
        "one more dependency",
        add(`${LB}.depends_on`, "aws_internet_gateway.igw"),
        "depends-on/addresses",
        "depends-on/no-circle",
      ],
    ]),
  ],
};
