import { App } from "cdktf";
import { STACKS } from "../../stacks/all-stacks.ts";
import type { Settings } from "../../stacks/settings.ts";
import { stackId } from "../../stacks/stack-ids.ts";
import { type Estimate, estimate } from "./estimate.ts";
import { type PriceTable, pricesIn } from "./price-table.ts";
import { type Load, usageOf } from "./usage.ts";

/** What the API costs in one of the modes, with the model's endpoint or without. @throws Error for a Region without prices */
export function estimateOf(
  mode: "express" | "custom",
  withModel: boolean,
  { settings, table, load }: { readonly settings: Settings; readonly table: PriceTable; readonly load: Load },
): Estimate {
  const app = new App();
  const names = withModel ? ([mode, "sagemaker"] as const) : [mode];
  const uses = names.flatMap((name) =>
    usageOf(new STACKS[name](app, stackId(name), settings).toTerraform(), load),
  );
  return estimate(uses, pricesIn(table, settings.region));
}
