import type { BaseStack } from "../parts/base-stack.ts";
import { type Roles, roles } from "../parts/roles.ts";
import type { Settings } from "../settings.ts";

export const customRoles = (stack: BaseStack, settings: Settings): Roles =>
  roles(
    stack,
    settings,
    {
      infrastructure: "ecsExpressInfrastructure",
      execution: "ecsExpressExecution",
      task: "ecsExpressTask",
    },
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
    ({ accountId, region }) =>
      settings.trustConditions
        ? { account: accountId, sourceArn: `arn:aws:ecs:${region}:${accountId}:*` }
        : undefined,
  );
