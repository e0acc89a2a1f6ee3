/** The bucket of the states, from bootstrap-stack; two runs that want one lock; and a state's way there and back. */
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  GetBucketEncryptionCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { statesInBucket } from "../../deploy/aws/state-bucket.ts";
import { moveState } from "../../deploy/programs/move-state.ts";
import { statesInFolder } from "../../deploy/programs/state-store.ts";
import { listenOnLoopback } from "../../fixtures/loopback.ts";
import { type StackName, stackId } from "../../stacks/stack-ids.ts";
import { type Emulator, startEmulator } from "../../tools/emulator/emulator.ts";
import { OLDER_PROVIDER } from "../../tools/terraform/older-provider.ts";
import { type RunningProvider, startProvider } from "../../tools/terraform/running-provider.ts";
import { findTerraform, type Result, type Terraform } from "../../tools/terraform/terraform.ts";
import { Workspace } from "../../tools/terraform/workspace.ts";
import { type Json, synth } from "../stacks/synth.ts";
import { step } from "./report.ts";

const BUCKET = "states-of-a-team";
const FILE = "terraform.registry-stack.tfstate";
const SHARED = { stateBucket: BUCKET };

let root: string;
let emulator: Emulator;
let terraform: Terraform;
let provider: RunningProvider;
let environment: Readonly<Record<string, string>>;
const before = process.cwd();

/** Passes all on to the emulator, but the making of a repository only after `release`. */
let waiting: (() => void) | undefined;
let release = () => {};
const released = new Promise<void>((resolve) => {
  release = resolve;
});
const reached = new Promise<void>((resolve) => {
  waiting = resolve;
});
const proxy = createServer(async (incoming, outgoing) => {
  if (incoming.headers["x-amz-target"]?.toString().endsWith(".CreateRepository")) {
    waiting?.();
    await released;
  }
  const { method, url, headers } = incoming;
  const onward = request(`${emulator.url}${url}`, { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on("error", () => outgoing.destroy());
  incoming.pipe(onward);
});

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "shared-state-"));
  emulator = await startEmulator();
  terraform = await findTerraform(OLDER_PROVIDER);
  const aws = { ...emulator.environment, AWS_ENDPOINT_URL: await listenOnLoopback(proxy) };
  for (const [name, value] of Object.entries(aws)) {
    vi.stubEnv(name, value);
  }
  // Who makes a bucket may do more than who deploys, so the provider has another key than Terraform.
  provider = await startProvider(terraform, { ...aws, AWS_ACCESS_KEY_ID: "test" });
  environment = { ...aws, ...provider.environment };
});
afterAll(async () => {
  process.chdir(before);
  vi.unstubAllEnvs();
  proxy.close();
  provider.stop();
  await emulator.stop();
  await rm(root, { recursive: true, force: true });
});

/** A stack in somebody's checkout, initialised. */
async function checkout(who: string, stack: StackName, settings: Json): Promise<Workspace> {
  const workspace = new Workspace(join(root, who), stackId(stack), terraform, environment);
  await workspace.write(synth(stack, settings));
  await workspace.init("-reconfigure");
  return workspace;
}
const OPTIONS = ["-input=false", "-no-color"];
const apply = (workspace: Workspace): Promise<Result> => workspace.run("apply", "-auto-approve", ...OPTIONS);
/** Fails, with what it would do, unless the plan is empty. */
async function expectNoChanges(workspace: Workspace): Promise<void> {
  const { status, stdout, stderr } = await workspace.run("plan", "-detailed-exitcode", ...OPTIONS);
  expect([status, status === 0 ? "" : stdout + stderr]).toEqual([0, ""]);
}

test("bootstrap-stack makes a private, encrypted bucket that keeps versions", async () => {
  const workspace = await checkout("ann", "bootstrap", SHARED);
  const { stdout } = await step(
    "bootstrap-stack apply",
    () => apply(workspace),
    ({ status }) => `exit code ${status}`,
  );
  expect(stdout).toContain("4 added, 0 changed, 0 destroyed");
  await expectNoChanges(workspace);
  expect(await workspace.state()).toContain(BUCKET);
  const s3 = new S3Client({});
  const Bucket = BUCKET;
  expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({ Status: "Enabled" });
  expect(await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).toMatchObject({
    PublicAccessBlockConfiguration: {
      ...{ BlockPublicAcls: true, BlockPublicPolicy: true },
      ...{ IgnorePublicAcls: true, RestrictPublicBuckets: true },
    },
  });
  const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
  expect(ServerSideEncryptionConfiguration?.Rules).toMatchObject([
    { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } },
  ]);
});

test("of two runs one gets the lock, the other one its error; a move is refused too; and the state is whole", async () => {
  const ann = await checkout("ann", "registry", SHARED);
  const bob = await checkout("bob", "registry", SHARED);
  const first = apply(ann);
  await reached;
  const second = await step(
    "registry-stack apply, second",
    () => apply(bob),
    ({ status }) => `exit code ${status}`,
  );
  expect(second.status).toBe(1);
  expect(second.stderr).toContain("Error acquiring the state lock");
  expect(second.stderr).toMatch(/Who: +\S+@\S+/);
  const bucket = statesInBucket(BUCKET, "us-west-2");
  await expect(moveState(FILE, bucket, statesInFolder)).rejects.toThrow(
    /Another run has the lock of s3:\/\/states-of-a-team\/receipts-on-ecs\/\S+: \S+@\S+, since \d{4}-/,
  );
  release();
  expect(await first).toMatchObject({ status: 0, stdout: expect.stringContaining("2 added") });
  await expectNoChanges(bob);
});

const headSchema = z.object({ serial: z.number(), lineage: z.string() });

test("a state moves to the folder and back with its serial and lineage, and Terraform has nothing to do", async () => {
  const bucket = statesInBucket(BUCKET, "us-west-2");
  const text = await bucket.read(FILE);
  await mkdir(join(root, "ann"), { recursive: true });
  process.chdir(join(root, "ann"));
  await moveState(FILE, bucket, statesInFolder);
  const local = await checkout("ann", "registry", {});
  await expectNoChanges(local);
  const head = headSchema.parse(JSON.parse(text));
  expect(JSON.parse(await readFile(FILE, "utf8"))).toMatchObject(head);

  await moveState(FILE, statesInFolder, bucket);
  const shared = await checkout("ann", "registry", SHARED);
  await expectNoChanges(shared);
  expect(JSON.parse(await bucket.read(FILE))).toMatchObject(head);
  expect((await shared.destroy()).destroyed).toBe(2);
});
