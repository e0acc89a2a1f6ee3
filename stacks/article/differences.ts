/**
 * Where the stacks differ from the article's Terraform, and why. The values are in the article's facts and in what the
 * synth writes: see compare.ts. A test compares every argument of both, so an entry is missing or stale as soon as
 * either side changes. docs/differences.md is rendered from these tables.
 */
import type { StackName } from "../stack-ids.ts";

/** An argument, or a block with all in it, that the article has and that is other here. */
export interface Difference {
  readonly stacks: readonly StackName[];
  readonly address: string;
  /** Path of the argument, for example `health_check.path`. */
  readonly argument: string;
  readonly reason: string;
}

/** A resource, output or argument that only we have. */
export interface Addition {
  readonly stacks: readonly StackName[];
  readonly address: string;
  /** Path of the argument, `*` for every element of a list; absent when all of it is new. */
  readonly argument?: string;
  readonly reason: string;
}

export const DIFFERENCES: readonly Difference[] = [
  {
    stacks: ["express", "custom", "sagemaker"],
    address: "terraform.required_providers.aws",
    argument: "version",
    reason:
      "In 6.45.0 an Express service may fail with “inconsistent result after apply”, since ECS adds a security group of its own ([47437](https://github.com/hashicorp/terraform-provider-aws/issues/47437), fixed by pull request 47944), and cannot be made again under a name that was destroyed ([48057](https://github.com/hashicorp/terraform-provider-aws/issues/48057), fixed by pull request 48098). The setting `providerVersion` brings it back.",
  },
  {
    stacks: ["express", "custom"],
    address: "aws_iam_role_policy.sagemaker",
    argument: "policy.Statement.0.Resource",
    reason: "The API calls one endpoint, so it may call only that.",
  },
  {
    stacks: ["custom"],
    address: "aws_iam_role_policy.sagemaker",
    argument: "role",
    reason: "The same value; the article writes it in two ways.",
  },
  {
    stacks: ["express"],
    address: "aws_security_group.alb_sg",
    argument: "ingress",
    reason:
      "Express gives this group to the tasks, whom only the load balancer calls: from the public subnets, on the container's port. Its own group has 80 and 443.",
  },
  {
    stacks: ["express"],
    address: "aws_security_group.alb_sg",
    argument: "egress",
    reason: "The tasks call AWS over HTTPS and nothing else.",
  },
  {
    stacks: ["custom"],
    address: "aws_security_group.alb_sg",
    argument: "egress",
    reason: "The load balancer calls the tasks and nothing else.",
  },
  {
    stacks: ["custom"],
    address: "aws_security_group.ecs_sg",
    argument: "egress",
    reason: "The tasks reach AWS through the VPC endpoints, and nothing else.",
  },
  {
    stacks: ["custom"],
    address: "aws_security_group.vpce_sg",
    argument: "egress",
    reason: "An endpoint answers and never asks.",
  },
  {
    stacks: ["custom"],
    address: "aws_security_group.sagemaker_sg",
    argument: "egress",
    reason: "An endpoint answers and never asks.",
  },
  {
    stacks: ["custom"],
    address: "aws_vpc_endpoint.sagemaker_runtime",
    argument: "security_group_ids",
    reason: "The article makes a group for this endpoint and then uses another.",
  },
  ...["ecr_api", "ecr_dkr", "logs", "sagemaker_runtime", "s3"].map(
    (name): Difference => ({
      stacks: ["custom"],
      address: `aws_vpc_endpoint.${name}`,
      argument: "service_name",
      reason: "Follows the Region of the provider.",
    }),
  ),
  {
    stacks: ["custom"],
    address: "aws_appautoscaling_policy.cpu",
    argument: "policy_type",
    reason:
      "A predictive policy without a mode only forecasts and never scales, and a forecast needs a day of load. Target tracking does what the policy's name says.",
  },
  {
    stacks: ["custom"],
    address: "aws_appautoscaling_policy.cpu",
    argument: "predictive_scaling_policy_configuration",
    reason: "See policy_type.",
  },
  {
    stacks: ["sagemaker"],
    address: "aws_iam_role_policy_attachment.ecr",
    argument: "policy_arn",
    reason: "The model's container pulls an image; it need not be able to delete the registry.",
  },
  {
    stacks: ["sagemaker"],
    address: "aws_sagemaker_model.model",
    argument: "primary_container.image",
    reason:
      "The article's vLLM 0.19.1 normalises Gemma 4's picture embeddings in the wrong place ([40411](https://github.com/vllm-project/vllm/pull/40411)). AWS's [server-sagemaker-cuda-v1.4](https://aws.github.io/deep-learning-containers/vllm/changelog/) has it right and still CUDA 12.9. With the setting `modelImage=vllm-gemma-4:0.19.1-sagemaker` nothing of an adopted model changes.",
  },
  {
    stacks: ["sagemaker"],
    address: "aws_sagemaker_model.model",
    argument: "name",
    reason:
      "Neither a model nor an endpoint configuration can be changed in place. So any but the article's has a name with a hash of its configuration: a change makes new ones, the endpoint moves to them without a pause, and the old ones go.",
  },
  {
    stacks: ["sagemaker"],
    address: "aws_sagemaker_endpoint.endpoint",
    argument: "name",
    reason: "The endpoint keeps the name that the API calls when the model gets another one.",
  },
];

export const ADDITIONS: readonly Addition[] = [
  {
    stacks: ["express", "custom", "sagemaker", "registry"],
    address: "terraform.backend.local",
    reason: "The state is in the project's root under the stack's name, by a relative path.",
  },
  {
    stacks: ["express", "custom"],
    address: "aws_cloudwatch_log_group.fastapi",
    reason:
      "A log group of our own with 30 days of retention. Express would make one that keeps everything and survives a destroy; the article's custom task writes no log at all.",
  },
  {
    stacks: ["express", "custom"],
    address: "aws_default_security_group.default",
    reason: "The VPC's default security group without rules, so that nothing can rely on it.",
  },
  {
    stacks: ["express", "custom"],
    address: "data.aws_availability_zones.available",
    argument: "state",
    reason: "A zone that takes no new subnets is no use.",
  },
  {
    stacks: ["express", "custom"],
    address: "data.aws_availability_zones.available",
    argument: "filter",
    reason: "Local Zones sort before the Region's own zones, and hold neither load balancers nor Fargate.",
  },
  {
    stacks: ["custom"],
    address: "aws_security_group.alb_sg",
    argument: "ingress.*.description",
    reason: "Says what the rule is for.",
  },
  ...["ecs_sg", "vpce_sg", "sagemaker_sg"].map(
    (name): Addition => ({
      stacks: ["custom"],
      address: `aws_security_group.${name}`,
      argument: "ingress.*.description",
      reason: "Says what the rule is for.",
    }),
  ),
  {
    stacks: ["custom"],
    address: "aws_iam_role.task",
    argument: "assume_role_policy.Statement.0.Condition",
    reason:
      "ECS may use the role for tasks of this account only. The setting `trustConditions` takes it off.",
  },
  {
    stacks: ["sagemaker"],
    address: "aws_iam_role.sagemaker",
    argument: "assume_role_policy.Statement.0.Condition",
    reason: "SageMaker may use the role for this account only. The setting `trustConditions` takes it off.",
  },
  {
    stacks: ["express"],
    address: "aws_ecs_express_gateway_service.fastapi",
    argument: "primary_container.0.environment",
    reason:
      "Engine, endpoint, Region, deadline and upload limit, which the article writes into its Python file.",
  },
  {
    stacks: ["express"],
    address: "aws_ecs_express_gateway_service.fastapi",
    argument: "primary_container.0.aws_logs_configuration",
    reason: "Writes to the log group of our own.",
  },
  {
    stacks: ["express"],
    address: "aws_ecs_express_gateway_service.fastapi",
    argument: "timeouts",
    reason: "AWS takes its time to remove load balancer and certificate.",
  },
  {
    stacks: ["express"],
    address: "aws_ecs_express_gateway_service.fastapi",
    argument: "depends_on",
    reason:
      "Policies and the route to the Internet come before the service and go after it: otherwise it may get an internal load balancer, and a destroy hangs in DRAINING.",
  },
  {
    stacks: ["custom"],
    address: "aws_ecs_service.fastapi",
    argument: "depends_on",
    reason:
      "Listener, policies, VPC endpoints and the route to S3 come before the service and go after it: otherwise it cannot start, and a destroy hangs in DRAINING.",
  },
  {
    stacks: ["custom"],
    address: "aws_ecs_service.fastapi",
    argument: "lifecycle",
    reason: "Autoscaling moves the desired count; without this every apply resets it.",
  },
  {
    stacks: ["custom"],
    address: "aws_ecs_service.fastapi",
    argument: "deployment_circuit_breaker",
    reason:
      "A deployment whose tasks do not start is stopped and rolled back instead of retried without end.",
  },
  {
    stacks: ["custom"],
    address: "aws_ecs_service.fastapi",
    argument: "health_check_grace_period_seconds",
    reason: "A task that still starts is not killed for it.",
  },
  {
    stacks: ["custom"],
    address: "aws_ecs_task_definition.fastapi",
    argument: "container_definitions.0.environment",
    reason:
      "Engine, endpoint, Region, deadline and upload limit, which the article writes into its Python file.",
  },
  {
    stacks: ["custom"],
    address: "aws_ecs_task_definition.fastapi",
    argument: "container_definitions.0.logConfiguration",
    reason:
      "The article's task writes no log. Non-blocking: when CloudWatch is slow, lines are lost and not the API.",
  },
  {
    stacks: ["custom"],
    address: "aws_ecs_task_definition.fastapi",
    argument: "container_definitions.0.readonlyRootFilesystem",
    reason: "The API writes no files.",
  },
  {
    stacks: ["custom"],
    address: "aws_ecs_task_definition.fastapi",
    argument: "container_definitions.0.linuxParameters",
    reason: "The API needs no capability of the kernel.",
  },
  {
    stacks: ["custom"],
    address: "aws_ecs_task_definition.fastapi",
    argument: "container_definitions.0.stopTimeout",
    reason: "Longer than the longest request, so that a stop loses none.",
  },
  {
    stacks: ["custom"],
    address: "aws_lb.main",
    argument: "drop_invalid_header_fields",
    reason: "Header names that HTTP does not allow are a way to smuggle requests.",
  },
  {
    stacks: ["custom"],
    address: "aws_lb.main",
    argument: "idle_timeout",
    reason: "AWS's default, written down: it must be longer than the API's deadline.",
  },
  {
    stacks: ["custom"],
    address: "aws_lb.main",
    argument: "depends_on",
    reason:
      "AWS refuses an internet-facing load balancer in a VPC whose gateway is not attached yet, and nothing else makes Terraform wait.",
  },
  {
    stacks: ["custom"],
    address: "aws_lb_target_group.fastapi",
    argument: "deregistration_delay",
    reason: "Longer than the longest request, instead of five minutes.",
  },
  ...["matcher", "interval", "timeout", "healthy_threshold", "unhealthy_threshold"].map(
    (argument): Addition => ({
      stacks: ["custom"],
      address: "aws_lb_target_group.fastapi",
      argument: `health_check.${argument}`,
      reason: "A new task takes requests after half a minute instead of two and a half.",
    }),
  ),
  {
    stacks: ["custom"],
    address: "aws_appautoscaling_policy.cpu",
    argument: "target_tracking_scaling_policy_configuration",
    reason: "70 % CPU, the article's target; quick to grow, slow to shrink.",
  },
  {
    stacks: ["sagemaker"],
    address: "aws_cloudwatch_log_group.endpoint",
    reason: "The group that SageMaker makes by itself keeps everything and survives a destroy.",
  },
  {
    stacks: ["sagemaker"],
    address: "aws_iam_role_policy.logs",
    reason: "Without it the model's container writes no log, and a failed start cannot be explained.",
  },
  {
    stacks: ["sagemaker"],
    address: "aws_sagemaker_model.model",
    argument: "depends_on",
    reason: "SageMaker uses the role's policies while it starts the endpoint.",
  },
  {
    stacks: ["sagemaker"],
    address: "aws_sagemaker_model.model",
    argument: "lifecycle",
    reason: "A changed model is made, under a name of its own, before the endpoint leaves the old one.",
  },
  {
    stacks: ["sagemaker"],
    address: "aws_sagemaker_endpoint_configuration.endpointConfig",
    argument: "lifecycle",
    reason:
      "As for the model. A configuration that the article made has neither startup timeout nor host image and stays as it is; a new one gets both.",
  },
  {
    stacks: ["sagemaker"],
    address: "aws_sagemaker_endpoint_configuration.endpointConfig",
    argument: "production_variants.0.container_startup_health_check_timeout_in_seconds",
    reason: "Half an hour to load the weights.",
  },
  {
    stacks: ["sagemaker"],
    address: "aws_sagemaker_endpoint_configuration.endpointConfig",
    argument: "production_variants.0.inference_ami_version",
    reason:
      "Without it the NVIDIA driver follows the instance family, and one that is too old for the image leaves the endpoint in Creating without a log.",
  },
  {
    stacks: ["registry"],
    address: "terraform.required_providers.aws",
    reason: "The article's readers make the repository by hand; here it has a stack.",
  },
  { stacks: ["registry"], address: "provider.aws", reason: "As above." },
  { stacks: ["registry"], address: "aws_ecr_repository.api", reason: "As above, with scan on push." },
  {
    stacks: ["registry"],
    address: "aws_ecr_lifecycle_policy.api",
    reason:
      "The newest 20 images without a tag stay, and the newest 20 that lost theirs to a later push and are called was-…; all others stay, since a running service may need them.",
  },
  { stacks: ["registry"], address: "output.repository_url", reason: "Where to push the image." },
  {
    stacks: ["express", "custom"],
    address: "output.service_url",
    reason: "The URL; for Express the article reads it in the console.",
  },
  { stacks: ["express"], address: "output.service_arn", reason: "For the console, and for an import." },
  { stacks: ["custom"], address: "output.service_name", reason: "For the console." },
  { stacks: ["express", "custom"], address: "output.cluster_name", reason: "For the console." },
  {
    stacks: ["express", "custom"],
    address: "output.log_group_name",
    reason: "Where the container's log is.",
  },
  {
    stacks: ["express", "custom"],
    address: "output.model_endpoint_name",
    reason: "Which model the API calls.",
  },
  { stacks: ["sagemaker"], address: "output.endpoint_name", reason: "What the API calls." },
  {
    stacks: ["sagemaker"],
    address: "output.endpoint_configuration_name",
    reason: "Shows whether a change has reached the endpoint.",
  },
  {
    stacks: ["sagemaker"],
    address: "output.model_name",
    reason: "Shows whether a change has reached the endpoint.",
  },
];
