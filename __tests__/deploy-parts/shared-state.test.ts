/** States in a bucket: who reads them, and how they move there and back. */
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { statesInBucket } from "../../deploy/aws/state-bucket.ts";
import { moveState } from "../../deploy/programs/move-state.ts";
import { checkStateFits, outputOf, readState } from "../../deploy/programs/state.ts";
import { type StateStore, statesInFolder } from "../../deploy/programs/state-store.ts";
import { whyStays } from "../../deploy/shared-stacks.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../stacks/settings.ts";
import { standInForAws } from "./aws.ts";
import { fakeProject } from "./fake-project.ts";

const aws = standInForAws();
const SHARED: Settings = { ...DEFAULT_SETTINGS, stateBucket: "states" };
const FILE = "terraform.custom-stack.tfstate";
const KEY = `states/receipts-on-ecs/${FILE}`;
const bucket = statesInBucket("states", "us-west-2");

let folder: string;
const before = process.cwd();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "shared-"));
  process.chdir(folder);
  aws.objects.set("states/other", "");
});
afterEach(async () => {
  process.chdir(before);
  await rm(folder, { recursive: true });
});

const state = (serial: number, outputs: object = {}) =>
  JSON.stringify({
    ...{ version: 4, serial, lineage: "0b5c", outputs },
    resources: [
      {
        ...{ mode: "managed", type: "aws_ecs_cluster", name: "x" },
        instances: [{ attributes: { arn: "arn:aws:ecs:us-west-2:999999999999:cluster/x" } }],
      },
    ],
  });

describe("with a bucket", () => {
  test("the state in it is read", async () => {
    expect((await readState("custom-stack", SHARED)).addresses).toEqual([]);
    aws.objects.set(KEY, state(1, { service_url: { value: "http://x" } }));
    expect(await outputOf("custom-stack", SHARED, "service_url")).toBe("http://x");
    await expect(outputOf("custom-stack", SHARED, "log_group_name")).rejects.toThrow(
      `its state, s3://${KEY}, has no output log_group_name`,
    );
    await expect(checkStateFits("custom-stack", { id: "123456789012", caller: "x" }, SHARED)).rejects.toThrow(
      `s3://${KEY} belongs to account 999999999999`,
    );
    aws.objects.set(KEY, "{");
    await expect(readState("custom-stack", SHARED)).rejects.toThrow("The bucket keeps the previous versions");
  });

  test("a state that is still in the folder is not planned from nothing", async () => {
    await writeFile(FILE, state(1));
    await expect(readState("custom-stack", SHARED)).rejects.toThrow("npm run move-state -- to-bucket");
  });

  test("deployments of the others in it keep what they share", async () => {
    const uses = { model_endpoint_name: { value: DEFAULT_SETTINGS.endpointName } };
    aws.objects.set("states/receipts-on-ecs/terraform.dev-custom-stack.tfstate", state(1, uses));
    expect(await whyStays("sagemaker-stack", "express-stack", SHARED)).toBe("dev-custom-stack uses it");
  });

  test("that is not there, it is said how to make it", async () => {
    aws.objects.clear();
    await expect(readState("custom-stack", SHARED)).rejects.toThrow(
      "There is no bucket states in us-west-2, which the setting stateBucket names. Make it: npx cdktf deploy bootstrap-stack",
    );
  });
});

/** A place that does something else before it removes a state. */
const beforeRemoval = (store: StateStore, act: () => Promise<void>): StateStore => ({
  ...store,
  async remove(file) {
    await act();
    return store.remove(file);
  },
});

describe("moving a state", () => {
  test("there and back, it is the same byte for byte, and copies stay", async () => {
    await writeFile(FILE, state(7));
    await moveState(FILE, statesInFolder, bucket);
    expect(aws.objects).toEqual(
      new Map([
        ["states/other", ""],
        [KEY, state(7)],
      ]),
    );
    expect(await readdir(".")).toEqual([`${FILE}.moved`]);
    await moveState(FILE, bucket, statesInFolder);
    expect(aws.objects).toEqual(new Map([["states/other", ""]]));
    expect(await readFile(FILE, "utf8")).toBe(state(7));
  });

  test("is refused while a run has the lock of either place", async () => {
    await writeFile(FILE, state(7));
    aws.objects.set(`${KEY}.tflock`, '{"ID":"1","Who":"ann@desk","Created":"2026-11-29T09:00:00Z"}');
    for (const [from, to] of [
      [statesInFolder, bucket],
      [bucket, statesInFolder],
    ] as const) {
      await expect(moveState(FILE, from, to)).rejects.toThrow(
        `Another run has the lock of s3://${KEY}: ann@desk, since 2026-11-29T09:00:00Z.`,
      );
    }
    aws.objects.delete(`${KEY}.tflock`);
    await writeFile(`.${FILE}.lock.info`, "{}");
    await expect(moveState(FILE, statesInFolder, bucket)).rejects.toThrow("has the lock of terraform.custom");
    expect(aws.objects.has(KEY)).toBe(false);
    expect(aws.objects.has(`${KEY}.tflock`)).toBe(false);
  });

  test("is taken back when a run begins or ends in the folder meanwhile", async () => {
    await writeFile(FILE, state(7));
    const begun = beforeRemoval(statesInFolder, () => writeFile(`.${FILE}.lock.info`, "{}"));
    await expect(moveState(FILE, begun, bucket)).rejects.toThrow("has the lock of");
    expect([aws.objects.has(KEY), await readFile(FILE, "utf8")]).toEqual([false, state(7)]);
  });

  test("that broke off anywhere is finished by the next", async () => {
    await writeFile(FILE, state(7));
    aws.objects.set(KEY, state(7));
    await moveState(FILE, statesInFolder, bucket);
    expect([aws.objects.get(KEY), await readdir(".")]).toEqual([state(7), [`${FILE}.moved`]]);
  });

  test("never over another one", async () => {
    await writeFile(FILE, state(7));
    aws.objects.set(KEY, state(8));
    await expect(moveState(FILE, statesInFolder, bucket)).rejects.toThrow(
      `Both ${FILE} (serial 7) and s3://${KEY} (serial 8) hold resources, and they differ.`,
    );
    expect([aws.objects.get(KEY), await readFile(FILE, "utf8")]).toEqual([state(8), state(7)]);
  });
});

test("the command moves all but the bucket's own, ends a move before Ctrl-C counts, and wants Terraform 1.11", async () => {
  const project = await fakeProject();
  const environment = { RECEIPTS_STATE_BUCKET: "states" };
  const move = (direction: string, interruptAt?: RegExp) =>
    project.command("move-state", [direction, "--yes"], {
      environment,
      ...(interruptAt && { interruptAt }),
    });
  const files = ["terraform.custom-stack.tfstate", "terraform.dev-express-stack.tfstate"];
  for (const file of [...files, "terraform.bootstrap-stack.tfstate"]) {
    await project.write(file, state(7));
  }
  const interrupted = await move("to-bucket", /moving terraform/);
  expect(interrupted.output).toMatch(/Interrupted after 1 of 2 states\. The same command moves the others/);
  expect(interrupted.status).toBe(130);
  expect([...aws.objects.keys()].filter((key) => key.endsWith(".tflock"))).toEqual([]);
  expect(await move("to-bucket")).toMatchObject({ status: 0 });
  expect([...aws.objects.keys()].sort()).toEqual([
    "states/other",
    ...files.map((file) => `states/receipts-on-ecs/${file}`),
  ]);
  expect(await move("to-folder")).toMatchObject({ status: 0 });
  expect((await readdir(project.folder)).filter((file) => file.endsWith("tfstate"))).toEqual([
    "terraform.bootstrap-stack.tfstate",
    ...files,
  ]);

  await project.write("bin/terraform", `#!/bin/sh\necho '{"terraform_version": "1.10.5"}'\n`);
  for (const [name, args] of [
    ["move-state", ["to-bucket"]],
    ["up", ["custom"]],
  ] as const) {
    const { output, status } = await project.command(name, args, { environment });
    expect(output).toContain(
      "Terraform is 1.10.5, too old: 1.11 or later is needed; the setting stateBucket needs its lock.",
    );
    expect(status).toBe(1);
  }
  await project.remove();
});
