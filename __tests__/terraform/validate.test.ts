import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../../stacks/settings.ts";
import { STACK_NAMES, stackId } from "../../stacks/stack-ids.ts";
import { STUB_ENVIRONMENT, stubProvider } from "../../tools/terraform/stub-provider.ts";
import { findTerraform, type Terraform } from "../../tools/terraform/terraform.ts";
import { type Diagnostic, Workspace } from "../../tools/terraform/workspace.ts";
import { step } from "./report.ts";
import { synthesize } from "./synthesize.ts";

const SECRET = "arn:aws:secretsmanager:us-west-2:123456789012:secret:receipts/keys-AbCdEf";

let terraform: Terraform;
let root: string;
beforeAll(async () => {
  terraform = await findTerraform(DEFAULT_SETTINGS.providerVersion);
  root = await mkdtemp(join(tmpdir(), "validate-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function validate(workspace: Workspace, stack: unknown): Promise<Diagnostic[]> {
  await workspace.write(stack);
  await workspace.init();
  return workspace.validate();
}

const found = (diagnostics: Diagnostic[]) => `${diagnostics.length} findings`;

test.each(STACK_NAMES)("%s-stack is valid to the AWS provider", async (name) => {
  const workspace = new Workspace(join(root, name), stackId(name), terraform);
  const stack = await synthesize(name);
  expect(await step(`${stackId(name)} validate`, () => validate(workspace, stack), found)).toEqual([]);
});

// Provider 5.100.0 refuses these values where it plans, so they are never applied here; sagemaker.test.ts applies the others.
test.each([
  ["a newer host image", { RECEIPTS_MODEL_HOST_IMAGE: "al2023-ami-sagemaker-inference-gpu-4-1" }],
  ["a newer instance", { RECEIPTS_MODEL_INSTANCE_TYPE: "ml.g7e.2xlarge" }],
])("sagemaker-stack with %s is valid to a stand-in for the version that knows it", async (name, settings) => {
  const provider = await stubProvider(join(root, "newer"), DEFAULT_SETTINGS.providerVersion);
  const stub = { ...terraform, provider };
  const workspace = new Workspace(join(root, name), "sagemaker-stack", stub, STUB_ENVIRONMENT);
  expect(await validate(workspace, await synthesize("sagemaker", settings))).toEqual([]);
});

describe("the Express service, by its exact schema under the real version number", () => {
  const EXPRESS = "aws_ecs_express_gateway_service";
  let stub: Terraform;
  let text: string;

  beforeAll(async () => {
    const provider = await stubProvider(join(root, "mirror"), DEFAULT_SETTINGS.providerVersion);
    stub = { ...terraform, provider };
    // With keys, which add a list of objects to the container, and alarms, which ask for the service's name.
    const settings = {
      RECEIPTS_MODES: "express",
      RECEIPTS_API_KEYS_SECRET: SECRET,
      RECEIPTS_ALARM_TOPIC: "new",
    };
    text = JSON.stringify(await synthesize("express", settings));
  });
  const validateText = (stackText: string, folder: string) =>
    validate(
      new Workspace(join(root, folder), "express-stack", stub, STUB_ENVIRONMENT),
      JSON.parse(stackText),
    );

  test("is valid as synthesized", async () => {
    expect(text).toContain(EXPRESS);
    expect(text).toContain(`"value_from":"${SECRET}"`);
    expect(
      await step(
        `express-stack validate ${stub.provider.version}`,
        () => validateText(text, "express-stub"),
        found,
      ),
    ).toEqual([]);
  });

  // What each of these would say is Terraform's word, so only the part is compared that names the fault.
  test.each([
    [
      "a key missing in a list of objects",
      /,"min_task_count":1|"min_task_count":1,/,
      "",
      /"min_task_count" is required/,
    ],
    ["an argument that does not exist", /"health_check_path"/, '"health_path"', /health_path/],
    ["a wrong type", /"container_port":8000/, '"container_port":"http"', /number is required/],
    [
      "a reference to nothing",
      /\$\{aws_ecs_cluster\.fastapiecs\.name\}/,
      "${aws_ecs_cluster.other.name}",
      /other/,
    ],
    [
      "a counted resource without an index",
      /aws_subnet\.public\[\*\]\.id/,
      "aws_subnet.public.id",
      /index|tuple|list/i,
    ],
  ])("%s is found", async (name, from, to, expected) => {
    const faulty = text.replace(from, to);
    expect(faulty).not.toBe(text);
    const diagnostics = await validateText(faulty, name.replaceAll(" ", "-"));
    expect(diagnostics.map(({ summary, detail }) => `${summary} ${detail}`).join("\n")).toMatch(expected);
  });
});
