import { enableCompileCache } from "node:module";
import { endWithOneLine } from "./stacks/helpers/errors.ts";

// Before everything else is imported: compiling it again each time would be a third of a synth.
enableCompileCache();

const { App } = await import("cdktf");
const { readSettings } = await import("./stacks/read-settings.ts");
const { STACKS } = await import("./stacks/all-stacks.ts");
const { STACK_NAMES, stackId } = await import("./stacks/stack-ids.ts");

endWithOneLine(() => {
  const settings = readSettings();
  const app = new App();
  for (const name of STACK_NAMES) {
    new STACKS[name](app, stackId(name), settings);
  }
  app.synth();
});
