/**
 * Runs checkov's security policies over the stacks with the default settings and with each of the sets that people have:
 * each finding must be in the list of exceptions.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { SET_NAMES, SETTING_SETS, variablesOf } from "../../fixtures/setting-sets.ts";
import { ALL_STACK_NAMES, type StackName, stackId } from "../../stacks/stack-ids.ts";
import { pythonEnvironment } from "../python/environment.ts";
import { POLICY_EXCEPTIONS, type Variant } from "./policy-exceptions.ts";

const run = promisify(execFile);

const reportSchema = z.object({
  results: z.object({
    failed_checks: z.array(
      z.object({ check_id: z.string(), check_name: z.string(), file_path: z.string(), resource: z.string() }),
    ),
  }),
  summary: z.object({ passed: z.number(), parsing_errors: z.number(), checkov_version: z.string() }),
});

const VARIANTS: readonly Variant[] = ["default", ...SET_NAMES];

interface Finding {
  readonly check: string;
  /** Variant and stack. */
  readonly place: string;
}

const placeOf = (variant: Variant, stack: StackName): string => `${variant} ${stackId(stack)}`;

const stacksOf = (variant: Variant): readonly StackName[] =>
  variant === "default" ? ALL_STACK_NAMES : SETTING_SETS[variant].stacks;

/** Synthesizes the stacks of a variant into a folder with its name. */
async function synthesize(variant: Variant, outdir: string): Promise<void> {
  // A bucket for the states adds a stack, and of the others changes only where their states are.
  const settings =
    variant === "default" ? { RECEIPTS_STATE_BUCKET: "states-of-a-team" } : variablesOf(variant);
  await run(process.execPath, ["main.ts"], {
    cwd: join(import.meta.dirname, "../.."),
    env: { ...process.env, ...settings, CDKTF_OUTDIR: join(outdir, variant) },
  });
}

const started = Date.now();
const outdir = await mkdtemp(join(tmpdir(), "policy-"));
try {
  const python = await pythonEnvironment();
  await Promise.all(VARIANTS.map((variant) => synthesize(variant, outdir)));
  const options = [
    "--framework",
    "terraform_json",
    "--skip-download",
    "--quiet",
    "--soft-fail",
    "--output",
    "json",
  ];
  const { stdout } = await run(python, ["-m", "checkov.main", "--directory", outdir, ...options], {
    maxBuffer: 2 ** 26,
  });
  const { results, summary } = reportSchema.parse(JSON.parse(stdout));

  // …/<variant>/stacks/<stack>/cdk.tf.json
  const findings = results.failed_checks
    .map(({ check_id, check_name, file_path, resource }) => {
      const [stack = "", , variant = ""] = dirname(file_path).split("/").toReversed();
      return { check: check_id, check_name, resource, place: `${variant} ${stack}` };
    })
    .filter(({ place }) =>
      VARIANTS.some((one) => stacksOf(one).some((name) => place === placeOf(one, name))),
    );
  const excuses = POLICY_EXCEPTIONS.flatMap(({ check, stacks, variants = VARIANTS }) =>
    variants.flatMap((variant) =>
      stacksOf(variant)
        .filter((name) => stacks.includes(name))
        .map((name) => ({ check, place: placeOf(variant, name) })),
    ),
  );
  const isFor = (finding: Finding) => (other: Finding) =>
    other.check === finding.check && other.place === finding.place;
  const unexcused = findings.filter((finding) => !excuses.some(isFor(finding)));
  const stale = excuses.filter((excuse) => !findings.some(isFor(excuse)));
  for (const { check, place, resource, check_name } of unexcused) {
    console.log(`${place} ${resource}: ${check} ${check_name}`);
  }
  for (const { check, place } of stale) {
    console.log(`${place}: ${check} is excused in tools/stacks/policy-exceptions.ts but finds nothing there`);
  }
  if (summary.parsing_errors > 0) {
    console.log(`checkov cannot read ${summary.parsing_errors} of the stacks`);
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  console.log(
    `checkov ${summary.checkov_version}: ${summary.passed} passed, ${findings.length - unexcused.length} excused, ${unexcused.length} to fix; ${seconds} s`,
  );
  if (unexcused.length + stale.length + summary.parsing_errors > 0) {
    process.exitCode = 1;
  }
} finally {
  await rm(outdir, { recursive: true, force: true });
}
