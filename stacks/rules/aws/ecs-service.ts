/** Cluster and service of the custom mode. */
import { between, matches, oneOf, port } from "../allowed.ts";
import { containersOf } from "../look-up/api-task.ts";
import { instanceAt, instancesAt } from "../look-up/instances.ts";
import { isPublic, zonesOf } from "../look-up/network.ts";
import { type Rule, ruleForEach } from "../rule.ts";
import {
  belongsTo,
  optional,
  reference,
  required,
  requiredReference,
  rulesOf,
  type Table,
} from "../table.ts";
import type { Instance, Plan } from "../terraform/plan.ts";
import { at, listAt, numberAt, stringAt, type Value } from "../terraform/value.ts";
import { docs, EC2, ecsName } from "./common.ts";

const SERVICE = docs("AmazonECS/latest/developerguide/service_definition_parameters.html");
const SUBNETS = "network_configuration.subnets";

const TABLES: readonly Table[] = [
  {
    type: "aws_ecs_cluster",
    subject: "cluster",
    source: docs("AmazonECS/latest/APIReference/API_CreateCluster.html"),
    arguments: {
      name: optional(ecsName),
      "setting.*.name": optional(oneOf("containerInsights")),
      "setting.*.value": optional(oneOf("enabled", "enhanced", "disabled")),
    },
  },
  {
    type: "aws_ecs_service",
    subject: "service",
    source: docs("AmazonECS/latest/APIReference/API_CreateService.html"),
    arguments: {
      name: optional(ecsName),
      cluster: requiredReference("aws_ecs_cluster.id", "aws_ecs_cluster.arn", "aws_ecs_cluster.name"),
      task_definition: requiredReference("aws_ecs_task_definition.arn"),
      desired_count: required(between(1, 5000)),
      launch_type: required(oneOf("FARGATE")),
      scheduling_strategy: optional(oneOf("REPLICA")),
      platform_version: optional(matches(/^(?:LATEST|1\.4\.0)$/, "LATEST or 1.4.0")),
      propagate_tags: optional(oneOf("SERVICE", "TASK_DEFINITION", "NONE")),
      availability_zone_rebalancing: optional(oneOf("ENABLED", "DISABLED")),
      health_check_grace_period_seconds: required(between(30, 600)),
      deployment_minimum_healthy_percent: optional(between(50, 100)),
      deployment_maximum_percent: optional(between(101, 200)),
      "deployment_controller.type": optional(oneOf("ECS")),
      deployment_circuit_breaker: required(),
      "deployment_circuit_breaker.enable": optional(oneOf(true)),
      "deployment_circuit_breaker.rollback": optional(oneOf(true)),
      "alarms.enable": optional(oneOf(true)),
      "alarms.rollback": optional(oneOf(true)),
      // By reference, so that they are made before the service.
      "alarms.alarm_names": reference("aws_cloudwatch_metric_alarm.alarm_name"),
      load_balancer: required(),
      "load_balancer.*.container_port": optional(port),
      "load_balancer.*.target_group_arn": requiredReference(
        "aws_lb_target_group.arn",
        "aws_lb_target_group.id",
      ),
      network_configuration: required(),
      [SUBNETS]: requiredReference("aws_subnet.id"),
      "network_configuration.security_groups": requiredReference("aws_security_group.id"),
      iam_role: belongsTo("tasks without a network of their own"),
      capacity_provider_strategy: belongsTo("a service without a launch_type"),
      ordered_placement_strategy: EC2,
      placement_constraints: EC2,
      enable_execute_command: belongsTo(
        "tasks with a file system that can be written and a way to Systems Manager",
      ),
    },
  },
];

const forEachService = (id: string, find: Parameters<typeof ruleForEach>[3]): Rule =>
  ruleForEach("aws_ecs_service", id, SERVICE, find);

/** The load balancers that a service names, each with its path, and the containers of the service's task. */
function balancersOf(service: Instance, plan: Plan) {
  const definition = instanceAt(plan, service, "task_definition");
  const containers = definition && containersOf(definition);
  return listAt(service.values, "load_balancer").flatMap((balancer, index) =>
    containers === undefined ? [] : [{ balancer, path: `load_balancer.${index}`, containers }],
  );
}

const named = (containers: readonly Value[], name: string | undefined): Value | undefined =>
  containers.find((container) => stringAt(container, "name") === name);

export const SERVICE_RULES: readonly Rule[] = [
  ...TABLES.flatMap(rulesOf),

  forEachService("service/one-target-group", function* (service, plan) {
    if (balancersOf(service, plan).length > 1) {
      yield ["load_balancer", "one target group"];
    }
  }),

  forEachService("service/container-of-task", function* (service, plan) {
    for (const { balancer, path, containers } of balancersOf(service, plan)) {
      if (named(containers, stringAt(balancer, "container_name")) === undefined) {
        const names = containers.map((container) => stringAt(container, "name"));
        yield [`${path}.container_name`, `a container of the task: ${names.join(", ")}`];
      }
    }
  }),

  forEachService("service/port-of-container", function* (service, plan) {
    for (const { balancer, path, containers } of balancersOf(service, plan)) {
      const container = named(containers, stringAt(balancer, "container_name"));
      if (container === undefined) {
        continue;
      }
      const ports = listAt(container, "portMappings").map((mapping) => numberAt(mapping, "containerPort"));
      if (!ports.includes(numberAt(balancer, "container_port"))) {
        yield [`${path}.container_port`, `a port of the container: ${ports.join(", ")}`];
      }
    }
  }),

  forEachService("service/private-subnets", function* (service, plan) {
    if (instancesAt(plan, service, SUBNETS).some((subnet) => isPublic(plan, subnet))) {
      yield [SUBNETS, "private subnets, behind the load balancer"];
    }
  }),

  forEachService("service/two-zones", function* (service, plan) {
    if (zonesOf(instancesAt(plan, service, SUBNETS)).size < 2) {
      yield [SUBNETS, "subnets in two zones"];
    }
  }),

  forEachService("service/no-public-address", function* ({ values }) {
    if (String(at(values, "network_configuration.assign_public_ip") ?? false) !== "false") {
      yield ["network_configuration.assign_public_ip", "false in private subnets"];
    }
  }),
];
