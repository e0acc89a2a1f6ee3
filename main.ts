import { rmSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { endWithOneLine } from "./stacks/helpers/errors.ts";

// Before everything else is imported: compiling it again each time would be a third of a synth.
enableCompileCache();

const { App } = await import("cdktf");
const { readSettings } = await import("./stacks/read-settings.ts");
const { STACKS } = await import("./stacks/all-stacks.ts");
const { ALL_STACK_NAMES, stackId, stacksIn } = await import("./stacks/stack-ids.ts");

endWithOneLine(() => {
  const settings = readSettings();
  const app = new App();
  const stacks = stacksIn(settings);
  for (const name of stacks) {
    new STACKS[name](app, stackId(name), settings);
  }
  app.synth();
  // What an earlier synth wrote for a stack that there is no more could still be applied.
  for (const name of ALL_STACK_NAMES.filter((each) => !stacks.includes(each))) {
    rmSync(join(app.outdir, "stacks", stackId(name), "cdk.tf.json"), { force: true });
  }
});
