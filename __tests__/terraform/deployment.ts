/** An empty AWS with a folder from which Terraform works on it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type StackId, type StackName, stackId } from "../../stacks/stack-ids.ts";
import { type Emulator, startEmulator } from "../../tools/emulator/emulator.ts";
import { OLDER_PROVIDER } from "../../tools/terraform/older-provider.ts";
import { type RunningProvider, startProvider } from "../../tools/terraform/running-provider.ts";
import { findTerraform } from "../../tools/terraform/terraform.ts";
import { type Plan, type Tally, Workspace } from "../../tools/terraform/workspace.ts";
import { changes } from "./changes.ts";
import { type Clients, clients, inventory } from "./inventory.ts";
import { step } from "./report.ts";
import { synthesize } from "./synthesize.ts";

export class Deployment {
  readonly stack: StackId;
  readonly emulator: Emulator;
  readonly workspace: Workspace;
  readonly root: string;
  readonly #provider: RunningProvider;

  private constructor(
    stack: StackId,
    emulator: Emulator,
    provider: RunningProvider,
    workspace: Workspace,
    root: string,
  ) {
    this.stack = stack;
    this.emulator = emulator;
    this.#provider = provider;
    this.workspace = workspace;
    this.root = root;
  }

  static async start(stack: StackId): Promise<Deployment> {
    const root = await mkdtemp(join(tmpdir(), `${stack}-`));
    const emulator = await startEmulator();
    const terraform = await findTerraform(OLDER_PROVIDER);
    const provider = await startProvider(terraform, emulator.environment);
    const environment = { ...emulator.environment, ...provider.environment };
    const workspace = new Workspace(root, stack, terraform, environment);
    return new Deployment(stack, emulator, provider, workspace, root);
  }

  /** Puts a configuration in the folder and plans it. */
  async plan(what: string, synthesized: unknown, ...options: string[]): Promise<Plan> {
    await this.workspace.write(synthesized);
    return step(
      `${this.stack} ${what}`,
      () => this.workspace.plan(...options),
      (plan) => `${changes(plan).length} to change`,
    );
  }

  apply(what = "apply"): Promise<Tally> {
    return step(`${this.stack} ${what}`, () => this.workspace.apply(), inWords);
  }

  destroy() {
    return step(`${this.stack} destroy`, () => this.workspace.destroy(), inWords);
  }

  async stop(): Promise<void> {
    await this.workspace.stop();
    this.#provider.stop();
    await this.emulator.stop();
    await rm(this.root, { recursive: true, force: true });
  }
}

/** One of our stacks, written and initialised for an account in which nothing is yet. */
export async function startStack(
  name: StackName,
): Promise<{ deployment: Deployment; aws: Clients; emptyAccount: readonly string[] }> {
  const deployment = await Deployment.start(stackId(name));
  const aws = clients(deployment.emulator);
  const emptyAccount = await inventory(aws);
  await deployment.workspace.write(await synthesize(name));
  await deployment.workspace.init();
  return { deployment, aws, emptyAccount };
}

const inWords = ({ added, changed, destroyed }: Tally) =>
  `${added} added, ${changed} changed, ${destroyed} destroyed`;
