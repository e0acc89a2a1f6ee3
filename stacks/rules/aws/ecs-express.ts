/** Traps of ECS Express Mode that can be seen before a deployment. */
import { HEALTH_PATH } from "../../../app/environment.ts";
import { FARGATE_MEMORY } from "../../facts/fargate.ts";
import { between, oneOf, port } from "../allowed.ts";
import { instancesAt } from "../look-up/instances.ts";
import { isPublic, zonesOf } from "../look-up/network.ts";
import { type Rule, ruleForEach } from "../rule.ts";
import { optional, reference, required, requiredReference, rulesOf, type Table } from "../table.ts";
import { listAt, numberAt, stringAt } from "../terraform/value.ts";
import { docs, ecsName } from "./common.ts";

/** Per target and minute: more than a process of the API answers. */
const MOST_REQUESTS = 1_000_000;
const WORK = docs("AmazonECS/latest/developerguide/express-service-work.html");
const ROLE = "aws_iam_role.arn";

const TABLE: Table = {
  type: "aws_ecs_express_gateway_service",
  subject: "express",
  source: docs("AmazonECS/latest/APIReference/API_CreateExpressGatewayService.html"),
  arguments: {
    // The provider takes a name and not an id, which is the cluster's ARN.
    cluster: requiredReference("aws_ecs_cluster.name"),
    service_name: optional(ecsName),
    region: requiredReference("data.aws_region.region"),
    execution_role_arn: reference(ROLE),
    infrastructure_role_arn: reference(ROLE),
    task_role_arn: requiredReference(ROLE),
    cpu: required(oneOf(...FARGATE_MEMORY.keys())),
    memory: required(),
    // Other documents name other defaults, and the wrong path rolls every deployment back.
    health_check_path: required(oneOf(HEALTH_PATH)),
    primary_container: required(),
    "primary_container.*.container_port": required(port),
    "primary_container.*.environment": required(),
    "primary_container.*.aws_logs_configuration": required(),
    "primary_container.*.aws_logs_configuration.*.log_group": requiredReference(
      "aws_cloudwatch_log_group.name",
    ),
    "primary_container.*.aws_logs_configuration.*.log_stream_prefix": required(),
    network_configuration: required(),
    "network_configuration.*.subnets": requiredReference("aws_subnet.id"),
    "network_configuration.*.security_groups": requiredReference("aws_security_group.id"),
    scaling_target: required(),
    "scaling_target.*.auto_scaling_metric": required(
      oneOf("AVERAGE_CPU", "AVERAGE_MEMORY", "REQUEST_COUNT_PER_TARGET"),
    ),
    // What the metric allows is a rule below.
    "scaling_target.*.auto_scaling_target_value": required(between(1, MOST_REQUESTS)),
    "scaling_target.*.min_task_count": required(between(1, 5000)),
    "scaling_target.*.max_task_count": required(between(1, 5000)),
    timeouts: required(),
    "timeouts.delete": required(),
  },
};

const ONE_OF_EACH = [
  "primary_container",
  "primary_container.0.aws_logs_configuration",
  "network_configuration",
  "scaling_target",
];
const SUBNETS = "network_configuration.0.subnets";

const forEachService = (id: string, find: Parameters<typeof ruleForEach>[3]): Rule =>
  ruleForEach("aws_ecs_express_gateway_service", id, WORK, find);

export const EXPRESS_RULES: readonly Rule[] = [
  ...rulesOf(TABLE),

  forEachService("express/one-of-each", function* ({ values }) {
    for (const argument of ONE_OF_EACH) {
      if (listAt(values, argument).length !== 1) {
        yield [argument, "exactly one"];
      }
    }
  }),

  forEachService("express/least-below-most", function* ({ values }) {
    const least = numberAt(values, "scaling_target.0.min_task_count");
    const most = numberAt(values, "scaling_target.0.max_task_count");
    if (least !== undefined && most !== undefined && least > most) {
      yield ["scaling_target.0.min_task_count", `at most max_task_count, which is ${most}`];
    }
  }),

  forEachService("express/target-of-metric", function* ({ values }) {
    const isPercentage =
      stringAt(values, "scaling_target.0.auto_scaling_metric") !== "REQUEST_COUNT_PER_TARGET";
    if (isPercentage && (numberAt(values, "scaling_target.0.auto_scaling_target_value") ?? 0) > 100) {
      yield [
        "scaling_target.0.auto_scaling_target_value",
        "at most 100 %; more only with REQUEST_COUNT_PER_TARGET",
      ];
    }
  }),

  forEachService("express/public-subnets", function* (service, plan) {
    if (!instancesAt(plan, service, SUBNETS).every((subnet) => isPublic(plan, subnet))) {
      yield [SUBNETS, "subnets with a route to the Internet; without one the load balancer becomes internal"];
    }
  }),

  forEachService("express/two-zones", function* (service, plan) {
    if (zonesOf(instancesAt(plan, service, SUBNETS)).size < 2) {
      yield [SUBNETS, "subnets in two zones"];
    }
  }),
];
