import { CONFIG, MODEL } from "../addresses.ts";
import { all, remove, rename, replace, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

const VARIANT = `${CONFIG}.production_variants.0`;
const ENVIRONMENT = `${MODEL}.primary_container.environment`;
const IMAGE = `${MODEL}.primary_container.image`;

const image = (tag: string) => replace(IMAGE, "server-sagemaker-cuda-v1.4", tag);
const instance = (type: string) => set(`${VARIANT}.instance_type`, type);
const host = (name: string) => set(`${VARIANT}.inference_ami_version`, name);
const model = (id: string) => set(`${ENVIRONMENT}.SM_VLLM_MODEL`, id);
const length = (tokens: string) => set(`${ENVIRONMENT}.SM_VLLM_MAX_MODEL_LEN`, tokens);
const parallel = (gpus: string) => set(`${ENVIRONMENT}.SM_VLLM_TENSOR_PARALLEL_SIZE`, gpus);

const GPU_2_1 = "al2-ami-sagemaker-inference-gpu-2-1";
const GPU_3_1 = "al2-ami-sagemaker-inference-gpu-3-1";
const GPU_4_1 = "al2023-ami-sagemaker-inference-gpu-4-1";

const HOST = "endpoint-configuration/host-of-image";
const MEMORY = "endpoint-configuration/gpu-memory";

export const CASES: Cases = {
  invalid: [
    ...of("sagemaker", [
      ["model without weights", remove(`${ENVIRONMENT}.SM_VLLM_MODEL`), MODEL, "model/which"],
      ["server flag mistyped", rename(`${ENVIRONMENT}.SM_VLLM_MODEL`, "SM_VLM_MODEL"), MODEL, "model/which"],
      [
        "server flag that is no JSON",
        set(`${ENVIRONMENT}.SM_VLLM_MM_PROCESSOR_KWARGS`, "max_soft_tokens=1120"),
        MODEL,
        "model/server-flags",
      ],
      [
        "token budget that Gemma has not",
        set(`${ENVIRONMENT}.SM_VLLM_MM_PROCESSOR_KWARGS`, '{"max_soft_tokens":1024}'),
        MODEL,
        "model/server-flags",
      ],
      [
        "token of Hugging Face in plain text",
        set(`${ENVIRONMENT}.HF_TOKEN`, "hf_abc"),
        MODEL,
        "model/server-flags",
      ],
      [
        "model id without its organisation",
        set(`${ENVIRONMENT}.SM_VLLM_MODEL`, "gemma-4-E4B-it"),
        MODEL,
        "model/server-flags",
      ],
      ["environment with a number", set(`${ENVIRONMENT}`, ["SM_VLLM_MODEL"]), MODEL, "model/which"],
      ["length that is no number", length("4k"), MODEL, "model/server-flags"],
      ["length in which no receipt fits", length("512"), MODEL, "model/server-flags"],
      ["three GPUs", all(instance("ml.g6.12xlarge"), parallel("3")), MODEL, "model/server-flags"],
      ["image of CUDA 13 on driver 550", image("0.27.1-gpu-py312-cu130-ubuntu22.04"), CONFIG, HOST],
      ["image of a later line on driver 550", image("server-sagemaker-cuda-v2.0"), CONFIG, HOST],
      ["image of a later vLLM on driver 550", image("0.20.0-sagemaker"), CONFIG, HOST],
      ["Blackwell on driver 550", instance("ml.g7e.2xlarge"), CONFIG, HOST],
      ["H200 on driver 535", all(instance("ml.p5en.48xlarge"), host(GPU_2_1)), CONFIG, HOST],
      ["31B on one L4", model("google/gemma-4-31B-it"), CONFIG, MEMORY],
      [
        "26B on two L40S of four, in other letters",
        all(model("Google/Gemma-4-26B-A4B-it"), instance("ml.g6e.12xlarge")),
        CONFIG,
        MEMORY,
      ],
      [
        "31B on one of four GPUs",
        all(model("google/gemma-4-31B-it"), instance("ml.g6e.12xlarge")),
        CONFIG,
        MEMORY,
      ],
      ["Gemma 3, which is gated", model("google/gemma-3-4b-it"), MODEL, "model/no-token-needed"],
      [
        "Llama, which is gated",
        model("meta-llama/Llama-3.2-11B-Vision-Instruct"),
        MODEL,
        "model/no-token-needed",
      ],
      ["PaliGemma, which is gated", model("google/paligemma2-3b-mix-448"), MODEL, "model/no-token-needed"],
      ["more context than E4B has", length("262144"), MODEL, "model/context"],
      ["more GPUs than the instance has", parallel("2"), MODEL, "model/parallelism"],
      ["eight GPUs of four", all(instance("ml.g5.24xlarge"), parallel("8")), MODEL, "model/parallelism"],
    ]),
  ],
  valid: [
    ...right("sagemaker", [
      [
        "another model, its revision and budget",
        all(
          model("google/gemma-4-31B-it"),
          instance("ml.g6e.12xlarge"),
          parallel("4"),
          length("262144"),
          set(`${ENVIRONMENT}.SM_VLLM_REVISION`, "0123456789abcdef"),
          set(`${ENVIRONMENT}.SM_VLLM_MM_PROCESSOR_KWARGS`, '{"max_soft_tokens":560}'),
        ),
        "model/server-flags",
        "model/which",
        "model/context",
        "model/parallelism",
        MEMORY,
      ],
      ["31B on one H100", all(model("google/gemma-4-31B-it"), instance("ml.p5.4xlarge")), MEMORY],
      ["E2B on an A10G", all(model("google/gemma-4-E2B-it"), instance("ml.g5.xlarge")), MEMORY, HOST],
      [
        "a model that nobody here knows",
        model("somebody/large-vision-400B"),
        MEMORY,
        "model/no-token-needed",
      ],
      ["a copy of a gated model that is open", model("unsloth/gemma-3-4b-it"), "model/no-token-needed"],
      ["the newest host under the old image", host(GPU_4_1), HOST],
      [
        "image of CUDA 13 on driver 580",
        all(image("0.27.1-gpu-py312-cu130-ubuntu22.04"), host(GPU_4_1)),
        HOST,
      ],
      ["image that tells no CUDA", all(image("mine"), host(GPU_2_1)), HOST],
      [
        "image by its digest",
        all(replace(IMAGE, ":server-sagemaker-cuda-v1.4", `@sha256:${"0".repeat(64)}`), host(GPU_3_1)),
        HOST,
      ],
      ["Blackwell on driver 580", all(instance("ml.p6-b200.48xlarge"), host(GPU_4_1)), HOST],
    ]),
  ],
};
