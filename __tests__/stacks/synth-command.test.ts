import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const PROJECT = join(import.meta.dirname, "../..");

test("npm run synth writes every stack and says nothing of services that it cannot reach", async () => {
  const output = await mkdtemp(join(tmpdir(), "synth-"));
  // What the machine says to Terraform is not the subject here.
  const { CHECKPOINT_DISABLE: _, TF_CLI_CONFIG_FILE: __, ...env } = process.env;
  try {
    const { stdout, stderr } = await promisify(execFile)(
      "npm",
      ["run", "--silent", "synth", "--", "--output", output],
      { cwd: PROJECT, env: { ...env, NO_COLOR: "1" } },
    );
    expect(stderr).toBe("");
    expect(stdout).not.toMatch(/error|warn/i);
    expect((await readdir(join(output, "stacks"))).sort()).toEqual([
      "custom-stack",
      "express-stack",
      "registry-stack",
      "sagemaker-stack",
    ]);
  } finally {
    await rm(output, { recursive: true, force: true });
  }
});
