/** `up` from check to verify, with stand-ins for all that it starts and asks. */
import { createServer } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { listenOnLoopback } from "../../fixtures/loopback.ts";
import { standInForAws } from "../deploy-parts/aws.ts";
import { type FakeProject, fakeProject } from "../deploy-parts/fake-project.ts";

const aws = standInForAws();

// Each starts programs, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 180_000 });
const DIGEST = `sha256:${"0".repeat(64)}`;
const DEFINITION = "arn:aws:ecs:us-west-2:123456789012:task-definition/api";

let project: FakeProject;
let url: string;
const api = createServer((request, response) =>
  response.writeHead(request.url === "/health" ? 200 : 404).end('{"status":"ok"}'),
);
beforeAll(async () => {
  url = await listenOnLoopback(api);
});
afterAll(() => api.close());
beforeEach(async () => {
  project = await fakeProject();
});
afterEach(() => project.remove());

/** The state of custom-stack with this revision of the task definition, whose tasks may call these endpoints. */
const state = (revision: number, ...endpoints: string[]) => ({
  version: 4,
  outputs: {
    service_url: { value: url },
    service_name: { value: "api" },
    cluster_name: { value: "c" },
  },
  resources: [
    {
      mode: "managed",
      type: "aws_ecs_service",
      name: "fastapi",
      instances: [{ attributes: { task_definition: `${DEFINITION}:${revision}` } }],
    },
    ...(endpoints.length === 0
      ? []
      : [
          {
            mode: "managed",
            type: "aws_iam_role_policy",
            name: "sagemaker",
            instances: [
              { attributes: { policy: endpoints.map((name) => `x:endpoint/${name}`).join('","') } },
            ],
          },
        ]),
  ],
});
const deployment = (revision: number, rolloutState: string, more: object = {}) => ({
  id: `ecs-svc/${revision}`,
  status: "PRIMARY",
  taskDefinition: `${DEFINITION}:${revision}`,
  rolloutState,
  ...more,
});
/** What AWS lists, one answer after the other. */
function script(...lists: object[][]) {
  aws.script = {
    DescribeEndpoint: [{ EndpointStatus: "InService" }],
    DescribeImages: [{ imageDetails: [{ imageDigest: DIGEST, imageTags: ["x"] }] }],
    DescribeServices: lists.map((deployments) => ({ services: [{ deployments }] })),
  };
}
const up = (interruptAt?: RegExp, ...more: string[]) =>
  project.command("up", ["custom", "--yes", ...more], {
    environment: { RECEIPTS_EXTRACTOR: "local" },
    ...(interruptAt && { interruptAt }),
  });

describe("an update", () => {
  beforeEach(async () => {
    await project.write("terraform.custom-stack.tfstate", state(1));
    await project.write("new.custom-stack", state(2));
    await project.write("plan-1.custom-stack", "Plan: 1 to change");
  });
  const BEFORE = [deployment(1, "COMPLETED")];
  const DURING = [deployment(2, "IN_PROGRESS"), deployment(1, "COMPLETED", { status: "ACTIVE" })];

  test("says who may call, and waits for the rollout before it verifies", async () => {
    script(BEFORE, BEFORE, DURING, [deployment(2, "COMPLETED")]);
    const { output } = await up();
    expect(output).toMatch(
      /\ncallers +anybody, without a key\n[\s\S]*\nAnybody who reaches the URL .*\n\nCarry out the plans above\?/,
    );
    expect(output).toMatch(
      /== rollout\nwaiting for the deployment to begin, .*\nin progress: .*\ndeployment completed; api:2 runs\n== rollout: done .*\n\n== verify\n/,
    );
  });

  test("that is rolled back is a failure, and nothing is verified", async () => {
    const failed = {
      status: "ACTIVE",
      rolloutStateReason: "ECS deployment circuit breaker: tasks failed to start.",
    };
    const back = "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.";
    script(BEFORE, DURING, [
      deployment(1, "IN_PROGRESS", { rolloutStateReason: back }),
      deployment(2, "FAILED", failed),
    ]);
    const { output, status } = await up();
    expect(output).toContain(
      "The deployment of api:2 failed, and ECS is taking it back to api:1: ECS deployment circuit breaker: tasks failed to start.",
    );
    expect(output).toContain("npm run logs -- custom-stack");
    expect(output).not.toContain("== verify");
    expect(status).toBe(1);
  });

  test("after Ctrl-C in the wait, the same command changes nothing and waits on", async () => {
    script(BEFORE, DURING);
    const first = await up(/== rollout\nin progress/);
    expect(first.output).toMatch(/Interrupted after .* in the step "rollout"/);
    expect(first.status).toBe(130);
    script(DURING, [deployment(2, "COMPLETED")]);
    const { output } = await up();
    expect(output).toContain("Everything is up to date; nothing was changed.");
    expect(output).toMatch(/== rollout\nin progress: [\s\S]*deployment completed; api:2 runs\n/);
    expect((await project.calls()).filter((call) => call.startsWith("deploy"))).toEqual([
      "deploy custom-stack",
    ]);
  });
});

describe("with the model, before anything is made", () => {
  const withModel = (modelImage: string) =>
    project.command("up", ["custom", "--with-model", "--yes"], {
      environment: { RECEIPTS_MODEL_IMAGE: modelImage },
    });
  const AWS_IMAGE = "763104351884.dkr.ecr.us-west-2.amazonaws.com/vllm:server-sagemaker-cuda-v1.4";

  test.each<[string, string, object, string]>([
    [
      "an image that is not there",
      "vllm-gemma-4:v9",
      { images: [], failures: [{ failureCode: "ImageNotFound" }] },
      "The setting modelImage is vllm-gemma-4:v9, and the repository vllm-gemma-4 in us-west-2 holds no such image.\nCopy AWS's there",
    ],
    [
      "a repository that is not there",
      "vllm-gemma-4:v9",
      { error: "RepositoryNotFoundException" },
      "there is no repository vllm-gemma-4 in us-west-2.",
    ],
    [
      "an image that AWS does not have",
      AWS_IMAGE,
      { images: [] },
      "holds no such image.\nAWS's images: https://aws.github.io/deep-learning-containers",
    ],
    [
      "no right to look",
      "vllm-gemma-4:v9",
      { error: "AccessDeniedException", message: "not authorized to perform: ecr:BatchGetImage" },
      "Cannot look for the model's image vllm-gemma-4:v9, so it may be there or not",
    ],
  ])("%s", async (_, modelImage, answer, message) => {
    aws.script = { BatchGetImage: [answer] };
    const { output, status } = await withModel(modelImage);
    expect(output).toContain(message);
    expect(status).toBe(1);
    expect(await project.calls()).toEqual([]);
  });

  test("one that is there, in AWS's registry too", async () => {
    aws.script = {
      BatchGetImage: [{ images: [{}] }],
      DescribeImages: [{ error: "AccessDeniedException" }],
    };
    const { output } = await withModel(AWS_IMAGE);
    expect(output).toContain("Cannot look for the image:");
    expect(aws.calls.find(({ operation }) => operation === "BatchGetImage")?.input).toMatchObject({
      registryId: "763104351884",
      repositoryName: "vllm",
      imageIds: [{ imageTag: "server-sagemaker-cuda-v1.4" }],
    });
  });
});

describe("the model's log group", () => {
  const NAME = "/aws/sagemaker/Endpoints/gemma-4-receipt-extraction-vllm";
  const applied = async (logGroups: readonly object[]) => {
    script([deployment(1, "COMPLETED")]);
    aws.script.BatchGetImage = [{ images: [{}] }];
    aws.script.DescribeLogGroups = [{ logGroups }];
    await project.write("terraform.custom-stack.tfstate", state(1));
    await project.write("plan.sagemaker-stack", "Plan: 1 to change");
    await project.command("up", ["custom", "--with-model", "--yes"]);
    return (await project.calls()).filter((call) => call.includes("sagemaker-stack"));
  };
  const modelState = {
    version: 4,
    outputs: {},
    resources: [
      {
        mode: "managed",
        type: "aws_cloudwatch_log_group",
        name: "endpoint",
        instances: [{ attributes: {} }],
      },
    ],
  };

  test("that SageMaker made is taken over", async () => {
    expect(await applied([{ logGroupName: NAME }])).toEqual([
      "diff sagemaker-stack with the logs that exist",
      "deploy sagemaker-stack with the logs that exist",
    ]);
  });

  test("that is the stack's is only once", async () => {
    await project.write("terraform.sagemaker-stack.tfstate", modelState);
    expect(await applied([{ logGroupName: NAME }])).toEqual([
      "diff sagemaker-stack",
      "deploy sagemaker-stack",
    ]);
  });

  test("that is not there is made", async () => {
    expect(await applied([{ logGroupName: `${NAME}-2` }])).toEqual([
      "diff sagemaker-stack",
      "deploy sagemaker-stack",
    ]);
  });
});

describe("what the old tasks call", () => {
  const PLAN =
    "  # aws_iam_role_policy.sagemaker will be updated in-place\n  # aws_ecs_service.fastapi will be updated in-place";
  const REST = "  # aws_iam_role_policy.sagemaker will be updated in-place";
  const to = (settings: Record<string, string>) =>
    project.command("up", ["custom", "--yes"], {
      environment: { RECEIPTS_ENDPOINT_NAME: "new-model", ...settings },
    });
  const applied = async () => (await project.calls()).filter((call) => !call.endsWith("registry-stack"));
  beforeEach(async () => {
    script([deployment(1, "COMPLETED")], [deployment(2, "IN_PROGRESS")], [deployment(2, "COMPLETED")]);
    await project.write("terraform.custom-stack.tfstate", state(1, "old-model"));
    await project.write("new.custom-stack", state(2, "new-model", "old-model"));
    await project.write("plan-1.custom-stack", PLAN);
    await project.write("plan-2.custom-stack", REST);
  });

  test.each([
    ["another endpoint", {}],
    ["the reader in the image", { RECEIPTS_EXTRACTOR: "local" }],
  ])("stays until the rollout has ended: %s", async (_, settings) => {
    const { output } = await to(settings);
    expect(output).toContain("Until the new version runs, the right to call old-model stays.");
    expect(await applied()).toEqual([
      "diff custom-stack",
      "deploy custom-stack keeping old-model",
      "diff custom-stack",
      "deploy custom-stack",
    ]);
    expect(output.indexOf("== rollout")).toBeLessThan(output.indexOf("== custom-stack: what is left"));
  });

  test("stays while a version that failed is taken back", async () => {
    const failed = { status: "ACTIVE", rolloutStateReason: "tasks failed to start." };
    script([deployment(1, "COMPLETED")], [deployment(1, "COMPLETED"), deployment(2, "FAILED", failed)]);
    const { status } = await to({});
    expect(status).toBe(1);
    expect(await applied()).toEqual(["diff custom-stack", "deploy custom-stack keeping old-model"]);
  });

  test("after Ctrl-C between the two, the same command waits and takes the rest away", async () => {
    await project.write("terraform.custom-stack.tfstate", state(2, "new-model", "old-model"));
    await project.write("plan-1.custom-stack", REST);
    script([deployment(2, "IN_PROGRESS")], [deployment(2, "IN_PROGRESS")], [deployment(2, "COMPLETED")]);
    await to({});
    expect((await applied()).slice(1)).toEqual([
      "deploy custom-stack keeping old-model",
      "diff custom-stack",
      "deploy custom-stack",
    ]);
  });

  test("a second plan that has more than was shown is asked about", async () => {
    await project.write("plan-2.custom-stack", `${REST}\n  # aws_lb.main must be replaced`);
    const { output } = await project.command("up", ["custom", "--yes"], {
      environment: { RECEIPTS_ENDPOINT_NAME: "new-model" },
    });
    expect(output).toContain("Carry out this plan, which differs from the first?");
  });

  test("the same endpoint needs no second apply", async () => {
    await to({ RECEIPTS_ENDPOINT_NAME: "old-model" });
    expect(await applied()).toEqual(["diff custom-stack", "deploy custom-stack"]);
  });
});
