import type { Settings } from "../settings.ts";
import type { BaseStack } from "../shared/base-stack.ts";
import { type Roles, roles } from "../shared/roles.ts";

export const expressRoles = (stack: BaseStack, settings: Settings): Roles =>
  roles(stack, settings, {
    infrastructure: "ecsExpressInfrastructureRole",
    execution: "ecsExpressExecutionRole",
    task: "ecsExpressTaskRole",
  });
