/** The CDKTF CLI. It runs `main.ts`, and Terraform on what that wrote. */
import { run } from "./run.ts";

/** The stacks of main.ts. */
export const STACKS = ["registry-stack", "sagemaker-stack", "express-stack", "custom-stack"] as const;
export type Stack = (typeof STACKS)[number];

const CLI = "node_modules/cdktf-cli/bundle/bin/cdktf";

/**
 * Runs a command of the CLI and shows what it writes.
 * @param image value of the setting image, where it is not that of cdktf.json or the environment
 * @throws ProgramFailed
 */
export async function cdktf(
  command: "diff" | "deploy" | "destroy",
  stack: Stack,
  image?: string,
): Promise<void> {
  const args = [
    ...[CLI, command, stack],
    // The provider's version is exact; locking it too would need the public registry where a mirror serves.
    ...["--skip-provider-lock", "--no-color"],
    ...(command === "diff" ? [] : ["--auto-approve"]),
  ];
  const environment = {
    CHECKPOINT_DISABLE: "1",
    ...(image !== undefined && { RECEIPTS_IMAGE: image }),
  };
  await run(process.execPath, args, { show: true, environment });
}
