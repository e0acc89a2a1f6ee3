/** Arguments of other kinds of the same resource, which here contradict the rest or do nothing. */
import { fault, type Rule } from "./rule.ts";
import { matching } from "./values.ts";

const PREFIX = "a name, which is given";
const IPV6 = "a network with IPv6";
const OTHER_BALANCER = "a network load balancer";
const EC2 = "tasks on EC2";

/** By type and path: what it would belong to. */
export const UNFIT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_vpc: {
    ipv4_ipam_pool_id: "a VPC without a cidr_block",
    ipv4_netmask_length: "a VPC without a cidr_block",
    ipv6_cidr_block: IPV6,
    ipv6_ipam_pool_id: IPV6,
  },
  aws_subnet: {
    availability_zone_id: "a subnet without an availability_zone",
    ipv6_cidr_block: IPV6,
    ipv6_native: IPV6,
    assign_ipv6_address_on_creation: IPV6,
    outpost_arn: "an Outpost",
    customer_owned_ipv4_pool: "an Outpost",
  },
  aws_security_group: { name_prefix: PREFIX },
  aws_vpc_endpoint: {
    service_region: "a service of another Region",
    service_network_arn: "VPC Lattice",
    resource_configuration_arn: "VPC Lattice",
    policy: "endpoints that limit who may call; here the role does",
  },
  aws_lb: {
    name_prefix: PREFIX,
    subnet_mapping: OTHER_BALANCER,
    dns_record_client_routing_policy: OTHER_BALANCER,
    customer_owned_ipv4_pool: "an Outpost",
  },
  aws_lb_target_group: {
    name_prefix: PREFIX,
    lambda_multi_value_headers_enabled: "a Lambda function",
    proxy_protocol_v2: OTHER_BALANCER,
    preserve_client_ip: OTHER_BALANCER,
    connection_termination: OTHER_BALANCER,
  },
  aws_lb_listener: { alpn_policy: OTHER_BALANCER, tcp_idle_timeout_seconds: OTHER_BALANCER },
  aws_ecs_task_definition: {
    ipc_mode: EC2,
    placement_constraints: EC2,
    proxy_configuration: "App Mesh",
  },
  aws_ecs_service: {
    iam_role: "tasks without a network of their own",
    capacity_provider_strategy: "a service without a launch_type",
    ordered_placement_strategy: EC2,
    placement_constraints: EC2,
    enable_execute_command: "tasks with a file system that can be written and a way to Systems Manager",
  },
  aws_appautoscaling_target: { role_arn: "services without a service-linked role" },
  aws_appautoscaling_policy: {
    step_scaling_policy_configuration: "policy_type StepScaling",
    predictive_scaling_policy_configuration: "policy_type PredictiveScaling",
    "target_tracking_scaling_policy_configuration.customized_metric_specification": "a metric of one's own",
  },
  aws_cloudwatch_log_group: { name_prefix: PREFIX },
  aws_iam_role: {
    name_prefix: PREFIX,
    inline_policy: "a role without aws_iam_role_policy",
    managed_policy_arns: "a role without aws_iam_role_policy_attachment",
  },
  aws_iam_role_policy: { name_prefix: PREFIX },
  aws_sagemaker_model: { container: "a chain of containers", vpc_config: "a model that downloads nothing" },
  aws_sagemaker_endpoint_configuration: {
    name_prefix: PREFIX,
    shadow_production_variants: "a comparison of two models",
    async_inference_config: "a client that does not wait",
    "production_variants.*.serverless_config": "a model that needs no GPU",
    "production_variants.*.accelerator_type": "Elastic Inference, which AWS has ended",
  },
};

export const unfit: Rule = function* (plan) {
  for (const [type, unfits] of Object.entries(UNFIT)) {
    for (const instance of plan.of(type)) {
      for (const [path, belongs] of Object.entries(unfits)) {
        for (const [argument] of matching(instance.values, path)) {
          yield fault(
            instance,
            argument,
            `nothing; it belongs to ${belongs}`,
            "documentation of the resource",
          );
        }
      }
    }
  }
};
