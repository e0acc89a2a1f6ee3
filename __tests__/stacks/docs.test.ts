import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { renderDifferences } from "../../scripts/render-differences.ts";
import { renderSettings } from "../../scripts/render-settings.ts";

it.each([
  ["settings.md", renderSettings],
  ["differences.md", renderDifferences],
])("docs/%s is what npm run docs would write", (file, render) => {
  expect(readFileSync(new URL(`../../docs/${file}`, import.meta.url), "utf8")).toBe(render());
});
