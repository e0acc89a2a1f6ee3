import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import type { ITerraformDependable } from "cdktf";
import { KEPT } from "../facts/kept-rights.ts";
import type { Settings } from "../settings.ts";
import type { BaseStack } from "./base-stack.ts";
import { type Location, location } from "./location.ts";
import { awsManaged, permissions, type Statement, type TrustCondition, trust } from "./policies.ts";
import { secretService } from "./task-environment.ts";

export interface Roles {
  readonly location: Location;
  /** ECS assumes it to make load balancers, target groups and the like for an Express service. */
  readonly infrastructure: IamRole;
  /** ECS assumes it to pull the image, to read secrets and to write logs. */
  readonly execution: IamRole;
  /** The API assumes it to call the model. */
  readonly task: IamRole;
  /** What a service must depend on: without these it cannot start, and a destroy that takes them first hangs. */
  readonly policies: readonly ITerraformDependable[];
}

/**
 * The three roles of the article's iam.tf. Its two folders name them differently.
 * @param taskCondition for whom ECS may use the task's role. AWS's pages show one for that role, and none for the others.
 */
export function roles(
  stack: BaseStack,
  settings: Settings,
  names: { readonly infrastructure: string; readonly execution: string; readonly task: string },
  taskCondition: (here: Location) => TrustCondition | undefined = () => undefined,
): Roles {
  const here = location(stack);

  const role = (
    key: keyof typeof names,
    service: `${string}.amazonaws.com`,
    condition?: TrustCondition,
  ): IamRole =>
    new IamRole(stack, `aws_iam_role.${key}`, {
      name: stack.named(names[key]),
      assumeRolePolicy: trust(service, condition),
      ...boundary(settings),
    });
  const infrastructure = role("infrastructure", "ecs.amazonaws.com");
  const execution = role("execution", "ecs-tasks.amazonaws.com");
  const task = role("task", "ecs-tasks.amazonaws.com", taskCondition(here));

  const policies: ITerraformDependable[] = [
    new IamRolePolicyAttachment(stack, "aws_iam_role_policy_attachment.infrastructure", {
      role: infrastructure.name,
      policyArn: awsManaged("service-role/AmazonECSInfrastructureRoleforExpressGatewayServices"),
    }),
    new IamRolePolicyAttachment(stack, "aws_iam_role_policy_attachment.execution", {
      role: execution.name,
      policyArn: awsManaged("service-role/AmazonECSTaskExecutionRolePolicy"),
    }),
  ];
  const rights = endpointRights(here, settings);
  if (rights.length > 0) {
    policies.push(
      new IamRolePolicy(stack, "aws_iam_role_policy.sagemaker", {
        name: stack.named("ecsExpressSagemaker"),
        role: task.name,
        policy: permissions(...rights),
      }),
    );
  }
  if (settings.apiKeysSecret !== undefined) {
    policies.push(
      new IamRolePolicy(stack, "aws_iam_role_policy.api_keys", {
        name: stack.named("ecsExpressApiKeys"),
        role: execution.name,
        policy: permissions(secretRight(settings.apiKeysSecret)),
      }),
    );
  }
  return { location: here, infrastructure, execution, task, policies };
}

/** Beyond which a role may do nothing, whatever its policies allow. */
export const boundary = ({ permissionsBoundary }: Settings) =>
  permissionsBoundary === undefined ? {} : { permissionsBoundary };

/** The right to read exactly this secret or parameter, whichever version. */
const secretRight = (arn: string): Statement => ({
  Effect: "Allow",
  Action: [secretService(arn) === "ssm" ? "ssm:GetParameters" : "secretsmanager:GetSecretValue"],
  Resource: arn.split(":::")[0] ?? arn,
});

/** The right to call the model, and that which tasks of the version before still need. */
function endpointRights({ region, accountId }: Location, settings: Settings): Statement[] {
  const called = settings.extractor === "sagemaker" ? [settings.endpointName] : [];
  const kept = settings.keepEndpoints.filter((name) => !called.includes(name));
  const arn = (name: string) => `arn:aws:sagemaker:${region}:${accountId}:endpoint/${name}`;
  const Action = ["sagemaker:InvokeEndpoint"];
  return [
    ...called.map((name): Statement => ({ Effect: "Allow", Action, Resource: arn(name) })),
    ...(kept.length === 0 ? [] : [{ Sid: KEPT, Effect: "Allow", Action, Resource: kept.map(arn) } as const]),
  ];
}
