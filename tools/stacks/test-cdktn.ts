/**
 * Whether the project could move to CDK Terrain (cdktn), CDKTF's successor, today: in a copy whose `cdktf` and
 * `@cdktf/provider-aws` are aliases of cdktn's packages, the stacks type-check and synthesize to the same JSON except for
 * metadata. `npm run test:cdktn`; needs the npm registry. docs/cdk-terrain.md has the steps to move.
 */
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual, promisify } from "node:util";
import { z } from "zod";

const run = promisify(execFile);

const PROJECT = join(import.meta.dirname, "../..");

/** What changes in package.json. cdktn takes no later constructs yet. */
const SUCCESSOR = {
  cdktf: "npm:cdktn@0.24.0",
  "@cdktf/provider-aws": "npm:@cdktn/provider-aws@25.7.0",
  constructs: "10.7.0",
};

/** What else the stacks and their type check need. */
const KEPT = ["zod", "leven", "typescript", "@types/node"];

/** What main.ts reaches. */
const SOURCES = [
  "main.ts",
  "cdktf.json",
  "tsconfig.json",
  "stacks",
  "app/cidr.ts",
  "app/environment.ts",
  "app/hints.ts",
  "app/iso-codes.ts",
  "app/parse-json.ts",
];

async function makeCopy(copy: string): Promise<void> {
  for (const source of SOURCES) {
    await cp(join(PROJECT, source), join(copy, source), { recursive: true });
  }
  const { dependencies, devDependencies } = z
    .object({
      dependencies: z.record(z.string(), z.string()),
      devDependencies: z.record(z.string(), z.string()),
    })
    .parse(JSON.parse(await readFile(join(PROJECT, "package.json"), "utf8")));
  const versions = { ...dependencies, ...devDependencies };
  const kept = Object.fromEntries(KEPT.map((name) => [name, versions[name]]));
  await writeFile(
    join(copy, "package.json"),
    JSON.stringify({ private: true, type: "module", dependencies: { ...kept, ...SUCCESSOR } }),
  );
  await run("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock"], { cwd: copy });
}

/** Every stack that main.ts writes in this folder, by name, without CDKTF's metadata. */
async function synthesize(cwd: string, outdir: string): Promise<Map<string, unknown>> {
  await run(process.execPath, ["main.ts"], { cwd, env: { ...process.env, CDKTF_OUTDIR: outdir } });
  const stacks = await readdir(join(outdir, "stacks"));
  const read = async (stack: string): Promise<[string, unknown]> => [
    stack,
    JSON.parse(await readFile(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8"), (key, value) =>
      key === "//" ? undefined : value,
    ),
  ];
  return new Map(await Promise.all(stacks.map(read)));
}

const started = Date.now();
const copy = await mkdtemp(join(tmpdir(), "cdktn-"));
try {
  await makeCopy(copy);
  console.log(`installed ${Object.values(SUCCESSOR).join(", ")}`);
  await run(process.execPath, ["node_modules/typescript/bin/tsc", "--noEmit"], { cwd: copy });
  console.log("types: no errors");
  const before = await synthesize(PROJECT, join(copy, "before"));
  const after = await synthesize(copy, join(copy, "after"));
  const different = [...before].filter(([stack, json]) => !isDeepStrictEqual(json, after.get(stack)));
  for (const [stack] of different) {
    console.log(`${stack}: other JSON than with cdktf`);
  }
  if (different.length > 0 || before.size !== after.size) {
    process.exitCode = 1;
  } else {
    console.log(`same JSON: ${[...before.keys()].join(", ")}`);
  }
} catch (error) {
  // The output of a failed program says more than that it failed.
  const output = z.object({ stdout: z.string(), stderr: z.string() }).safeParse(error);
  console.error(output.success ? `${output.data.stdout}${output.data.stderr}` : error);
  process.exitCode = 1;
} finally {
  await rm(copy, { recursive: true, force: true });
  console.log(`${((Date.now() - started) / 1000).toFixed(0)} s`);
}
