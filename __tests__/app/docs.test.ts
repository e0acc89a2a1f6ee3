import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { renderBehaviour } from "../../tools/docs/render-behaviour.ts";
import { renderEnvironment } from "../../tools/docs/render-environment.ts";

test.each([
  ["environment.md", renderEnvironment],
  ["behaviour.md", renderBehaviour],
])("docs/%s is what npm run docs would write", (file, render) => {
  expect(readFileSync(new URL(`../../docs/${file}`, import.meta.url), "utf8")).toBe(render());
});
