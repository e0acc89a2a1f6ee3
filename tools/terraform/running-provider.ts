/** A provider that keeps running, so that Terraform's commands only connect to it. */
import { spawn } from "node:child_process";
import { programOf } from "./provider.ts";
import { type Terraform, terraformEnvironment } from "./terraform.ts";

export interface RunningProvider {
  /** Leads Terraform, also below the CDKTF CLI, to it. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): void;
}

/**
 * Starts the provider, which takes a second of CPU that each command of Terraform would need. For one account, and for one
 * command at a time: https://developer.hashicorp.com/terraform/plugin/debugging
 * @param environment leads the provider to its account
 * @returns one that leads nowhere, so that Terraform starts its own, if the provider is not unpacked in a folder
 */
export async function startProvider(
  terraform: Terraform,
  environment: Readonly<Record<string, string>>,
): Promise<RunningProvider> {
  const program = programOf(terraform.provider);
  if (program === undefined) {
    return { environment: {}, stop: () => {} };
  }
  const child = spawn(program, ["-debug"], {
    env: { ...terraformEnvironment(terraform), ...environment },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const stop = () => {
    child.kill();
  };
  process.once("exit", stop);
  const address = await new Promise<string>((resolve, reject) => {
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      const [, found] = /TF_REATTACH_PROVIDERS='(.*)'/.exec(output) ?? [];
      if (found !== undefined) {
        resolve(found);
      }
    });
    child.on("error", reject).on("close", () => reject(new Error(`${program} does not run:\n${output}`)));
  });
  return { environment: { TF_REATTACH_PROVIDERS: address }, stop };
}
