import { BootstrapStack } from "./bootstrap/main.ts";
import { CustomStack } from "./custom/main.ts";
import { ExpressStack } from "./express/main.ts";
import type { BaseStack } from "./parts/base-stack.ts";
import { RegistryStack } from "./registry/main.ts";
import { SagemakerStack } from "./sagemaker/main.ts";
import type { StackName } from "./stack-ids.ts";

/** The classes of the stacks, by name. */
export const STACKS = {
  bootstrap: BootstrapStack,
  registry: RegistryStack,
  sagemaker: SagemakerStack,
  express: ExpressStack,
  custom: CustomStack,
} as const satisfies Record<StackName, new (...args: never[]) => BaseStack>;
