import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import type { ITerraformDependable } from "cdktf";
import type { BaseStack } from "../parts/base-stack.ts";
import { type Location, location } from "../parts/location.ts";
import { awsManaged, permissions, trust } from "../parts/policies.ts";
import type { Settings } from "../settings.ts";

export interface SagemakerRole {
  readonly location: Location;
  readonly role: IamRole;
  /** What the model must depend on, since SageMaker uses them while it creates the endpoint. */
  readonly policies: readonly ITerraformDependable[];
}

/** SageMaker assumes this role to pull the image and to write the container's log. */
export function sagemakerRole(stack: BaseStack, settings: Settings): SagemakerRole {
  const here = location(stack);
  const role = new IamRole(stack, "aws_iam_role.sagemaker", {
    name: stack.named("sagemakerExecutionRole"),
    assumeRolePolicy: trust("sagemaker.amazonaws.com"),
  });
  const pull = new IamRolePolicyAttachment(stack, "aws_iam_role_policy_attachment.ecr", {
    role: role.name,
    policyArn: awsManaged("AmazonEC2ContainerRegistryReadOnly"),
  });
  const logGroup = `arn:aws:logs:${here.region}:${here.accountId}:log-group:/aws/sagemaker/Endpoints/${settings.endpointName}`;
  const logs = new IamRolePolicy(stack, "aws_iam_role_policy.logs", {
    name: stack.named("sagemakerLogs"),
    role: role.name,
    policy: permissions({
      Effect: "Allow",
      Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: [logGroup, `${logGroup}:*`],
    }),
  });
  return { location: here, role, policies: [pull, logs] };
}
