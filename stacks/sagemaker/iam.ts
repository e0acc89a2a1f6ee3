import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import type { ITerraformDependable } from "cdktf";
import { shortHash } from "../helpers/short-hash.ts";
import { ARTICLE_ENDPOINT } from "../model-settings.ts";
import type { BaseStack } from "../parts/base-stack.ts";
import { type Location, location } from "../parts/location.ts";
import { awsManaged, permissions, trust } from "../parts/policies.ts";
import { boundary } from "../parts/roles.ts";
import type { Settings } from "../settings.ts";
import { modelLogGroup } from "./log-group.ts";

export interface SagemakerRole {
  readonly location: Location;
  readonly role: IamRole;
  /** What the model must depend on, since SageMaker uses them while it creates the endpoint. */
  readonly policies: readonly ITerraformDependable[];
}

const ROLE = "sagemakerExecutionRole";

/** Each endpoint has a role of its own, so that none takes another's away. IAM allows 64 characters. */
function roleName(endpointName: string): string {
  if (endpointName === ARTICLE_ENDPOINT) {
    return ROLE;
  }
  const name = `${ROLE}-${endpointName}`;
  return name.length <= 64 ? name : `${name.slice(0, 55)}-${shortHash(endpointName)}`;
}

/** SageMaker assumes this role to pull the image and to write the container's log. */
export function sagemakerRole(stack: BaseStack, settings: Settings): SagemakerRole {
  const here = location(stack);
  const role = new IamRole(stack, "aws_iam_role.sagemaker", {
    name: roleName(settings.endpointName),
    // https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html
    assumeRolePolicy: trust(
      "sagemaker.amazonaws.com",
      settings.trustConditions ? { account: here.accountId } : undefined,
    ),
    ...boundary(settings),
  });
  const pull = new IamRolePolicyAttachment(stack, "aws_iam_role_policy_attachment.ecr", {
    role: role.name,
    policyArn: awsManaged("AmazonEC2ContainerRegistryReadOnly"),
  });
  const group = modelLogGroup(stack, settings);
  // Written out, since the provider's attribute ends in :* or not by its version.
  const arn = `arn:aws:logs:${here.region}:${here.accountId}:log-group:${group.name}`;
  const logs = new IamRolePolicy(stack, "aws_iam_role_policy.logs", {
    name: "sagemakerLogs",
    role: role.name,
    policy: permissions({
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: [arn, `${arn}:*`],
    }),
  });
  return { location: here, role, policies: [pull, logs] };
}
