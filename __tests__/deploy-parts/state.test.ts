/** Which state file belongs to which deployment. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkStateFits, otherServices, readState } from "../../deploy/programs/state.ts";
import { whyStays } from "../../deploy/shared-stacks.ts";
import { stateFile } from "../../stacks/parts/state-file.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../stacks/settings.ts";
import { STACK_NAMES, stackId } from "../../stacks/stack-ids.ts";
import { standInForAws } from "./aws.ts";

let folder: string;
const before = process.cwd();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "states-"));
  process.chdir(folder);
});
afterEach(async () => {
  process.chdir(before);
  await rm(folder, { recursive: true });
});

const settings = (more: Partial<Settings>): Settings => ({ ...DEFAULT_SETTINGS, ...more });
const DEV = settings({ namePrefix: "dev-" });
const OTHER_MODEL = settings({ endpointName: "gemma-2" });

const resource = (address: string, attributes: object) => {
  const [type, name] = address.split(".");
  return { mode: "managed", type, name, instances: [{ attributes }] };
};
const write = (file: string, resources: object[], outputs: object = {}) =>
  writeFile(file, JSON.stringify({ version: 4, outputs, resources }));
/** A service stack whose names have this prefix, interrupted before the cluster was made if it is not whole. */
const service = (prefix: string, whole = true) => [
  resource("aws_vpc.main", { tags: { Name: `${prefix}ecs-express-vpc` } }),
  resource("aws_iam_role.task", { name: `${prefix}ecsExpressTaskRole` }),
  ...(whole ? [resource("aws_ecs_cluster.fastapiecs", { name: `${prefix}fastapiecs` })] : []),
];
const model = (endpoint: string) => [resource("aws_sagemaker_endpoint.endpoint", { name: endpoint })];

test("the files: service stacks by prefix, the model by its endpoint, the registry for all", () => {
  const files = (some: Settings) => STACK_NAMES.map((name) => stateFile(stackId(name), some));
  expect(files(DEFAULT_SETTINGS)).toEqual(STACK_NAMES.map((name) => `terraform.${name}-stack.tfstate`));
  expect(files(settings({ namePrefix: "dev-", endpointName: "gemma-2" }))).toEqual([
    "terraform.registry-stack.tfstate",
    "terraform.sagemaker-stack.gemma-2.tfstate",
    "terraform.dev-express-stack.tfstate",
    "terraform.dev-custom-stack.tfstate",
  ]);
});

describe("a state under the name that all deployments shared", () => {
  test.each([
    ["whole", service("dev-")],
    ["interrupted", service("dev-", false)],
  ])("of this prefix is not planned from nothing, %s", async (_, resources) => {
    await write("terraform.express-stack.tfstate", resources);
    await expect(readState("express-stack", DEV)).rejects.toThrow(
      "terraform.express-stack.tfstate is the state of prefix dev-, which has a file of its own now. Move it there, which keeps a copy:\n  cp terraform.express-stack.tfstate terraform.express-stack.tfstate.copy && mv -n terraform.express-stack.tfstate terraform.dev-express-stack.tfstate",
    );
  });

  test("of another prefix is not replaced by the deployment without one", async () => {
    await write("terraform.express-stack.tfstate", service("dev-"));
    await expect(readState("express-stack", DEFAULT_SETTINGS)).rejects.toThrow("is the state of prefix dev-");
  });

  test.each(["", "dev-eu-", "dev", "my-dev-"])("of prefix %j is not this one's", async (prefix) => {
    await write("terraform.express-stack.tfstate", service(prefix));
    expect((await readState("express-stack", DEV)).addresses).toEqual([]);
  });

  test("is left alone when the deployment has its own already", async () => {
    await write("terraform.express-stack.tfstate", service("dev-"));
    await write("terraform.dev-express-stack.tfstate", service("dev-"));
    expect((await readState("express-stack", DEV)).addresses).toHaveLength(3);
  });

  test("of another model", async () => {
    await write("terraform.sagemaker-stack.tfstate", model("gemma-2"));
    const command = "mv -n terraform.sagemaker-stack.tfstate terraform.sagemaker-stack.gemma-2.tfstate";
    await expect(readState("sagemaker-stack", OTHER_MODEL)).rejects.toThrow(command);
    await expect(readState("sagemaker-stack", DEFAULT_SETTINGS)).rejects.toThrow(command);
    const similar = settings({ endpointName: "gemma" });
    expect((await readState("sagemaker-stack", similar)).addresses).toEqual([]);
  });

  test("of a model that was interrupted before its endpoint", async () => {
    const policy = JSON.stringify({
      Resource: "arn:aws:logs:x:1:log-group:/aws/sagemaker/Endpoints/gemma-2",
    });
    await write("terraform.sagemaker-stack.tfstate", [resource("aws_iam_role_policy.logs", { policy })]);
    await expect(readState("sagemaker-stack", OTHER_MODEL)).rejects.toThrow("the model endpoint gemma-2");
  });

  test("without a name that tells is the plain one's", async () => {
    await write("terraform.express-stack.tfstate", [resource("aws_internet_gateway.igw", {})]);
    expect((await readState("express-stack", DEFAULT_SETTINGS)).addresses).toHaveLength(1);
    expect((await readState("express-stack", DEV)).addresses).toEqual([]);
  });

  test("is seen by checkStateFits too", async () => {
    await write("terraform.express-stack.tfstate", service("dev-"));
    const identity = { id: "123456789012", caller: "x" };
    await expect(checkStateFits("express-stack", identity, DEV)).rejects.toThrow("mv -n");
  });
});

test("other deployments of this folder: with their own prefix or mode, if anything is in their state", async () => {
  const outputs = { model_endpoint_name: { value: "gemma-2" } };
  await write("terraform.express-stack.tfstate", service(""));
  await write("terraform.dev-express-stack.tfstate", service("dev-"), outputs);
  await write("terraform.dev-custom-stack.tfstate", []);
  await write("terraform.custom-stack.tfstate.backup", service(""));
  await write("terraform.registry-stack.tfstate", service(""));
  expect(
    (await otherServices("express-stack", DEFAULT_SETTINGS)).map(({ file, state }) => [file, state.outputs]),
  ).toEqual([["terraform.dev-express-stack.tfstate", { model_endpoint_name: "gemma-2" }]]);
  expect((await otherServices("custom-stack", DEFAULT_SETTINGS)).map(({ file }) => file)).toEqual([
    "terraform.dev-express-stack.tfstate",
    "terraform.express-stack.tfstate",
  ]);
});

describe("what several deployments share stays while another one uses it", () => {
  const aws = standInForAws();
  const uses = (endpoint: string) => ({ model_endpoint_name: { value: endpoint } });
  beforeEach(() => {
    aws.script = { ListImages: [{ imageIds: [{ imageDigest: "sha256:1" }] }] };
  });

  test("the registry and the model of the other deployment", async () => {
    await write("terraform.dev-custom-stack.tfstate", service("dev-"), uses(DEFAULT_SETTINGS.endpointName));
    expect(await whyStays("registry-stack", "express-stack", DEFAULT_SETTINGS)).toBe(
      "dev-custom-stack uses it",
    );
    expect(await whyStays("sagemaker-stack", "express-stack", DEFAULT_SETTINGS)).toBe(
      "dev-custom-stack uses it",
    );
    // Seen from the other side, nobody else does.
    expect(await whyStays("sagemaker-stack", "custom-stack", DEV)).toBeUndefined();
  });

  test("not a model of another name, however similar", async () => {
    await write("terraform.dev-custom-stack.tfstate", service("dev-"), uses("gemma-22"));
    expect(await whyStays("sagemaker-stack", "express-stack", OTHER_MODEL)).toBeUndefined();
  });

  test("the registry also while it holds images", async () => {
    expect(await whyStays("registry-stack", "express-stack", DEFAULT_SETTINGS)).toMatch(
      /holds 1 image; RECEIPTS_FORCE_DELETE/,
    );
    expect(
      await whyStays("registry-stack", "express-stack", settings({ forceDelete: true })),
    ).toBeUndefined();
  });
});
