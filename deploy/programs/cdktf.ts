/** The CDKTF CLI. It runs `main.ts`, then Terraform on the files that `main.ts` wrote. */
import { execFileSync } from "node:child_process";
import type { StackId } from "../../stacks/stack-ids.ts";
import { interruptGroup, run, sendInterrupt } from "./run.ts";

const CLI = "node_modules/cdktf-cli/bundle/bin/cdktf";

/** Settings that differ from those of cdktf.json and the environment. */
export interface Differing {
  readonly image?: string;
  readonly keepEndpoints?: readonly string[];
  readonly modelLogsExist?: boolean;
}

/**
 * Runs a command of the CLI and shows its output.
 * @returns its output
 * @throws ProgramFailed
 */
export async function cdktf(
  command: "diff" | "deploy" | "destroy",
  stack: StackId,
  { image, keepEndpoints, modelLogsExist }: Differing = {},
): Promise<string> {
  const args = [
    ...[CLI, command, stack],
    // The provider's version is exact. A lock file would need the public registry even where there is a mirror.
    ...["--skip-provider-lock", "--no-color"],
    ...(command === "diff" ? [] : ["--auto-approve"]),
  ];
  const environment = {
    CHECKPOINT_DISABLE: "1",
    // Terraform would stop if the run before, in the same folder, had another state: of another prefix, or elsewhere.
    TF_CLI_ARGS_init: `-reconfigure ${process.env.TF_CLI_ARGS_init ?? ""}`.trim(),
    ...(image !== undefined && { RECEIPTS_IMAGE: image }),
    ...(modelLogsExist && { RECEIPTS_MODEL_LOGS_EXIST: "true" }),
    ...(keepEndpoints !== undefined && { RECEIPTS_KEEP_ENDPOINTS: keepEndpoints.join(",") }),
  };
  return run(process.execPath, args, { show: true, environment, interrupt: interruptTerraform });
}

export interface Plan {
  readonly isEmpty: boolean;
  /** Each change, such as "aws_lb.main will be destroyed". */
  readonly changes: readonly string[];
}

/** Shows the plan of a stack. */
export async function plan(stack: StackId, differing: Differing): Promise<Plan> {
  const output = await cdktf("diff", stack, differing);
  return {
    isEmpty: output.includes("No changes. Your infrastructure matches"),
    changes: [...output.matchAll(/# (\S+ (?:will|must) be .*)$/gm)].map(([, change = ""]) => change.trim()),
  };
}

/**
 * Ends a running CLI without loss: only its Terraform gets the signal, and only once. Terraform then finishes what it has
 * begun and writes its state, and the CLI ends after it. If the CLI got the signal, it would leave Terraform without a
 * terminal, and Terraform would end at once, as it also would after a second signal.
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
  // Terraform may have ended since it was listed.
  if (terraform === undefined || !sendInterrupt(terraform.pid)) {
    interruptGroup(cli);
  }
}

/** Empty if there is no ps. */
function listProcesses(): string {
  try {
    return execFileSync("ps", ["-A", "-o", "pid=,ppid=,comm="], { encoding: "utf8" });
  } catch {
    return "";
  }
}
