import { describe, expect, it } from "vitest";
import { at, type Json, synth } from "./synth.ts";

const MODEL = "resource.aws_sagemaker_model.model";
const CONFIGURATION = "resource.aws_sagemaker_endpoint_configuration.endpointConfig";
const ARTICLE = "gemma-4-receipt-extraction-vllm";

const nameOfModel = (given: Json = {}) => at(synth("sagemaker", given), `${MODEL}.name`);

describe("a changed configuration reaches the endpoint", () => {
  it("keeps the article's name by default", () => {
    expect(nameOfModel()).toBe(ARTICLE);
    expect(nameOfModel({ maxTasks: 7, region: "eu-west-1" })).toBe(ARTICLE);
  });

  it("gives each other configuration a name of its own", () => {
    const names = [
      { modelInstanceType: "ml.g6e.2xlarge" },
      { modelId: "google/gemma-4-E2B-it" },
      { modelImage: "vllm-gemma-4:0.20.0-sagemaker" },
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

it("hands the picture's tokens to the server as JSON", () => {
  const environment = at(
    synth("sagemaker", { modelImageTokens: 1120 }),
    `${MODEL}.primary_container.environment`,
  );
  expect(environment).toEqual({
    SM_VLLM_MODEL: "google/gemma-4-E4B-it",
    SM_VLLM_MM_PROCESSOR_KWARGS: '{"max_soft_tokens":1120}',
  });
});
