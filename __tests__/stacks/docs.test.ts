import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { renderAlarms } from "../../tools/docs/render-alarms.ts";
import { renderReadme } from "../../tools/docs/render-costs.ts";
import { renderDifferences } from "../../tools/docs/render-differences.ts";
import { renderSettings } from "../../tools/docs/render-settings.ts";

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

it.each([
  ["docs/settings.md", renderSettings],
  ["docs/differences.md", renderDifferences],
  ["docs/alarms.md", renderAlarms],
  ["README.md", renderReadme],
])("%s is what npm run docs would write", (file, render) => {
  expect(read(file)).toBe(render());
});

// In a process of its own: the classes of 35 resources take the test runner a minute to load.
it("stacks/rules/terraform/provider-schema.json is what npm run docs would write", () => {
  const script =
    'const { renderProviderSchema } = await import("./tools/stacks/provider-schema.ts"); process.stdout.write(await renderProviderSchema());';
  const written = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    encoding: "utf8",
  });
  expect(read("stacks/rules/terraform/provider-schema.json")).toBe(written);
});
