/** What `npm ci` installs, by package.json, package-lock.json and npm itself. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { z } from "zod";

const run = promisify(execFile);
const PROJECT = join(import.meta.dirname, "..");

const readJson = async <T>(file: string, schema: z.ZodType<T>): Promise<T> =>
  schema.parse(JSON.parse(await readFile(join(PROJECT, file), "utf8")));

const { packages } = await readJson(
  "package-lock.json",
  z.object({
    packages: z.record(
      z.string(),
      z.object({
        os: z.unknown().optional(),
        cpu: z.unknown().optional(),
        dev: z.boolean().default(false),
        license: z.string().optional(),
        integrity: z.string().optional(),
      }),
    ),
  }),
);
const { engines, optionalDependencies } = await readJson(
  "package.json",
  z.object({
    engines: z.object({ node: z.string() }),
    optionalDependencies: z.record(z.string(), z.string()),
  }),
);

/** `^20.19 || >=24` begins with 20.19.0 and 24.0.0. */
const OLDEST_NODES = engines.node
  .split(" || ")
  .map((range) => `${range.replace(/^\D+/, "")}.0.0`.split(".").slice(0, 3).join("."));

test("no package of the AWS SDK is there twice", () => {
  const names = Object.keys(packages)
    .map((place) => place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length))
    .filter((name) => /^@(aws-sdk|smithy)\//.test(name));
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test.each(OLDEST_NODES)("every package accepts Node %s: npm has nothing to warn of", async (version) => {
  const refusing = `:attr(engines, [node]):not(:semver(${version}, :attr(engines, [node])))`;
  const { stdout, stderr } = await run("npm", ["query", refusing], { cwd: PROJECT, maxBuffer: 2 ** 26 });
  const found = z.array(z.object({ name: z.string(), engines: z.unknown() })).parse(JSON.parse(stdout));
  expect(found.map(({ name, engines }) => ({ name, engines }))).toEqual([]);
  expect(stderr).toBe("");
});

/** What an image may hold. */
const shipped = Object.entries(packages).filter(([place, { dev }]) => place !== "" && !dev);

test("each package that an image may hold has a checksum, and npm runs no script of any", async () => {
  expect(shipped.length).toBeGreaterThan(50);
  const without = shipped.filter(([, { integrity }]) => integrity === undefined);
  expect(without.map(([place]) => place)).toEqual([]);
  expect(await readFile(join(PROJECT, ".npmrc"), "utf8")).toMatch(/^ignore-scripts=true$/m);
});

/** Licences of what an image passes on. LGPL: libheif and libvips, which lie there as packages of their own. */
const LICENCES = new Set([
  ...["MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "(MIT OR CC0-1.0)"],
  ...[
    "LGPL-3.0",
    "LGPL-3.0-or-later",
    "Apache-2.0 AND LGPL-3.0-or-later",
    "Apache-2.0 AND LGPL-3.0-or-later AND MIT",
  ],
]);

test("each package that an image may hold has a licence that allows to pass it on", () => {
  const others = shipped.filter(([, { license = "none" }]) => !LICENCES.has(license));
  expect(others.map(([place, { license }]) => `${place}: ${license}`)).toEqual([]);
});

test("the lockfile has a Node for each platform", () => {
  const nodes = Object.keys(optionalDependencies).filter((name) => name.startsWith("node-"));
  const platform = (name: string) => {
    const { os, cpu } = packages[`node_modules/${name}`] ?? {};
    return `${os} ${cpu}`;
  };
  expect(nodes.map(platform)).toEqual([
    "darwin arm64",
    "darwin x64",
    "linux arm64",
    "linux x64",
    "win32 x64",
  ]);
});
