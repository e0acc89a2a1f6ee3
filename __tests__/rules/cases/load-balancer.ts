import { LB, LISTENER } from "../addresses.ts";
import { remove, rename, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";
import { https } from "./changes.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      [
        "argument in camel case",
        rename(`${LB}.idle_timeout`, "idleTimeout"),
        LB,
        "load-balancer/idle-timeout",
      ],
      ["number for a list", set(`${LB}.subnets`, 2), LB, "load-balancer/subnets"],
      [
        "splat of an attribute that does not exist",
        set(`${LB}.subnets`, "${aws_subnet.public[*].idd}"),
        LB,
        "load-balancer/subnets",
      ],
      [
        "counted resource without an index",
        set(`${LB}.subnets`, ["${aws_subnet.public.id}"]),
        LB,
        "load-balancer/subnets",
      ],
      [
        "splat of a resource without count",
        set(`${LB}.security_groups`, "${aws_security_group.alb_sg[*].id}"),
        LB,
        "load-balancer/security-groups",
      ],
      [
        "index out of range",
        set(`${LB}.subnets`, ["${aws_subnet.public[0].id}", "${aws_subnet.public[2].id}"]),
        LB,
        "load-balancer/subnets",
      ],
      ["space at the end", set(`${LB}.name`, "fastapi-alb "), LB, "load-balancer/name"],
      [
        "public subnets at the private routes",
        set("aws_route_table_association.public.route_table_id", "${aws_route_table.private.id}"),
        LB,
        "load-balancer/public-subnets",
      ],
      [
        "no route to the Internet",
        set("aws_route_table.public.route", []),
        LB,
        "load-balancer/public-subnets",
      ],
      ["name of 33 characters", set(`${LB}.name`, "a".repeat(33)), LB, "load-balancer/name"],
      ["name with an underscore", set(`${LB}.name`, "fastapi_alb"), LB, "load-balancer/name"],
      ["name that begins with internal-", set(`${LB}.name`, "internal-api"), LB, "load-balancer/name"],
      ["internal load balancer", set(`${LB}.internal`, true), LB, "load-balancer/internal"],
      [
        "load balancer type",
        set(`${LB}.load_balancer_type`, "applications"),
        LB,
        "load-balancer/load-balancer-type",
      ],
      [
        "network load balancer",
        set(`${LB}.load_balancer_type`, "network"),
        LB,
        "load-balancer/load-balancer-type",
      ],
      [
        "load balancer in private subnets",
        set(`${LB}.subnets`, "${aws_subnet.private[*].id}"),
        LB,
        "load-balancer/public-subnets",
      ],
      [
        "load balancer in one subnet",
        set(`${LB}.subnets`, ["${aws_subnet.public[0].id}"]),
        LB,
        "load-balancer/two-zones",
      ],
      [
        "load balancer without a group",
        set(`${LB}.security_groups`, []),
        LB,
        "load-balancer/security-groups",
      ],
      [
        "subnets' ARNs instead of ids",
        set(`${LB}.subnets`, "${aws_subnet.public[*].arn}"),
        LB,
        "load-balancer/subnets",
      ],
      ["idle timeout above 4000 s", set(`${LB}.idle_timeout`, 4001), LB, "load-balancer/idle-timeout"],
      [
        "invalid headers let through",
        set(`${LB}.drop_invalid_header_fields`, false),
        LB,
        "load-balancer/drop-invalid-header-fields",
      ],
      [
        "deletion forbidden",
        set(`${LB}.enable_deletion_protection`, true),
        LB,
        "load-balancer/enable-deletion-protection",
      ],
      ["address type", set(`${LB}.ip_address_type`, "ipv6"), LB, "load-balancer/ip-address-type"],
      ["nothing listens", remove(LISTENER), LB, "load-balancer/listener"],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "subnets one by one",
        set(`${LB}.subnets`, ["${aws_subnet.public[0].id}", "${aws_subnet.public[1].id}"]),
        "load-balancer/two-zones",
        "load-balancer/public-subnets",
      ],
      ["listeners for HTTP and HTTPS", https, "load-balancer/listener"],
    ]),
  ],
};
