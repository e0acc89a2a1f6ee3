/** The tables of instances and hosts against the AWS SDK's enums, which the synth does not load. */
import {
  ProductionVariantInferenceAmiVersion,
  ProductionVariantInstanceType,
} from "@aws-sdk/client-sagemaker";
import { describe, expect, it } from "vitest";
import { GPU_INSTANCES, OTHER_GPU_FAMILIES } from "../../stacks/facts/gpu-instances.ts";
import { cudaOf, defaultHost, MODEL_HOSTS } from "../../stacks/facts/model-hosts.ts";

const familyOf = (type: string): string => type.split(".")[1] ?? "";

it("knows each GPU instance of the SDK, but for families that are left out", () => {
  const withGpu = Object.values(ProductionVariantInstanceType).filter((type) => /^ml\.[gp]\d/.test(type));
  const wanted = withGpu.filter((type) => !(familyOf(type) in OTHER_GPU_FAMILIES));
  expect([...GPU_INSTANCES.keys()].sort()).toEqual(wanted.sort());
  const left = new Set(withGpu.map(familyOf).filter((family) => family in OTHER_GPU_FAMILIES));
  expect([...left].sort()).toEqual(Object.keys(OTHER_GPU_FAMILIES).sort());
});

it("knows each host image of the SDK, but for Neuron's", () => {
  const hosts = Object.values(ProductionVariantInferenceAmiVersion);
  expect([...MODEL_HOSTS].sort()).toEqual(hosts.filter((host) => !host.includes("neuron")).sort());
});

describe("the CUDA of an image", () => {
  it.each([
    ["vllm-gemma-4:0.19.1-sagemaker", 12],
    ["vllm-gemma-4:server-sagemaker-cuda-v1.4", 12],
    ["763104351884.dkr.ecr.us-west-2.amazonaws.com/vllm:server-sagemaker-cuda-v1", 12],
    ["vllm:0.14.0-gpu-py312-cu129-ubuntu22.04-sagemaker", 12],
    ["djl-inference:0.36.0-lmi18.0.0-cu128", 12],
    ["team/mine:cuda12.9", 12],
    ["vllm:server-sagemaker-cuda-v2.0", 13],
    ["vllm:0.20.0-gpu-py312", 13],
    ["vllm:0.27.1-gpu-py312-cu130-ubuntu22.04-sagemaker", 13],
    ["vllm:0.20.0-cu129", 12],
    ["vllm/vllm-openai:v0.19.1", 12],
    ["old:cu118", 11],
    ["vllm:latest", undefined],
    ["vllm:v1", undefined],
    ["mine:0.25.0", undefined],
    [`vllm:sha256:${"0".repeat(64)}`, undefined],
    [`vllm@sha256:${"1".repeat(64)}`, undefined],
  ])("%s: %s", (image, cuda) => {
    expect(cudaOf(image)).toBe(cuda);
  });
});

describe("the host by default", () => {
  it.each([
    ["server-sagemaker-cuda-v1.4", "ml.g5.xlarge", "gpu-3-1"],
    ["server-sagemaker-cuda-v1.4", "ml.g6e.12xlarge", "gpu-3-1"],
    ["server-sagemaker-cuda-v1.4", "ml.p5en.48xlarge", "gpu-3-1"],
    ["server-sagemaker-cuda-v1.4", "ml.g7e.2xlarge", "gpu-4-1"],
    ["server-sagemaker-cuda-v1.4", "ml.p6-b300.48xlarge", "gpu-4-1"],
    ["0.20.0-sagemaker", "ml.g6.2xlarge", "gpu-4-1"],
    ["latest", "ml.p4d.24xlarge", "gpu-4-1"],
  ])("of %s on %s is %s", (tag, type, host) => {
    expect(defaultHost(`vllm:${tag}`, type)).toMatch(new RegExp(`-${host}$`));
  });
});
