/** Writes what is rendered from code: documents and the provider's schema. A test fails if one is out of date. */
import { writeFileSync } from "node:fs";
import { renderProviderSchema } from "../stacks/provider-schema.ts";
import { renderAlarms } from "./render-alarms.ts";
import { renderBehaviour } from "./render-behaviour.ts";
import { renderReadme } from "./render-costs.ts";
import { renderDifferences } from "./render-differences.ts";
import { renderEnvironment } from "./render-environment.ts";
import { renderSettings } from "./render-settings.ts";

for (const [file, text] of [
  ["docs/settings.md", renderSettings()],
  ["docs/differences.md", renderDifferences()],
  ["docs/alarms.md", renderAlarms()],
  ["docs/environment.md", renderEnvironment()],
  ["docs/behaviour.md", renderBehaviour()],
  ["README.md", renderReadme()],
  ["stacks/rules/terraform/provider-schema.json", await renderProviderSchema()],
] as const) {
  writeFileSync(new URL(`../../${file}`, import.meta.url), text);
  console.log(file);
}
