/** All rules over one stack. */
import { ALARM_RULES } from "./aws/alarms.ts";
import { AUTOSCALING_RULES } from "./aws/autoscaling.ts";
import { AVAILABILITY_ZONE_RULES } from "./aws/availability-zones.ts";
import { CONTAINER_RULES } from "./aws/container-definitions.ts";
import { DOMAIN_RULES } from "./aws/domain.ts";
import { ECR_RULES } from "./aws/ecr.ts";
import { EXPRESS_RULES } from "./aws/ecs-express.ts";
import { SERVICE_RULES } from "./aws/ecs-service.ts";
import { TASK_DEFINITION_RULES } from "./aws/ecs-task-definition.ts";
import { FARGATE_RULES } from "./aws/fargate.ts";
import { POLICY_RULES } from "./aws/iam-policies.ts";
import { ROLE_RULES } from "./aws/iam-roles.ts";
import { LISTENER_RULES } from "./aws/listener.ts";
import { LOAD_BALANCER_RULES } from "./aws/load-balancer.ts";
import { LOG_RULES } from "./aws/logs.ts";
import { MODEL_SERVER_RULES } from "./aws/model-server.ts";
import { S3_RULES } from "./aws/s3.ts";
import { SAGEMAKER_RULES } from "./aws/sagemaker.ts";
import { SECURITY_GROUP_RULES } from "./aws/security-groups.ts";
import { TARGET_GROUP_RULES } from "./aws/target-group.ts";
import { VPC_RULES } from "./aws/vpc.ts";
import { VPC_ENDPOINT_RULES } from "./aws/vpc-endpoints.ts";
import type { Rule } from "./rule.ts";
import { describeFinding, type Finding } from "./terraform/finding.ts";
import { readPlan } from "./terraform/plan.ts";
import { ENVIRONMENT_RULES } from "./whole-stack/environment.ts";
import { EVERY_RESOURCE_RULES } from "./whole-stack/every-resource.ts";
import { META_ARGUMENT_RULES } from "./whole-stack/meta-arguments.ts";
import { NAME_RULES } from "./whole-stack/names.ts";
import { ORDER_RULES } from "./whole-stack/order.ts";
import { OUTPUT_RULES } from "./whole-stack/outputs.ts";
import { PROGRAM_RULES } from "./whole-stack/programs.ts";
import { SECRET_RULES } from "./whole-stack/secrets.ts";
import { TERRAFORM_BLOCK_RULES } from "./whole-stack/terraform-block.ts";
import { TIMEOUT_RULES } from "./whole-stack/timeouts.ts";
import { TRAFFIC_RULES } from "./whole-stack/traffic.ts";

export const RULES: readonly Rule[] = [
  ...TERRAFORM_BLOCK_RULES,
  ...META_ARGUMENT_RULES,
  ...OUTPUT_RULES,
  ...NAME_RULES,
  ...EVERY_RESOURCE_RULES,
  ...AVAILABILITY_ZONE_RULES,
  ...VPC_RULES,
  ...SECURITY_GROUP_RULES,
  ...TRAFFIC_RULES,
  ...LOAD_BALANCER_RULES,
  ...LISTENER_RULES,
  ...DOMAIN_RULES,
  ...TARGET_GROUP_RULES,
  ...TASK_DEFINITION_RULES,
  ...FARGATE_RULES,
  ...CONTAINER_RULES,
  ...PROGRAM_RULES,
  ...ENVIRONMENT_RULES,
  ...SECRET_RULES,
  ...TIMEOUT_RULES,
  ...SERVICE_RULES,
  ...AUTOSCALING_RULES,
  ...VPC_ENDPOINT_RULES,
  ...ROLE_RULES,
  ...POLICY_RULES,
  ...EXPRESS_RULES,
  ...ORDER_RULES,
  ...SAGEMAKER_RULES,
  ...MODEL_SERVER_RULES,
  ...LOG_RULES,
  ...ALARM_RULES,
  ...ECR_RULES,
  ...S3_RULES,
];

/**
 * Faults of a stack that neither the provider's schema nor AWS's answers would allow.
 * @param json the parsed cdk.tf.json
 */
export function checkStack(json: unknown): Finding[] {
  const plan = readPlan(json);
  // A value that was not understood is one finding: what the rules say about its argument would be a guess.
  const unread = plan.findings.filter(({ rule }) => NOT_UNDERSTOOD.includes(rule));
  const judged = RULES.flatMap((rule) => [...rule.find(plan)]).filter(
    ({ address, argument }) =>
      !unread.some((finding) => finding.address === address && finding.argument === argument),
  );
  // The instances of a counted resource share their faults.
  return [
    ...new Map([...plan.findings, ...judged].map((finding) => [describeFinding(finding), finding])).values(),
  ];
}

const NOT_UNDERSTOOD: readonly string[] = ["terraform/expression"];
