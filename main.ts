import { enableCompileCache } from "node:module";
import { endWithOneLine } from "./stacks/helpers/errors.ts";

// Before everything else is imported: compiling it again each time would be a third of a synth.
enableCompileCache();

const { App } = await import("cdktf");
const { readSettings } = await import("./stacks/read-settings.ts");
const { stackId } = await import("./stacks/stack-ids.ts");
const { RegistryStack } = await import("./stacks/registry/main.ts");
const { SagemakerStack } = await import("./stacks/sagemaker/main.ts");
const { ExpressStack } = await import("./stacks/express/main.ts");
const { CustomStack } = await import("./stacks/custom/main.ts");

endWithOneLine(() => {
  const settings = readSettings();
  const app = new App();
  new RegistryStack(app, stackId("registry"), settings);
  new SagemakerStack(app, stackId("sagemaker"), settings);
  new ExpressStack(app, stackId("express"), settings);
  new CustomStack(app, stackId("custom"), settings);
  app.synth();
});
