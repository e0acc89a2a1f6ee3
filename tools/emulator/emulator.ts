/** Starts an emulator of AWS: moto on loopback, empty at every start. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { notAllowed } from "../deploy-policy.ts";
import { pythonEnvironment } from "../python/environment.ts";

export interface Emulator extends AsyncDisposable {
  /** For example http://127.0.0.1:41234. */
  readonly url: string;
  /** Variables that lead Terraform, the AWS SDKs and the CLI to the emulator only. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends it; its content is lost. @throws if something was done that docs/deploy-policy.json does not allow */
  stop(): Promise<void>;
}

/**
 * Starts an emulator on a free loopback port.
 * @param region that the clients use, like the setting of the stacks
 * @param settings of moto, and ECS_AGENT: deployments of ECS then wait for an agent that reports tasks
 * @throws if it does not start, with its output
 */
export async function startEmulator(
  region = "us-west-2",
  settings: Readonly<Record<string, string>> = {},
): Promise<Emulator> {
  const python = await pythonEnvironment();
  const server = spawn(python, [join(import.meta.dirname, "emulator.py"), "0"], {
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      ...process.env,
      // AttachRolePolicy needs the managed policies of AWS.
      MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
      // Seconds until a certificate is issued; a minute by default.
      MOTO_ACM_VALIDATION_WAIT: "1",
      ...settings,
    },
  });
  let trouble = "";
  server.stderr.on("data", (text: Buffer) => {
    trouble = (trouble + text).slice(-4000);
  });

  const ended = once(server, "exit");
  const lines = createInterface(server.stdout);
  const firstLine = once(lines, "line");
  const actions: string[] = [];
  lines.on("line", (line) => actions.push(...line.split("action ").slice(1)));
  const [first] = await Promise.race([firstLine, ended]);
  if (typeof first !== "string") {
    throw new Error(`The emulator ended at its start (${first}).\n${trouble}`);
  }

  const stop = async () => {
    server.kill("SIGKILL");
    await ended;
    const refused = await notAllowed(actions);
    if (refused.length > 0) {
      throw new Error(`docs/deploy-policy.json does not allow what was done: ${refused.join(", ")}`);
    }
  };
  return {
    url: first,
    environment: {
      AWS_ENDPOINT_URL: first,
      // Only what is done with this key is compared with the policy.
      AWS_ACCESS_KEY_ID: "deployer",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_REGION: region,
      AWS_EC2_METADATA_DISABLED: "true",
      // Errors of the emulator must not be retried for minutes.
      AWS_MAX_ATTEMPTS: "4",
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
