import { App } from "cdktf";
import { expect, it } from "vitest";
import { ExpressStack } from "../../stacks/express/main.ts";
import { DEFAULT_SETTINGS } from "../../stacks/settings.ts";

it("stops the synth, with a line that names address, argument, value, what is allowed, why and the rule", () => {
  const stack = new ExpressStack(new App(), "express-stack", { ...DEFAULT_SETTINGS, memory: 300 });
  expect(() => stack.toTerraform()).toThrow(
    /^express-stack: aws_ecs_express_gateway_service\.fastapi memory = "300"; allowed: with cpu 256: 512, 1024, 2048 MiB \(https:\/\/docs\.aws\.amazon\.com\/\S+\) \[fargate\/size\]$/,
  );
});
