/** The service of the custom mode. */
import { containersOf } from "../look-up/api-task.ts";
import { instanceAt, instancesAt, isPublic, zones } from "../look-up/network.ts";
import { at, fault, listAt, numberAt, type Rule, textAt } from "../rule.ts";
import { ignoredChanges } from "../whole-stack/meta-arguments.ts";

const SERVICE =
  "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html";
const SCALING = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html";

export const serviceContainer: Rule = function* (plan) {
  for (const service of plan.of("aws_ecs_service")) {
    const definition = instanceAt(plan, service, "task_definition");
    if (definition === undefined) continue;
    const containers = containersOf(definition);
    const names = containers.map((container) => textAt(container, "name"));
    if (listAt(service.values, "load_balancer").length > 1) {
      yield fault(service, "load_balancer", "one target group", SERVICE);
    }
    for (const [index, balancer] of listAt(service.values, "load_balancer").entries()) {
      const container = containers.find((one) => textAt(one, "name") === textAt(balancer, "container_name"));
      if (container === undefined) {
        const argument = `load_balancer.${index}.container_name`;
        yield fault(service, argument, `a container of the task: ${names.join(", ")}`, SERVICE);
        continue;
      }
      const ports = listAt(container, "portMappings").map((mapping) => numberAt(mapping, "containerPort"));
      if (!ports.includes(numberAt(balancer, "container_port"))) {
        const argument = `load_balancer.${index}.container_port`;
        yield fault(service, argument, `a port of the container: ${ports.join(", ")}`, SERVICE);
      }
    }
  }
};

export const serviceNetwork: Rule = function* (plan) {
  for (const service of plan.of("aws_ecs_service")) {
    const argument = "network_configuration.subnets";
    const subnets = instancesAt(plan, service, argument);
    if (subnets.some((subnet) => isPublic(plan, subnet))) {
      yield fault(service, argument, "private subnets, behind the load balancer", SERVICE);
    }
    if (zones(subnets).size < 2) yield fault(service, argument, "subnets in two zones", SERVICE);
    if (String(at(service.values, "network_configuration.assign_public_ip") ?? false) !== "false") {
      yield fault(service, "network_configuration.assign_public_ip", "false in private subnets", SERVICE);
    }
  }
};

export const serviceScaling: Rule = function* (plan) {
  const scaled = plan.of("aws_appautoscaling_target").map(({ values }) => textAt(values, "resource_id"));
  for (const target of plan.of("aws_appautoscaling_target")) {
    const { values } = target;
    const least = numberAt(values, "min_capacity");
    const most = numberAt(values, "max_capacity");
    if (least !== undefined && most !== undefined && least > most) {
      yield fault(target, "min_capacity", `at most max_capacity, which is ${most}`, SCALING);
    }
    const service = plan.targets(target, "resource_id", "aws_ecs_service")[0];
    const cluster = service && plan.targets(service, "cluster", "aws_ecs_cluster")[0];
    const wanted = `service/${textAt(cluster?.values, "name")}/${textAt(service?.values, "name")}`;
    if (textAt(values, "resource_id") !== wanted || service === undefined) {
      yield fault(
        target,
        "resource_id",
        "service/<name of the cluster>/<name of its service>, by reference",
        SCALING,
      );
    }
    if (scaled.filter((id) => id === textAt(values, "resource_id")).length > 1) {
      yield fault(target, "resource_id", "one target for each service", SCALING);
    }
    const count = numberAt(service?.values, "desired_count");
    if (
      service !== undefined &&
      count !== undefined &&
      (count < (least ?? count) || count > (most ?? count))
    ) {
      yield fault(service, "desired_count", `from min_capacity ${least} to max_capacity ${most}`, SCALING);
    }
    if (service !== undefined && !ignoredChanges(service.element).includes("desired_count")) {
      yield fault(service, "lifecycle.ignore_changes", "desired_count, which autoscaling moves", SCALING);
    }
    if (
      !plan
        .of("aws_appautoscaling_policy")
        .some((policy) => plan.targets(policy, "resource_id", "aws_appautoscaling_target").includes(target))
    ) {
      yield fault(target, "", "a policy that scales it", SCALING);
    }
  }
};

export const scalingPolicies: Rule = function* (plan) {
  const path = "target_tracking_scaling_policy_configuration";
  for (const policy of plan.of("aws_appautoscaling_policy")) {
    const tracking = at(policy.values, path);
    if (tracking === undefined) continue;
    if (at(tracking, "predefined_metric_specification.predefined_metric_type") === undefined) {
      yield fault(policy, `${path}.predefined_metric_specification`, "a metric", SCALING);
    }
  }
};
