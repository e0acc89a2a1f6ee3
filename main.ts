import "./stacks/shared/compile-cache.ts";
import { App } from "cdktf";
import { CustomStack } from "./stacks/custom/main.ts";
import { ExpressStack } from "./stacks/express/main.ts";
import { readSettings } from "./stacks/read-settings.ts";
import { RegistryStack } from "./stacks/registry/main.ts";
import { SagemakerStack } from "./stacks/sagemaker/main.ts";
import { endWithOneLine } from "./stacks/shared/errors.ts";

endWithOneLine(() => {
  const settings = readSettings();
  const app = new App();
  new RegistryStack(app, "registry-stack", settings);
  new SagemakerStack(app, "sagemaker-stack", settings);
  new ExpressStack(app, "express-stack", settings);
  new CustomStack(app, "custom-stack", settings);
  app.synth();
});
