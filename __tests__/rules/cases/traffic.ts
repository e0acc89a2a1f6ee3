import { ALB_SG, ECS_SG, VPCE_SG } from "../addresses.ts";
import { all, remove, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";
import { https } from "./changes.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      [
        "wrong port for the tasks",
        (json) => {
          set(`${ECS_SG}.ingress.0.from_port`, 80)(json);
          set(`${ECS_SG}.ingress.0.to_port`, 80)(json);
        },
        ECS_SG,
        "traffic/load-balancer-to-tasks",
      ],
      [
        "tasks may not reach the endpoints",
        set(`${ECS_SG}.egress.0.cidr_blocks`, ["10.0.10.0/24"]),
        ECS_SG,
        "traffic/tasks-to-endpoints",
      ],
      ["tasks may not reach S3", remove(`${ECS_SG}.egress.1`), ECS_SG, "traffic/tasks-to-endpoints"],
      [
        "endpoints do not let the tasks in",
        set(`${VPCE_SG}.ingress.0.security_groups`, ["${aws_security_group.alb_sg.id}"]),
        VPCE_SG,
        "traffic/tasks-to-endpoints",
      ],
      [
        "load balancer may not reach the tasks",
        set(`${ALB_SG}.egress`, []),
        ALB_SG,
        "traffic/load-balancer-to-tasks",
      ],
      ["listener's port closed", remove(`${ALB_SG}.ingress.0`), ALB_SG, "traffic/to-listener"],
      [
        "listener's port open to IPv6 alone",
        all(
          set(`${ALB_SG}.ingress.0.cidr_blocks`, []),
          set(`${ALB_SG}.ingress.0.ipv6_cidr_blocks`, ["2001:db8::/32"]),
        ),
        ALB_SG,
        "traffic/to-listener",
      ],
    ]),
    ...of("express", [
      [
        "port that the security group does not open",
        remove("aws_security_group.alb_sg.ingress.0"),
        ALB_SG,
        "traffic/express",
      ],
      ["tasks may not reach AWS", set("aws_security_group.alb_sg.egress", []), ALB_SG, "traffic/express"],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "to the whole VPC",
        all(
          set(`${ECS_SG}.egress.0.cidr_blocks`, ["10.0.0.0/16"]),
          set(`${ALB_SG}.egress.0.cidr_blocks`, ["10.0.0.0/16"]),
        ),
        "traffic/tasks-to-endpoints",
        "traffic/load-balancer-to-tasks",
      ],
      ["HTTPS too", https, "traffic/to-listener"],
      [
        "some addresses instead of the world",
        set(`${ALB_SG}.ingress.0.cidr_blocks`, ["203.0.113.0/24"]),
        "traffic/to-listener",
      ],
    ]),
    ...right("express", [
      ["from the whole VPC", set(`${ALB_SG}.ingress.0.cidr_blocks`, ["10.0.0.0/16"]), "traffic/express"],
    ]),
  ],
};
