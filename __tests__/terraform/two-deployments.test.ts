/**
 * Two deployments next to each other in one account, a cheap one and one whose names are all others: neither changes the
 * other.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { variablesOf } from "../../fixtures/setting-sets.ts";
import { changes } from "./changes.ts";
import { Deployment } from "./deployment.ts";
import { clients, inventory } from "./inventory.ts";
import { synthesize } from "./synthesize.ts";

const CHEAP = variablesOf("cheap");
const TEAM = variablesOf("own names");

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
  await workspace.init("-reconfigure");
  return workspace.plan();
}

test("made, changed and destroyed, each leaves the other as it is", async () => {
  const { workspace, emulator } = deployment;
  const cheap = changes(await plan(CHEAP)).length;
  expect(await workspace.apply()).toEqual({ added: cheap, changed: 0, destroyed: 0 });
  const first = await inventory(clients(emulator));

  const team = changes(await plan(TEAM));
  expect(team.filter((change) => !change.startsWith("create "))).toEqual([]);
  expect(await workspace.apply()).toEqual({ added: team.length, changed: 0, destroyed: 0 });
  const both = await inventory(clients(emulator));
  expect(both).toEqual(expect.arrayContaining([...first]));
  expect(changes(await plan(CHEAP))).toEqual([]);

  const other = { ...TEAM, RECEIPTS_KEEP_ENDPOINTS: "other" };
  expect(changes(await plan(TEAM))).toEqual([]);
  expect(changes(await plan(other))).toEqual(["update aws_iam_role_policy.sagemaker: policy"]);
  await workspace.apply();
  expect(changes(await plan(CHEAP))).toEqual([]);

  await plan(other);
  expect((await workspace.destroy()).destroyed).toBe(team.length);
  expect(await inventory(clients(emulator))).toEqual(first);
  expect(changes(await plan(CHEAP))).toEqual([]);
  expect((await workspace.destroy()).destroyed).toBe(cheap);
});
