import { describe, expect, it } from "vitest";
import { at, type Json, synth } from "./synth.ts";

const MODEL = "resource.aws_sagemaker_model.model";
const CONFIGURATION = "resource.aws_sagemaker_endpoint_configuration.endpointConfig";
const ARTICLE = "gemma-4-receipt-extraction-vllm";

const nameOfModel = (given: Json = {}) => at(synth("sagemaker", given), `${MODEL}.name`);

const ARTICLE_IMAGE = "vllm-gemma-4:0.19.1-sagemaker";

describe("a changed configuration reaches the endpoint", () => {
  it("keeps the article's name with the article's image", () => {
    const given = { modelImage: ARTICLE_IMAGE };
    expect(nameOfModel(given)).toBe(ARTICLE);
    expect(nameOfModel({ ...given, maxTasks: 7, region: "eu-west-1", namePrefix: "dev-" })).toBe(ARTICLE);
  });

  it("gives each other configuration a name of its own", () => {
    const names = [
      {},
      { modelInstanceType: "ml.g6e.2xlarge" },
      { modelId: "google/gemma-4-E2B-it" },
      { modelImage: "vllm-gemma-4:0.20.0-sagemaker" },
      { modelImage: ARTICLE_IMAGE, modelHostImage: "al2023-ami-sagemaker-inference-gpu-4-1" },
      { modelHostImage: "al2023-ami-sagemaker-inference-gpu-4-1" },
      { modelRevision: "main" },
      { modelMaxLength: 4096 },
      { modelInstanceType: "ml.g6.12xlarge" },
      { modelInstanceType: "ml.g6.12xlarge", modelParallelism: 2 },
      { modelImageTokens: 1120 },
      { modelImageTokens: 560 },
    ].map(nameOfModel);
    for (const name of names) {
      expect(name).toMatch(new RegExp(`^${ARTICLE}-[0-9a-f]{8}$`));
    }
    expect(new Set(names).size).toBe(names.length);
  });

  it("stays within 63 characters", () => {
    expect(nameOfModel({ endpointName: "e".repeat(63), modelImageTokens: 1120 })).toHaveLength(63);
  });

  it("makes the new one before the old one goes, and leaves the endpoint its name", () => {
    const json = synth("sagemaker", { modelImageTokens: 1120 });
    expect(at(json, `${MODEL}.lifecycle.create_before_destroy`)).toBe(true);
    expect(at(json, `${CONFIGURATION}.lifecycle.create_before_destroy`)).toBe(true);
    expect(at(json, `${CONFIGURATION}.name`)).toBe("${aws_sagemaker_model.model.name}");
    expect(at(json, "resource.aws_sagemaker_endpoint.endpoint.name")).toBe(ARTICLE);
  });
});

it("hands the settings to the server as its flags", () => {
  const environment = at(
    synth("sagemaker", {
      modelImageTokens: 1120,
      modelRevision: "v1",
      modelMaxLength: 8192,
      modelInstanceType: "ml.g6e.12xlarge",
    }),
    `${MODEL}.primary_container.environment`,
  );
  expect(environment).toEqual({
    SM_VLLM_MODEL: "google/gemma-4-E4B-it",
    SM_VLLM_REVISION: "v1",
    SM_VLLM_MAX_MODEL_LEN: "8192",
    SM_VLLM_TENSOR_PARALLEL_SIZE: "4",
    SM_VLLM_MM_PROCESSOR_KWARGS: '{"max_soft_tokens":1120}',
  });
});

describe("the role", () => {
  const nameOfRole = (given: Json) =>
    String(at(synth("sagemaker", given), "resource.aws_iam_role.sagemaker.name"));

  it("has the article's name for the article's endpoint, and otherwise the endpoint's", () => {
    expect(nameOfRole({ namePrefix: "dev-" })).toBe("sagemakerExecutionRole");
    expect(nameOfRole({ endpointName: "receipts" })).toBe("sagemakerExecutionRole-receipts");
  });

  it("stays within 64 characters, and differs where the endpoints' names do", () => {
    const names = ["a", "b"].map((end) => nameOfRole({ endpointName: "e".repeat(62) + end }));
    expect(names.map((name) => name.length)).toEqual([64, 64]);
    expect(names[0]).not.toBe(names[1]);
  });
});

it("runs an image from AWS's own registry of the Region", () => {
  const modelImage = "763104351884.dkr.ecr.us-west-2.amazonaws.com/vllm:server-sagemaker-cuda-v1.4";
  expect(
    at(synth("sagemaker", { modelImage }), "resource.aws_sagemaker_model.model.primary_container.image"),
  ).toMatch(/^763104351884\.dkr\.ecr\.\$\{.*\}\.amazonaws\.com\/vllm:server-sagemaker-cuda-v1\.4$/);
});
