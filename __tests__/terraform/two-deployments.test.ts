/** Two deployments next to each other in one account: neither changes the other. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../tools/emulator/emulator.ts";
import { OLDER_PROVIDER } from "../../tools/terraform/older-provider.ts";
import { type RunningProvider, startProvider } from "../../tools/terraform/running-provider.ts";
import { findTerraform } from "../../tools/terraform/terraform.ts";
import { Workspace } from "../../tools/terraform/workspace.ts";
import { changes } from "./changes.ts";
import { clients, inventory } from "./inventory.ts";
import { plannedAddresses } from "./planned-addresses.ts";
import { synthesize } from "./synthesize.ts";

const STACK = "express-stack";
const DEV = { RECEIPTS_NAME_PREFIX: "dev-" };

let root: string;
let emulator: Emulator;
let provider: RunningProvider;
/** As a checkout has them: one folder for both, only one stack in it at a time, and two state files. */
let workspace: Workspace;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "two-"));
  emulator = await startEmulator();
  const terraform = await findTerraform(OLDER_PROVIDER);
  provider = await startProvider(terraform, emulator.environment);
  workspace = new Workspace(root, STACK, terraform, { ...emulator.environment, ...provider.environment });
});
afterAll(async () => {
  await workspace.stop();
  provider.stop();
  await emulator.stop();
  await rm(root, { recursive: true });
});

/** Plans one of the deployments, as `up` does: with the state that its settings name. */
async function plan(settings: Readonly<Record<string, string>>) {
  await workspace.write(await synthesize("express", settings));
  await workspace.run("init", "-reconfigure", "-input=false");
  return workspace.plan();
}

test("made, changed and destroyed, each leaves the other as it is", async () => {
  const all = plannedAddresses("express").length;
  await plan({});
  expect(await workspace.apply()).toEqual({ added: all, changed: 0, destroyed: 0 });
  const first = await inventory(clients(emulator));

  expect(changes(await plan(DEV)).filter((change) => !change.startsWith("create "))).toEqual([]);
  expect(await workspace.apply()).toEqual({ added: all, changed: 0, destroyed: 0 });
  const both = await inventory(clients(emulator));
  expect(both).toEqual(expect.arrayContaining([...first]));
  expect(changes(await plan({}))).toEqual([]);

  expect(changes(await plan({ ...DEV, RECEIPTS_ENDPOINT_NAME: "other" }))).toEqual([
    "update aws_iam_role_policy.sagemaker: policy",
  ]);
  await workspace.apply();
  expect(changes(await plan({}))).toEqual([]);

  await plan(DEV);
  expect((await workspace.destroy()).destroyed).toBe(all);
  expect(await inventory(clients(emulator))).toEqual(first);
  expect(changes(await plan({}))).toEqual([]);
  expect((await workspace.destroy()).destroyed).toBe(all);
});
