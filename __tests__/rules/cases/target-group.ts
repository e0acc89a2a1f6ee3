import { GROUP, LISTENER } from "../addresses.ts";
import { remove, rename, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";
import { https } from "./changes.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      ["block mistyped", rename(`${GROUP}.health_check`, "healthcheck"), GROUP, "target-group/health-check"],
      [
        "reference to a resource that does not exist",
        set(`${GROUP}.vpc_id`, "${aws_vpc.mian.id}"),
        GROUP,
        "target-group/vpc-id",
      ],
      [
        "reference to an attribute that does not exist",
        set(`${GROUP}.vpc_id`, "${aws_vpc.main.idd}"),
        GROUP,
        "target-group/vpc-id",
      ],
      [
        "index of a resource without count",
        set(`${GROUP}.vpc_id`, "${aws_vpc.main[0].id}"),
        GROUP,
        "target-group/vpc-id",
      ],
      [
        "reference without its braces",
        set(`${GROUP}.vpc_id`, "aws_vpc.main.id"),
        GROUP,
        "target-group/vpc-id",
      ],
      [
        "reference in a name without its braces",
        set(`${GROUP}.name`, "aws_vpc.main.id"),
        GROUP,
        "target-group/name",
      ],
      [
        "reference with a text behind it",
        set(`${GROUP}.vpc_id`, "${aws_vpc.main.id}-x"),
        GROUP,
        "target-group/vpc-id",
      ],
      [
        "target group's name ends with a hyphen",
        set(`${GROUP}.name`, "fastapi-"),
        GROUP,
        "target-group/name",
      ],
      [
        "target group by instance",
        set(`${GROUP}.target_type`, "instance"),
        GROUP,
        "target-group/target-type",
      ],
      ["target group's default type", remove(`${GROUP}.target_type`), GROUP, "target-group/target-type"],
      ["target group over HTTPS", set(`${GROUP}.protocol`, "HTTPS"), GROUP, "target-group/protocol"],
      ["target group over TCP", set(`${GROUP}.protocol`, "TCP"), GROUP, "target-group/protocol"],
      ["target group in lowercase", set(`${GROUP}.protocol`, "http"), GROUP, "target-group/protocol"],
      [
        "target group over gRPC",
        set(`${GROUP}.protocol_version`, "GRPC"),
        GROUP,
        "target-group/protocol-version",
      ],
      ["target group's port 0", set(`${GROUP}.port`, 0), GROUP, "target-group/port"],
      [
        "health check path without slash",
        set(`${GROUP}.health_check.path`, "health"),
        GROUP,
        "target-group/health-check-path",
      ],
      [
        "health check path that the API does not have",
        set(`${GROUP}.health_check.path`, "/ping"),
        GROUP,
        "target-group/health-check-path",
      ],
      [
        "health check timeout above the interval",
        set(`${GROUP}.health_check.timeout`, 20),
        GROUP,
        "target-group/timeout-below-interval",
      ],
      [
        "health check timeout as long as the interval",
        set(`${GROUP}.health_check.timeout`, 15),
        GROUP,
        "target-group/timeout-below-interval",
      ],
      [
        "health check interval of 2 s",
        set(`${GROUP}.health_check.interval`, 2),
        GROUP,
        "target-group/health-check-interval",
      ],
      [
        "one success is not enough for AWS",
        set(`${GROUP}.health_check.healthy_threshold`, 1),
        GROUP,
        "target-group/health-check-healthy-threshold",
      ],
      [
        "eleven failures",
        set(`${GROUP}.health_check.unhealthy_threshold`, 11),
        GROUP,
        "target-group/health-check-unhealthy-threshold",
      ],
      [
        "matcher that the API never answers",
        set(`${GROUP}.health_check.matcher`, "204"),
        GROUP,
        "target-group/takes-200",
      ],
      [
        "matcher that is none",
        set(`${GROUP}.health_check.matcher`, "2xx"),
        GROUP,
        "target-group/health-check-matcher",
      ],
      [
        "health check at another port",
        set(`${GROUP}.health_check.port`, "8080"),
        GROUP,
        "target-group/health-check-port",
      ],
      [
        "health check switched off",
        set(`${GROUP}.health_check.enabled`, false),
        GROUP,
        "target-group/health-check-enabled",
      ],
      [
        "deregistration of two hours",
        set(`${GROUP}.deregistration_delay`, "7200"),
        GROUP,
        "target-group/deregistration-delay",
      ],
      ["slow start of 10 s", set(`${GROUP}.slow_start`, 10), GROUP, "target-group/slow-start"],
      ["no listener", remove(LISTENER), GROUP, "target-group/has-listener"],
      [
        "target group without a service",
        remove("aws_ecs_service.fastapi.load_balancer"),
        GROUP,
        "target-group/has-service",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "timeout just below the interval",
        set(`${GROUP}.health_check.timeout`, 14),
        "target-group/timeout-below-interval",
      ],
      ["several statuses", set(`${GROUP}.health_check.matcher`, "200-204,301"), "target-group/takes-200"],
      [
        "health check at the container's port",
        set(`${GROUP}.health_check.port`, "8000"),
        "target-group/health-check-port",
      ],
      [
        "health check where requests go",
        set(`${GROUP}.health_check.port`, "traffic-port"),
        "target-group/health-check-port",
      ],
      ["one listener forwards and one redirects", https, "target-group/has-listener"],
      [
        "named by its id",
        set("aws_ecs_service.fastapi.load_balancer.0.target_group_arn", "${aws_lb_target_group.fastapi.id}"),
        "target-group/has-service",
      ],
    ]),
  ],
};
