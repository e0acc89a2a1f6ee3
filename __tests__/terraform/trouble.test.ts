/** What goes wrong outside: one clear message, a status that is not 0, and a state that holds what was made. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { startEmulator } from "../../tools/emulator/emulator.ts";
import { OLDER_PROVIDER } from "../../tools/terraform/older-provider.ts";
import { findTerraform, type Terraform } from "../../tools/terraform/terraform.ts";
import { Workspace } from "../../tools/terraform/workspace.ts";
import { clients, inventory } from "./inventory.ts";
import { step } from "./report.ts";
import { synthesize } from "./synthesize.ts";

let terraform: Terraform;
let root: string;
beforeAll(async () => {
  terraform = await findTerraform(OLDER_PROVIDER);
  root = await mkdtemp(join(tmpdir(), "trouble-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const applying = (workspace: Workspace) =>
  workspace.run("apply", "-auto-approve", "-input=false", "-no-color");

test("no credentials: Terraform says so before it makes anything", async () => {
  const workspace = new Workspace(join(root, "credentials"), "registry-stack", terraform, {
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  });
  await workspace.write(await synthesize("registry"));
  await workspace.init();
  const { status, stderr } = await applying(workspace);
  expect(status).toBe(1);
  expect(stderr).toContain("No valid credential sources found");
  await expect(workspace.state()).rejects.toThrow("ENOENT");
});

test("AWS goes away in the middle: the state holds what was made", async () => {
  await using emulator = await startEmulator();
  const workspace = new Workspace(join(root, "gone"), "express-stack", terraform, emulator.environment);
  await workspace.write(await synthesize("express"));
  await workspace.init();
  const aws = clients(emulator);
  const running = step(
    "express-stack apply, cut",
    () => applying(workspace),
    ({ status }) => `exit code ${status}`,
  );
  // The subnets come after the VPC and wait ten seconds.
  while (!(await inventory(aws)).some((line) => line.startsWith("igw-"))) {
    await sleep(200);
  }
  await emulator.stop();

  const { status, stderr } = await running;
  expect(status).toBe(1);
  expect(stderr).toContain("connection refused");
  const { resources } = z
    .object({ resources: z.array(z.object({ type: z.string() })) })
    .parse(JSON.parse(await workspace.state()));
  expect(resources.map(({ type }) => type)).toContain("aws_vpc");
});
