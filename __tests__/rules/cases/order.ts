import { ALB_SG, EXPRESS, LB, MODEL, SERVICE } from "../addresses.ts";
import { all, edit, remove, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      ["service before the listener", set(`${SERVICE}.depends_on`, []), SERVICE, "order/service"],
      ["service after no policy", remove(`${SERVICE}.depends_on.1`), SERVICE, "order/service"],
      ["service before its endpoints", remove(`${SERVICE}.depends_on.5`), SERVICE, "order/service"],
      ["service before its route to S3", remove(`${SERVICE}.depends_on.7`), SERVICE, "order/service"],
      ["load balancer before the gateway", remove(`${LB}.depends_on`), LB, "order/load-balancer"],
      [
        "load balancer after the gateway, before the route to it",
        set(`${LB}.depends_on`, ["aws_internet_gateway.igw"]),
        LB,
        "order/load-balancer",
      ],
      [
        "load balancer after the route of other subnets",
        set(`${LB}.depends_on`, ["aws_route_table_association.private"]),
        LB,
        "order/load-balancer",
      ],
    ]),
    ...of("express", [
      ["policies after the service", remove(`${EXPRESS}.depends_on`), EXPRESS, "order/express"],
      [
        "route to the Internet after the service",
        remove(`${EXPRESS}.depends_on.3`),
        EXPRESS,
        "order/express",
      ],
    ]),
    ...of("sagemaker", [["policies after the model", remove(`${MODEL}.depends_on`), MODEL, "order/model"]]),
  ],
  valid: [
    ...right("custom", [
      [
        "in another order",
        edit(`${SERVICE}.depends_on`, (old) => (Array.isArray(old) ? old.toReversed() : old)),
        "order/service",
      ],
      [
        "load balancer that waits through its group",
        all(remove(`${LB}.depends_on`), set(`${ALB_SG}.depends_on`, ["aws_route_table_association.public"])),
        "order/load-balancer",
      ],
    ]),
    ...right("express", [
      [
        "in another order",
        edit(`${EXPRESS}.depends_on`, (old) => (Array.isArray(old) ? old.toReversed() : old)),
        "order/express",
      ],
    ]),
    ...right("sagemaker", [
      [
        "in another order",
        edit(`${MODEL}.depends_on`, (old) => (Array.isArray(old) ? old.toReversed() : old)),
        "order/model",
      ],
    ]),
  ],
};
