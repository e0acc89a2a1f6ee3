/**
 * What an argument must refer to. A literal in its place, an ARN where an id belongs, or the id of another kind of
 * thing is valid Terraform and fails at AWS, or is used too early because Terraform does not know that it must wait.
 */

import { fault, type Rule } from "./rule.ts";
import { isList, type Value } from "./terraform/evaluate.ts";
import type { Finding } from "./terraform/finding.ts";
import type { Instance, Reference } from "./terraform/plan.ts";
import { matching } from "./values.ts";

const ROLE = ["aws_iam_role.arn"];
const ROLE_NAME = ["aws_iam_role.name", "aws_iam_role.id"];
const SUBNETS = ["aws_subnet.id"];
const GROUPS = ["aws_security_group.id"];
const VPC = ["aws_vpc.id"];
const TARGET_GROUP = ["aws_lb_target_group.arn", "aws_lb_target_group.id"];
const REGION = ["data.aws_region.region"];

/** By type and argument, `*` for any element: the attributes that fit, as `type.attribute`. */
export const REFERENCES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  aws_internet_gateway: { vpc_id: VPC },
  aws_default_security_group: { vpc_id: VPC },
  aws_subnet: { vpc_id: VPC, availability_zone: ["data.aws_availability_zones.names"] },
  aws_route_table: { vpc_id: VPC, "route.*.gateway_id": ["aws_internet_gateway.id"] },
  aws_route_table_association: { subnet_id: SUBNETS, route_table_id: ["aws_route_table.id"] },
  aws_security_group: {
    vpc_id: VPC,
    "ingress.*.security_groups": GROUPS,
    "egress.*.security_groups": GROUPS,
    "ingress.*.prefix_list_ids": ["aws_vpc_endpoint.prefix_list_id"],
    "egress.*.prefix_list_ids": ["aws_vpc_endpoint.prefix_list_id"],
  },
  aws_vpc_endpoint: {
    vpc_id: VPC,
    subnet_ids: SUBNETS,
    security_group_ids: GROUPS,
    route_table_ids: ["aws_route_table.id"],
  },
  aws_lb: { subnets: SUBNETS, security_groups: GROUPS },
  aws_lb_target_group: { vpc_id: VPC },
  aws_lb_listener: {
    load_balancer_arn: ["aws_lb.arn", "aws_lb.id"],
    "default_action.*.target_group_arn": TARGET_GROUP,
  },
  aws_ecs_task_definition: { execution_role_arn: ROLE, task_role_arn: ROLE, region: REGION },
  aws_ecs_service: {
    cluster: ["aws_ecs_cluster.id", "aws_ecs_cluster.arn", "aws_ecs_cluster.name"],
    task_definition: ["aws_ecs_task_definition.arn"],
    "load_balancer.*.target_group_arn": TARGET_GROUP,
    "network_configuration.subnets": SUBNETS,
    "network_configuration.security_groups": GROUPS,
  },
  aws_ecs_express_gateway_service: {
    // The provider takes a name and not an id, which is the cluster's ARN.
    cluster: ["aws_ecs_cluster.name"],
    execution_role_arn: ROLE,
    infrastructure_role_arn: ROLE,
    task_role_arn: ROLE,
    region: REGION,
    "network_configuration.*.subnets": SUBNETS,
    "network_configuration.*.security_groups": GROUPS,
    "primary_container.*.aws_logs_configuration.*.log_group": ["aws_cloudwatch_log_group.name"],
  },
  aws_appautoscaling_policy: {
    resource_id: ["aws_appautoscaling_target.resource_id"],
    scalable_dimension: ["aws_appautoscaling_target.scalable_dimension"],
    service_namespace: ["aws_appautoscaling_target.service_namespace"],
  },
  aws_iam_role_policy: { role: ROLE_NAME },
  aws_iam_role_policy_attachment: { role: ROLE_NAME },
  aws_sagemaker_model: { execution_role_arn: ROLE },
  aws_sagemaker_endpoint_configuration: {
    "production_variants.*.model_name": ["aws_sagemaker_model.name", "aws_sagemaker_model.id"],
  },
  aws_sagemaker_endpoint: {
    endpoint_config_name: [
      "aws_sagemaker_endpoint_configuration.name",
      "aws_sagemaker_endpoint_configuration.id",
    ],
  },
  aws_ecr_lifecycle_policy: { repository: ["aws_ecr_repository.name"] },
};

const DEPENDENCIES = "https://developer.hashicorp.com/terraform/language/expressions/references";

/** Whether the argument's value is what the reference gives, and not a text around it. */
const isWhole = (value: Value, reference: Reference): boolean =>
  JSON.stringify([reference.value].flat()).includes(JSON.stringify(value));

function* check(
  instance: Instance,
  argument: string,
  value: Value,
  fits: readonly string[],
): Iterable<Finding> {
  const places = isList(value)
    ? value.map((item, index): [string, Value] => [`${argument}.${index}`, item])
    : [[argument, value] as const];
  for (const [place, item] of places) {
    const references = instance.element.references.filter(
      (reference) => reference.argument === place || reference.argument === argument,
    );
    const right =
      references.length > 0 &&
      references.every((reference) => fits.includes(`${reference.to.type}.${reference.attribute}`)) &&
      references.some((reference) => isWhole(item, reference));
    if (!right) yield fault(instance, place, `a reference to ${fits.join(" or ")}`, DEPENDENCIES);
  }
}

export const references: Rule = function* (plan) {
  for (const [type, expected] of Object.entries(REFERENCES)) {
    for (const instance of plan.of(type)) {
      for (const [path, fits] of Object.entries(expected)) {
        for (const [argument, value] of matching(instance.values, path)) {
          yield* check(instance, argument, value, fits);
        }
      }
    }
  }
};
