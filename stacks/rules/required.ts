/**
 * Arguments that Terraform lets one leave out, with a default that does not work here: a service of no tasks, a
 * security group in another VPC, a gateway endpoint in place of an interface.
 */

import { fault, type Rule } from "./rule.ts";
import { isList } from "./terraform/evaluate.ts";
import { matching } from "./values.ts";

export const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  aws_vpc: ["cidr_block", "enable_dns_support", "enable_dns_hostnames"],
  aws_internet_gateway: ["vpc_id"],
  aws_subnet: ["cidr_block", "availability_zone", "map_public_ip_on_launch"],
  aws_route_table_association: ["subnet_id"],
  aws_default_security_group: ["vpc_id", "ingress", "egress"],
  aws_security_group: ["name", "vpc_id", "ingress", "egress"],
  aws_vpc_endpoint: ["service_name", "vpc_endpoint_type"],
  aws_lb: [
    "name",
    "load_balancer_type",
    "internal",
    "subnets",
    "security_groups",
    "drop_invalid_header_fields",
    "idle_timeout",
  ],
  aws_lb_target_group: [
    "name",
    "port",
    "protocol",
    "target_type",
    "vpc_id",
    "deregistration_delay",
    "health_check",
    "health_check.path",
    "health_check.matcher",
    "health_check.interval",
    "health_check.timeout",
    "health_check.healthy_threshold",
    "health_check.unhealthy_threshold",
  ],
  aws_lb_listener: ["port", "protocol"],
  aws_ecs_task_definition: [
    "requires_compatibilities",
    "network_mode",
    "cpu",
    "memory",
    "execution_role_arn",
    "task_role_arn",
  ],
  aws_ecs_service: [
    "cluster",
    "task_definition",
    "desired_count",
    "launch_type",
    "load_balancer",
    "load_balancer.*.target_group_arn",
    "network_configuration",
    "network_configuration.subnets",
    "network_configuration.security_groups",
    "deployment_circuit_breaker",
    "health_check_grace_period_seconds",
  ],
  aws_appautoscaling_policy: ["policy_type", "target_tracking_scaling_policy_configuration"],
  aws_cloudwatch_log_group: ["name", "retention_in_days"],
  aws_iam_role: ["name"],
  aws_iam_role_policy: ["name"],
  aws_ecs_express_gateway_service: [
    "cluster",
    "cpu",
    "memory",
    "health_check_path",
    "task_role_arn",
    "region",
    "primary_container",
    "primary_container.*.container_port",
    "primary_container.*.environment",
    "primary_container.*.aws_logs_configuration",
    "primary_container.*.aws_logs_configuration.*.log_group",
    "primary_container.*.aws_logs_configuration.*.log_stream_prefix",
    "network_configuration",
    "network_configuration.*.subnets",
    "network_configuration.*.security_groups",
    "scaling_target",
    "scaling_target.*.auto_scaling_metric",
    "scaling_target.*.auto_scaling_target_value",
    "scaling_target.*.min_task_count",
    "scaling_target.*.max_task_count",
    "timeouts",
    "timeouts.delete",
  ],
  aws_sagemaker_model: [
    "name",
    "primary_container",
    "primary_container.image",
    "primary_container.environment",
  ],
  aws_sagemaker_endpoint_configuration: [
    "name",
    "production_variants.*.variant_name",
    "production_variants.*.model_name",
    "production_variants.*.initial_instance_count",
    "production_variants.*.instance_type",
    "production_variants.*.container_startup_health_check_timeout_in_seconds",
  ],
  aws_sagemaker_endpoint: ["name"],
  aws_ecr_repository: ["image_tag_mutability", "image_scanning_configuration"],
  "data.aws_availability_zones": ["state", "filter"],
};

const SOURCE = "the default of AWS or of the provider does not work here";
/** An empty list is a choice there, and an omission everywhere else. */
const MAY_BE_EMPTY = ["ingress", "egress"];

export const required: Rule = function* (plan) {
  for (const [type, paths] of Object.entries(REQUIRED)) {
    for (const instance of plan.of(type)) {
      for (const path of paths) {
        const [parent, key] = split(path);
        for (const [place, block] of matching(instance.values, parent)) {
          const found = [...matching(block, key)].map(([, value]) => value)[0];
          const empty = isList(found) && found.length === 0 && !MAY_BE_EMPTY.includes(path);
          if (found === undefined || empty) {
            yield fault(instance, place === "" ? key : `${place}.${key}`, "a value", SOURCE);
          }
        }
      }
    }
  }
};

/** A path and its last key. */
function split(path: string): [string, string] {
  const end = path.lastIndexOf(".");
  return [path.slice(0, Math.max(end, 0)), path.slice(end + 1)];
}
