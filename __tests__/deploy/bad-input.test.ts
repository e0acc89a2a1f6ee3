/** What people run into. Each time: a clear message, the state is kept, and the next run continues. */
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateRepositoryCommand, DeleteRepositoryCommand, ECRClient } from "@aws-sdk/client-ecr";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { confirm } from "../../deploy/console/steps.ts";
import { buildImage, login, push } from "../../deploy/programs/container-tool.ts";
import { listenOnLoopback } from "../../fixtures/loopback.ts";
import { DEFAULT_SETTINGS } from "../../stacks/settings.ts";
import { expectInterrupted } from "./expect-command.ts";
import { copyProject, type Project } from "./project.ts";
import { startWorld, type World } from "./world.ts";

describe("up", () => {
  let world: World;
  let project: Project;
  beforeAll(async () => {
    world = await startWorld();
    project = await copyProject({ ...world.environment, RECEIPTS_EXTRACTOR: "local" });
  });
  afterAll(async () => {
    await world?.close();
    await project?.remove();
  });
  const up = (environment: Record<string, string>, interruptAt?: RegExp) =>
    project.command("up", ["express", "--yes"], { environment, ...(interruptAt && { interruptAt }) });

  test.each<[string, Record<string, string>, string]>([
    [
      "no credentials",
      { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", HOME: "/nowhere" },
      "There are no AWS credentials.",
    ],
    [
      "another Region",
      { AWS_REGION: "eu-west-1" },
      "The stacks go to us-west-2, but AWS_REGION is eu-west-1.",
    ],
    ["a wrong setting", { RECEIPTS_CPU: "300" }, "RECEIPTS_CPU"],
    ["an image that is not there", { RECEIPTS_IMAGE: "v9" }, "holds no such image"],
    [
      "no model endpoint",
      { RECEIPTS_EXTRACTOR: "sagemaker" },
      "There is no model endpoint gemma-4-receipt-extraction-vllm in us-west-2. Add --with-model",
    ],
  ])("%s", async (_, environment, message) => {
    const { status, output } = await up(environment);
    expect(output).toContain(message);
    expect(output).not.toMatch(/^ +at /m);
    expect(status).toBe(1);
  });

  test("nobody to ask", async () => {
    await expect(confirm("Carry out the plan above?", false)).rejects.toThrow(
      "There is no terminal to ask on; add --yes to continue without a question. Nothing was changed.",
    );
  });

  test("a repository that exists already", async () => {
    const ecr = new ECRClient({
      region: "us-west-2",
      endpoint: world.emulator.url,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    const { repository: repositoryName } = DEFAULT_SETTINGS;
    await ecr.send(new CreateRepositoryCommand({ repositoryName }));
    const { status, output } = await up({});
    await ecr.send(new DeleteRepositoryCommand({ repositoryName }));
    expect(output).toContain("The repository already exists, created by hand or from another state.");
    expect(output).toContain("The state is kept; the same command continues from here.");
    expect(status).toBe(1);
  });

  test("a model endpoint that has failed, and Ctrl-C while one is being made", async () => {
    let answer: object = { EndpointStatus: "Failed", FailureReason: "CannotStartContainerError" };
    const server = createServer((_, response) => response.end(JSON.stringify(answer)));
    const environment = {
      RECEIPTS_EXTRACTOR: "sagemaker",
      AWS_ENDPOINT_URL_SAGEMAKER: await listenOnLoopback(server),
    };
    const failed = await up(environment);
    expect(failed.output).toContain(
      "The model endpoint gemma-4-receipt-extraction-vllm is Failed: CannotStartContainerError\nIts log group is /aws/sagemaker/Endpoints/gemma-4-receipt-extraction-vllm.",
    );
    expect(failed.status).toBe(1);
    answer = { EndpointStatus: "Creating" };
    const creating = await up(environment, /the model endpoint is Creating, 0 s/);
    await expectInterrupted(creating, "model endpoint", project);
    server.close();
  });

  test.each([
    ["plan of registry-stack", /\n== plan of registry-stack\n[\s\S]*Initializing/],
    ["registry-stack", /\n== registry-stack\n[\s\S]*aws_ecr_repository\b.*Creation complete/],
    ["image", /\n== image\n[\s\S]*STEP/],
  ])("Ctrl-C in the step %s", async (title, point) => {
    await expectInterrupted(await up({}, point), title, project);
  });

  test("a state of another account, and half a state", async () => {
    const file = join(project.folder, "terraform.express-stack.tfstate");
    const attributes = { arn: "arn:aws:ecs:us-west-2:999999999999:cluster/x" };
    const resources = [{ mode: "managed", type: "aws_ecs_cluster", name: "x", instances: [{ attributes }] }];
    const other = JSON.stringify({ version: 4, outputs: {}, resources });
    await writeFile(file, other);
    expect((await up({})).output).toContain("belongs to account 999999999999");
    expect(await readFile(file, "utf8")).toBe(other);
    await writeFile(file, other.slice(0, 50));
    const { status, output } = await up({});
    expect(output).toContain("terraform.express-stack.tfstate is not a complete Terraform state.");
    expect(status).toBe(1);
  });
});

describe("docker, which cannot run here: a stand-in that notes its arguments", () => {
  let folder: string;
  let path: string | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "docker-"));
    path = process.env.PATH;
    await mkdir(join(folder, "bin"));
    const script = `#!/bin/sh
echo "$@" >> ${folder}/calls
case "$1" in
  login) cat >> ${folder}/calls ;;
  push) echo "abc: digest: sha256:${"a1".repeat(32)} size: 1780" ;;
esac
`;
    await writeFile(join(folder, "bin/docker"), script);
    await chmod(join(folder, "bin/docker"), 0o755);
    process.env.PATH = `${folder}/bin:${path}`;
  });
  afterEach(async () => {
    process.env.PATH = path;
    await rm(folder, { recursive: true });
  });

  test("builds, logs in by standard input, and pushes", async () => {
    const image = "host/repository:abc";
    await buildImage("docker", { target: "cloud", platform: "linux/amd64", image, revision: "abc" });
    await login("docker", "host", "AWS", "secret");
    expect(await push("docker", image)).toBe(`sha256:${"a1".repeat(32)}`);
    const calls = await readFile(join(folder, "calls"), "utf8");
    expect(calls).toMatch(
      /^build .*--platform linux\/amd64 --target cloud --file app\/Dockerfile --tag host\/repository:abc \.$/m,
    );
    expect(calls).toMatch(/^login --username AWS --password-stdin host\nsecretpush host\/repository:abc$/m);
  });
});
