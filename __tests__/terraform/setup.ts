/** Once a run: finds Terraform and a provider, makes the Python environment, and at the end says what was done. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { DEFAULT_SETTINGS } from "../../stacks/settings.ts";
import { pythonEnvironment } from "../../tools/python/environment.ts";
import { OLDER_PROVIDER } from "../../tools/terraform/older-provider.ts";
import { findTerraform } from "../../tools/terraform/terraform.ts";
import { readReport } from "./report.ts";

export default async function setup(project: TestProject) {
  const started = Date.now();
  const { version, provider: validating } = await findTerraform(DEFAULT_SETTINGS.providerVersion);
  const { provider: applying } = await findTerraform(OLDER_PROVIDER);
  const python = await pythonEnvironment();
  const moto = await promisify(execFile)(python, ["-c", "import moto; print(moto.__version__)"]);
  console.log(
    `Terraform ${version}, moto ${moto.stdout.trim()}; AWS provider ${validating.version} from ${validating.origin} validates, ${applying.version} from ${applying.origin} applies the stacks.`,
  );

  const directory = await mkdtemp(join(tmpdir(), "terraform-report-"));
  const reportFile = join(directory, "report");
  await writeFile(reportFile, "");
  project.provide("reportFile", reportFile);
  return async () => {
    console.log(`\n${await readReport(reportFile)}${((Date.now() - started) / 1000).toFixed(0)} s in all`);
    await rm(directory, { recursive: true, force: true });
  };
}
