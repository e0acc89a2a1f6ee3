import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type StackName, stackId } from "../../stacks/stack-ids.ts";

const PROJECT = join(import.meta.dirname, "../..");

/** A stack as `main.ts` writes it, with settings such as `{ RECEIPTS_IMAGE: "v2" }`. */
export async function synthesize(
  stack: StackName,
  settings: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const outdir = await mkdtemp(join(tmpdir(), "synth-"));
  try {
    const env = { ...process.env, ...settings, CDKTF_OUTDIR: outdir };
    await promisify(execFile)(process.execPath, ["main.ts"], { cwd: PROJECT, env });
    return JSON.parse(await readFile(join(outdir, "stacks", stackId(stack), "cdk.tf.json"), "utf8"));
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}
