import { defineConfig } from "vitest/config";

/** Suites that need more than Node, each with a script and a place of its own in CI. */
const suites = [
  "terraform",
  "container",
  "deploy",
  "fuzz",
  "browser",
  "examples",
  "hostile",
  "hostile-files",
];

const project = (name: string, include: string[], exclude: string[] = []) => ({
  test: {
    name,
    include,
    exclude,
    // Models load, pictures are read and processes start in these tests: seconds on a busy machine.
    testTimeout: name === "unit" ? 60_000 : 600_000,
    hookTimeout: name === "unit" ? 60_000 : 600_000,
    // Importing for each file anew took a quarter of the time; no module keeps more than caches.
    ...(name === "unit" && { isolate: false }),
    expect: { poll: { timeout: 10_000 } },
    ...(name === "terraform" && { globalSetup: "__tests__/terraform/setup.ts" }),
    // The first have limits of time that hold on a machine that does nothing else.
    ...(name === "hostile" && { fileParallelism: false }),
    ...(name === "hostile-files" && { maxWorkers: 2, sequence: { groupOrder: 1 } }),
  },
});

export default defineConfig({
  test: {
    projects: [
      project(
        "unit",
        ["__tests__/**/*.test.ts"],
        suites.map((suite) => `__tests__/${suite}/**`),
      ),
      ...suites.map((suite) => project(suite, [`__tests__/${suite}/**/*.test.ts`])),
    ],
  },
});
