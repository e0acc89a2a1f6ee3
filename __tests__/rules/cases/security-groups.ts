import { ALB_SG, ECS_SG, SAGEMAKER_SG, SERVICE, VPCE_SG } from "../addresses.ts";
import { add, all, copy, remove, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";
import { securityRule } from "./changes.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      [
        "protocol mistyped",
        set(`${ECS_SG}.ingress.0.protocol`, "tcpp"),
        ECS_SG,
        "security-group/ingress-protocol",
      ],
      [
        "protocol of the load balancer",
        set(`${ALB_SG}.ingress.0.protocol`, "http"),
        ALB_SG,
        "security-group/ingress-protocol",
      ],
      ["from above to", set(`${ECS_SG}.ingress.0.to_port`, 79), ECS_SG, "security-group/one-port"],
      [
        "port above 65535",
        set(`${ALB_SG}.ingress.0.to_port`, 70_000),
        ALB_SG,
        "security-group/ingress-to-port",
      ],
      [
        "all protocols with a port",
        set(`${ECS_SG}.egress.0.protocol`, "-1"),
        ECS_SG,
        "security-group/all-protocols",
      ],
      [
        "tasks open to the world",
        set(`${ECS_SG}.ingress.0.cidr_blocks`, ["0.0.0.0/0"]),
        ECS_SG,
        "security-group/world",
      ],
      [
        "SSH open to the world",
        add(`${ALB_SG}.ingress`, {
          description: "ssh",
          from_port: 22,
          to_port: 22,
          protocol: "tcp",
          cidr_blocks: ["0.0.0.0/0"],
          ipv6_cidr_blocks: null,
          prefix_list_ids: null,
          security_groups: null,
          self: null,
        }),
        ALB_SG,
        "security-group/world",
      ],
      [
        "egress open to the world",
        (json) =>
          set(`${ECS_SG}.egress.0`, {
            description: "all",
            from_port: 0,
            to_port: 0,
            protocol: "-1",
            cidr_blocks: ["0.0.0.0/0"],
            ipv6_cidr_blocks: null,
            prefix_list_ids: null,
            security_groups: null,
            self: null,
          })(json),
        ECS_SG,
        "security-group/world",
      ],
      [
        "rule for nobody",
        set(`${ECS_SG}.ingress.0.security_groups`, null),
        ECS_SG,
        "security-group/other-side",
      ],
      [
        "rule twice",
        copy(`${ALB_SG}.ingress.0`, `${ALB_SG}.ingress.1`, { description: "once more" }),
        ALB_SG,
        "security-group/no-rule-twice",
      ],
      [
        "description with an umlaut",
        set(`${ECS_SG}.ingress.0.description`, "für alle"),
        ECS_SG,
        "security-group/ingress-description",
      ],
      [
        "description with an apostrophe",
        set(`${ALB_SG}.description`, "load balancer's group"),
        ALB_SG,
        "security-group/description",
      ],
      [
        "rule without a description",
        set(`${ECS_SG}.ingress.0.description`, null),
        ECS_SG,
        "security-group/description-of-rule",
      ],
      ["group's name like an id", set(`${ECS_SG}.name`, "sg-tasks"), ECS_SG, "security-group/name"],
      ["group in no VPC", remove(`${VPCE_SG}.vpc_id`), VPCE_SG, "security-group/vpc-id"],
      [
        "block in a rule that is none",
        set(`${ALB_SG}.ingress.0.cidr_blocks`, ["0.0.0.0"]),
        ALB_SG,
        "security-group/ingress-cidr-blocks-each",
      ],
      [
        "group that nobody has",
        set("aws_vpc_endpoint.sagemaker_runtime.security_group_ids", ["${aws_security_group.vpce_sg.id}"]),
        SAGEMAKER_SG,
        "security-group/in-use",
      ],
      [
        "prefix list that is none",
        set(`${ECS_SG}.egress.1.prefix_list_ids`, ["${aws_vpc_endpoint.s3.id}"]),
        ECS_SG,
        "security-group/egress-prefix-list-ids",
      ],
      [
        "tasks with the load balancer's group",
        set(`${SERVICE}.network_configuration.security_groups`, ["${aws_security_group.alb_sg.id}"]),
        ECS_SG,
        "security-group/in-use",
      ],
      [
        "rule without a protocol",
        set(`${ECS_SG}.ingress.0.protocol`, null),
        ECS_SG,
        "security-group/ports-and-protocol",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "UDP to the VPC",
        add(
          `${ECS_SG}.egress`,
          securityRule({ from_port: 53, to_port: 53, protocol: "udp", cidr_blocks: ["10.0.0.0/16"] }),
        ),
        "security-group/ports-and-protocol",
        "security-group/one-port",
        "security-group/other-side",
        "security-group/description-of-rule",
        "security-group/no-rule-twice",
      ],
      [
        "all protocols to the VPC",
        add(
          `${ECS_SG}.egress`,
          securityRule({ from_port: 0, to_port: 0, protocol: "-1", cidr_blocks: ["10.0.0.0/16"] }),
        ),
        "security-group/all-protocols",
      ],
      [
        "HTTPS from the world over IPv6",
        add(
          `${ALB_SG}.ingress`,
          securityRule({ from_port: 443, to_port: 443, protocol: "tcp", ipv6_cidr_blocks: ["::/0"] }),
        ),
        "security-group/world",
      ],
      [
        "one more group at the load balancer",
        all(
          copy(VPCE_SG, "aws_security_group.more", { name: "more" }),
          set("aws_lb.main.security_groups", [
            "${aws_security_group.alb_sg.id}",
            "${aws_security_group.more.id}",
          ]),
        ),
        "security-group/in-use",
      ],
    ]),
  ],
};
