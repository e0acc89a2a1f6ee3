/** Runs checkov's security policies over the synthesized stacks: each finding must be in the list of exceptions. */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { stackId } from "../../stacks/stack-ids.ts";
import { pythonEnvironment } from "../python/environment.ts";
import { POLICY_EXCEPTIONS } from "./policy-exceptions.ts";

const run = promisify(execFile);

const reportSchema = z.object({
  results: z.object({
    failed_checks: z.array(
      z.object({ check_id: z.string(), check_name: z.string(), file_path: z.string(), resource: z.string() }),
    ),
  }),
  summary: z.object({ passed: z.number(), parsing_errors: z.number(), checkov_version: z.string() }),
});

const started = Date.now();
const outdir = await mkdtemp(join(tmpdir(), "policy-"));
try {
  const python = await pythonEnvironment();
  await run(process.execPath, ["main.ts"], {
    cwd: join(import.meta.dirname, "../.."),
    env: { ...process.env, CDKTF_OUTDIR: outdir },
  });
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

  const findings = results.failed_checks.map((finding) => ({
    ...finding,
    stack: basename(dirname(finding.file_path)),
  }));
  const excuses = POLICY_EXCEPTIONS.flatMap(({ check, stacks }) =>
    stacks.map((name) => ({ check, stack: stackId(name) })),
  );
  const unexcused = findings.filter(
    ({ check_id, stack }) => !excuses.some((excuse) => excuse.check === check_id && excuse.stack === stack),
  );
  const stale = excuses.filter(
    ({ check, stack }) => !findings.some((finding) => finding.check_id === check && finding.stack === stack),
  );
  for (const { check_id, stack, resource, check_name } of unexcused) {
    console.log(`${stack} ${resource}: ${check_id} ${check_name}`);
  }
  for (const { check, stack } of stale) {
    console.log(`${stack}: ${check} is excused in tools/stacks/policy-exceptions.ts but finds nothing there`);
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
