import type { Settings } from "../settings.ts";
import type { BaseStack } from "../shared/base-stack.ts";
import { type Roles, roles } from "../shared/roles.ts";

export const customRoles = (stack: BaseStack, settings: Settings): Roles =>
  roles(stack, settings, {
    infrastructure: "ecsExpressInfrastructure",
    execution: "ecsExpressExecution",
    task: "ecsExpressTask",
  });
