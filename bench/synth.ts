/**
 * How long `node main.ts` takes, against a process that only loads the same packages. Each run is a new process and
 * the two take turns, so their ratio is the same on a fast and on a slow machine.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { registerHooks } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { median } from "../app/reader/median.ts";

const RUNS = 15;
const MUST = 2.2;
const AIM = 1.7;

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const MAIN = join(ROOT, "main.ts");

/** The packages that our sources import, in the order in which a synth loads them. */
async function packagesOf(main: string): Promise<string[]> {
  const names = new Set<string>();
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const bySources = !context.parentURL?.includes("/node_modules/");
      if (bySources && /^(?!node:|file:)[@a-z]/.test(specifier)) {
        names.add(specifier);
      }
      return next(specifier, context);
    },
  });
  await import(pathToFileURL(main).href);
  hooks.deregister();
  return [...names];
}

/** Milliseconds from the start to the end of a new Node process. */
function milliseconds(args: readonly string[], cwd: string): number {
  const start = performance.now();
  execFileSync(process.execPath, args, { cwd, stdio: "pipe" });
  return performance.now() - start;
}

const folder = mkdtempSync(join(tmpdir(), "bench-synth-"));
process.chdir(folder); // main.ts writes into the working directory
try {
  const packages = await packagesOf(MAIN);
  const load = packages.map((name) => `import ${JSON.stringify(name)};`).join("\n");
  milliseconds([MAIN], folder); // fills the compile cache

  const synth: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    synth.push(milliseconds([MAIN], folder));
    bare.push(milliseconds(["--input-type=module", "--eval", load], ROOT));
  }
  const ratio = median(synth) / median(bare);
  console.log(`node main.ts: ${median(synth).toFixed(0)} ms, median of ${RUNS}`);
  console.log(`bare load of its ${packages.length} packages: ${median(bare).toFixed(0)} ms`);
  console.log(`ratio ${ratio.toFixed(2)} (must be at most ${MUST}, aim ${AIM})`);
  if (ratio > MUST) {
    process.exitCode = 1;
  }
} finally {
  process.chdir(ROOT);
  rmSync(folder, { recursive: true });
}
