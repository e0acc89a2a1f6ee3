/** `npm run cost -- express|custom`: what the stack of these settings costs in a month, line by line. */
import { parseArgs } from "node:util";
import { readSettings } from "../../stacks/read-settings.ts";
import { readPrices } from "./price-table.ts";
import { report } from "./report.ts";
import { estimateOf } from "./stack-estimate.ts";

const USAGE = `usage: npm run cost -- express|custom [--with-model] [--requests N] [--hours H]
  --with-model  also the SageMaker endpoint
  --requests    receipts in these hours, 0 by default; then also what a thousand of them cost
  --hours       hours that the stack exists, 730 by default, which is a month`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { "with-model": { type: "boolean" }, requests: { type: "string" }, hours: { type: "string" } },
  });
  const [mode, ...rest] = positionals;
  const load = { requests: Number(values.requests ?? 0), hours: Number(values.hours ?? 730) };
  if (
    (mode !== "express" && mode !== "custom") ||
    rest.length > 0 ||
    !(load.requests >= 0) ||
    !(load.hours > 0)
  ) {
    throw new Error(USAGE);
  }
  const settings = readSettings();
  const found = estimateOf(mode, values["with-model"] ?? false, { settings, table: readPrices(), load });
  process.stdout.write(
    `${mode}-stack, ${settings.region}, extractor ${settings.extractor}, ${load.hours} hours, ${load.requests} receipts\n\n${report(found, load.requests)}`,
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
