/** Finds the Terraform of this machine, and runs it for tests and checks. */
import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { withLauncher } from "./launcher.ts";
import { CACHE, findProvider, type Provider } from "./provider.ts";

const run = promisify(execFile);

/** The first whose plans say in JSON why something is replaced, as the tests need it. */
const OLDEST = [1, 5] as const;

export interface Terraform {
  /** Command or path. */
  readonly binary: string;
  readonly version: string;
  readonly provider: Provider;
}

/**
 * The version of Terraform.
 * @param oldest major and minor version that will do
 * @param reason why these are needed, for the message
 * @throws with what to do if it is missing or too old
 */
export async function terraformVersion(
  binary = "terraform",
  oldest: readonly [number, number] = OLDEST,
  reason?: string,
): Promise<string> {
  // If the variable names a file that does not exist, Terraform warns in every command.
  const { TF_CLI_CONFIG_FILE: _, ...env } = process.env;
  const answer = await run(binary, ["version", "-json"], {
    env: { ...env, CHECKPOINT_DISABLE: "1" },
  }).catch((error: unknown) => {
    throw new Error(
      `${binary} cannot be run. Install Terraform ${oldest.join(".")} or later and put it on the PATH.`,
      { cause: error },
    );
  });
  const version = /"terraform_version":\s*"([^"]+)"/.exec(answer.stdout)?.[1] ?? "unknown";
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (!(major > oldest[0] || (major === oldest[0] && minor >= oldest[1]))) {
    throw new Error(
      `Terraform is ${version}, too old: ${oldest.join(".")} or later is needed${reason === undefined ? "" : `; ${reason}`}.`,
    );
  }
  return version;
}

/**
 * Finds Terraform and a provider for it.
 * @param wanted the provider version that the stacks ask for
 * @throws if either is missing, with what to do
 */
export async function findTerraform(wanted: string, binary = "terraform"): Promise<Terraform> {
  const version = await terraformVersion(binary);
  return { binary, version, provider: await withLauncher(await findProvider(binary, wanted), CACHE) };
}

/**
 * The environment to run Terraform or the CDKTF CLI in. It has no variables for Terraform or AWS from the user's shell,
 * which could lead to a real account.
 */
export function terraformEnvironment({ provider }: Terraform): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(AWS_|TF_)/.test(name));
  return {
    ...Object.fromEntries(kept),
    CHECKPOINT_DISABLE: "1",
    TF_CLI_CONFIG_FILE: provider.configurationFile,
    TF_IN_AUTOMATION: "1",
  };
}

export interface Result {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command to its end. A bad status is not an error here: the caller decides.
 * @param options.signal interrupts it, as Ctrl-C does: Terraform then finishes what it began and keeps its state
 */
export async function execute(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env: NodeJS.ProcessEnv; readonly signal?: AbortSignal },
): Promise<Result> {
  const { signal, ...rest } = options;
  const child = spawn(command, args, { ...rest, stdio: ["ignore", "pipe", "pipe"] });
  const interrupt = () => child.kill("SIGINT");
  signal?.addEventListener("abort", interrupt);
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.stderr += text;
  });
  const status = await new Promise<number>((resolve, reject) => {
    child.on("error", reject).on("close", (code) => resolve(code ?? 1));
  });
  signal?.removeEventListener("abort", interrupt);
  return { status, ...output };
}
