/** Two deployments next to each other in one account: neither changes the other. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { changes } from "./changes.ts";
import { Deployment } from "./deployment.ts";
import { clients, inventory } from "./inventory.ts";
import { plannedAddresses } from "./planned-addresses.ts";
import { synthesize } from "./synthesize.ts";

const DEV = { RECEIPTS_NAME_PREFIX: "dev-" };

/** As a checkout has them: one folder for both, only one stack in it at a time, and two state files. */
let deployment: Deployment;
beforeAll(async () => {
  deployment = await Deployment.start("express-stack");
});
afterAll(() => deployment.stop());

/** Plans one of the deployments, as `up` does: with the state that its settings name. */
async function plan(settings: Readonly<Record<string, string>>) {
  const { workspace } = deployment;
  await workspace.write(await synthesize("express", settings));
  await workspace.run("init", "-reconfigure", "-input=false");
  return workspace.plan();
}

test("made, changed and destroyed, each leaves the other as it is", async () => {
  const { workspace, emulator } = deployment;
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
