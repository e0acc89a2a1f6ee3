/** The CDKTF CLI. It runs `main.ts`, and Terraform on what that wrote. */
import { execFileSync } from "node:child_process";
import type { StackId } from "../../stacks/stack-ids.ts";
import { interruptGroup, run, sendInterrupt } from "./run.ts";

const CLI = "node_modules/cdktf-cli/bundle/bin/cdktf";

/**
 * Runs a command of the CLI and shows what it writes.
 * @param image value of the setting image, where it is not that of cdktf.json or the environment
 * @returns what it wrote
 * @throws ProgramFailed
 */
export async function cdktf(
  command: "diff" | "deploy" | "destroy",
  stack: StackId,
  image?: string,
): Promise<string> {
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
  return run(process.execPath, args, { show: true, environment, interrupt: interruptTerraform });
}

/** Shows the plan of a stack. @returns whether it changes anything */
export async function plan(stack: StackId, image: string): Promise<boolean> {
  return !(await cdktf("diff", stack, image)).includes("No changes. Your infrastructure matches");
}

/**
 * Ends a running CLI so that nothing is lost: its Terraform alone gets the signal, and once. It then finishes what it has
 * begun and writes its state, upon which the CLI ends too. A signal to the CLI would make it leave Terraform without a
 * terminal, and that ends at once; so would a second signal.
 */
function interruptTerraform(cli: number): void {
  const processes = listProcesses()
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent, ...command]) => ({
      pid: Number(pid),
      parent: Number(parent),
      name: command.join(" "),
    }));
  const below = (pid: number): typeof processes =>
    processes.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
  const terraform = below(cli).find(({ name }) => /(?:^|\/)terraform$/.test(name));
  // It may have ended since it was listed.
  if (terraform === undefined || !sendInterrupt(terraform.pid)) interruptGroup(cli);
}

/** Nothing where there is no ps. */
function listProcesses(): string {
  try {
    return execFileSync("ps", ["-A", "-o", "pid=,ppid=,comm="], { encoding: "utf8" });
  } catch {
    return "";
  }
}
