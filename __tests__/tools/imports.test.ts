import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

test("only tests use what is in __tests__: what others need too is in fixtures", () => {
  const folders = ["app", "bench", "deploy", "fixtures", "stacks", "tools"];
  const files = folders.flatMap((folder) => globSync(`${folder}/**/*.{ts,sh,py}`, { cwd: ROOT }));
  expect(files.length).toBeGreaterThan(200);
  const users = files.filter((file) => readFileSync(join(ROOT, file), "utf8").includes("__tests__"));
  expect(users).toEqual([]);
});
