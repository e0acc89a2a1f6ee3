import { readFileSync } from "node:fs";
import { settingsSchema } from "../../stacks/settings.ts";
import { total } from "../cost/estimate.ts";
import { readPrices } from "../cost/price-table.ts";
import { estimateOf } from "../cost/stack-estimate.ts";
import { markdownTable } from "../tables.ts";

/** The Region of the table: there are prices of it. */
const REGION = "us-east-1";
const [BEGIN, END] = ["<!-- costs: made by npm run docs -->", "<!-- end of costs -->"];
const IDLE = { hours: 730, requests: 0 };

/** README.md with its table of costs as the prices are now. */
export function renderReadme(): string {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const [before = "", rest = ""] = readme.split(BEGIN);
  const [, after = ""] = rest.split(END);
  return `${before}${BEGIN}\n${costs()}\n${END}${after}`;
}

function costs(): string {
  const table = readPrices();
  const cost = (mode: "express" | "custom", extractor: "local" | "sagemaker") => {
    const settings = settingsSchema.parse({ region: REGION, extractor });
    return total(estimateOf(mode, extractor === "sagemaker", { settings, table, load: IDLE }));
  };
  const rows = (["express", "custom"] as const).map((mode) => [
    mode === "express" ? "Express" : "custom",
    cost(mode, "local"),
    `${cost(mode, "sagemaker")}, and the model's GPU instance`,
  ]);
  return markdownTable(
    [`a month in ${REGION}, one task, no receipts`, "embedded reader", "with the model"],
    rows,
  );
}
