/** Writes the documents that are made from code. A test fails when one is stale. */
import { writeFileSync } from "node:fs";
import { renderDifferences } from "./render-differences.ts";
import { renderSettings } from "./render-settings.ts";

for (const [file, text] of [
  ["docs/settings.md", renderSettings()],
  ["docs/differences.md", renderDifferences()],
] as const) {
  writeFileSync(new URL(`../${file}`, import.meta.url), text);
  console.log(file);
}
