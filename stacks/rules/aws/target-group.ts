/** Target groups and their health checks. */
import { HEALTH_PATH } from "../../../app/environment.ts";
import { between, matches, oneOf, port } from "../allowed.ts";
import { instanceAt } from "../look-up/instances.ts";
import { type Rule, ruleForEach } from "../rule.ts";
import { belongsTo, optional, required, requiredReference, rulesOf, type Table } from "../table.ts";
import { instancesOf } from "../terraform/plan.ts";
import { at, numberAt, stringAt } from "../terraform/value.ts";
import { docs, elbName, LISTENERS, NAME_PREFIX, OTHER_BALANCER } from "./common.ts";

const HEALTH = docs("elasticloadbalancing/latest/application/target-group-health-checks.html");

const TABLE: Table = {
  type: "aws_lb_target_group",
  subject: "target-group",
  source: docs("elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html"),
  arguments: {
    name: required(elbName),
    name_prefix: NAME_PREFIX,
    vpc_id: requiredReference("aws_vpc.id"),
    port: required(port),
    // The API speaks plain HTTP/1.1, and ECS registers tasks in awsvpc mode by address.
    protocol: required(oneOf("HTTP")),
    protocol_version: optional(oneOf("HTTP1")),
    target_type: required(oneOf("ip")),
    ip_address_type: optional(oneOf("ipv4")),
    deregistration_delay: required(between(0, 3600)),
    slow_start: optional(matches(/^(?:0|[3-8]\d|9\d|[1-8]\d\d|900)$/, "0, or 30 to 900 seconds")),
    load_balancing_algorithm_type: optional(
      oneOf("round_robin", "least_outstanding_requests", "weighted_random"),
    ),
    "stickiness.type": optional(oneOf("lb_cookie", "app_cookie")),
    "stickiness.cookie_duration": optional(between(1, 604_800)),
    health_check: required(),
    "health_check.enabled": optional(oneOf(true)),
    "health_check.path": required(oneOf(HEALTH_PATH)),
    "health_check.protocol": optional(oneOf("HTTP")),
    "health_check.matcher": required(
      matches(
        /^(?:[2-4]\d\d(?:-[2-4]\d\d)?)(?:,[2-4]\d\d(?:-[2-4]\d\d)?)*$/,
        "statuses such as 200 or 200-299",
      ),
    ),
    "health_check.interval": required(between(5, 300)),
    "health_check.timeout": required(between(2, 120)),
    "health_check.healthy_threshold": required(between(2, 10)),
    "health_check.unhealthy_threshold": required(between(2, 10)),
    lambda_multi_value_headers_enabled: belongsTo("a Lambda function"),
    proxy_protocol_v2: OTHER_BALANCER,
    preserve_client_ip: OTHER_BALANCER,
    connection_termination: OTHER_BALANCER,
  },
};

/** Whether a matcher such as "200,300-399" takes a status. */
const takes = (matcher: string, status: number): boolean =>
  matcher.split(",").some((range) => {
    const [from, to] = range.split("-").map(Number);
    return from !== undefined && from <= status && status <= (to ?? from);
  });

const forEachGroup = (id: string, source: string, find: Parameters<typeof ruleForEach>[3]): Rule =>
  ruleForEach("aws_lb_target_group", id, source, find);

export const TARGET_GROUP_RULES: readonly Rule[] = [
  ...rulesOf(TABLE),

  forEachGroup("target-group/timeout-below-interval", HEALTH, function* ({ values }) {
    const interval = numberAt(values, "health_check.interval") ?? 30;
    if ((numberAt(values, "health_check.timeout") ?? 5) >= interval) {
      yield ["health_check.timeout", `less than the interval, ${interval}`];
    }
  }),

  forEachGroup("target-group/takes-200", HEALTH, function* ({ values }) {
    if (!takes(stringAt(values, "health_check.matcher") ?? "200", 200)) {
      yield ["health_check.matcher", "statuses that include 200, which is what the API answers"];
    }
  }),

  forEachGroup("target-group/health-check-port", HEALTH, function* ({ values }, plan) {
    const given = at(values, "health_check.port");
    const served = instancesOf(plan, "aws_ecs_service").map((service) =>
      String(at(service.values, "load_balancer.0.container_port")),
    );
    if (given !== undefined && given !== "traffic-port" && !served.includes(String(given))) {
      yield ["health_check.port", "traffic-port, or the container's port"];
    }
  }),

  forEachGroup("target-group/has-listener", LISTENERS, function* (group, plan) {
    const forwarded = instancesOf(plan, "aws_lb_listener").some(
      (listener) => instanceAt(plan, listener, "default_action.0.target_group_arn") === group,
    );
    if (!forwarded) {
      yield ["", "a listener that forwards to it"];
    }
  }),

  forEachGroup("target-group/has-service", LISTENERS, function* (group, plan) {
    const used = instancesOf(plan, "aws_ecs_service").some(
      (service) => instanceAt(plan, service, "load_balancer.0.target_group_arn") === group,
    );
    if (!used) {
      yield ["", "a service that registers its tasks with it"];
    }
  }),
];
