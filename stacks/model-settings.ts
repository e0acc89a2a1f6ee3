/** The settings of sagemaker-stack: the model's endpoint. */
import { z } from "zod";
import { registryRefusal } from "./facts/aws-images.ts";
import { GPU_INSTANCE_ALLOWED, GPU_INSTANCES } from "./facts/gpu-instances.ts";
import { defaultHost, hostRefusal, MODEL_HOSTS } from "./facts/model-hosts.ts";
import { contextRefusal, gatedRefusal, memoryRefusal, parallelismRefusal } from "./facts/models.ts";
import type { Region } from "./facts/regions.ts";
import { about, DIGEST, flag, oneOf, TAG, WITH_API, wholeNumber } from "./helpers/setting.ts";

/** The article's endpoint. Its role, model and state have the plain names. */
export const ARTICLE_ENDPOINT = "gemma-4-receipt-extraction-vllm";

/** The endpoint's only variant, by which SageMaker keeps its metrics. */
export const MODEL_VARIANT = "AllTraffic";

/** Where SageMaker writes the log of an endpoint's container. */
export const modelLogGroupName = (endpointName: string): string => `/aws/sagemaker/Endpoints/${endpointName}`;

/** IAM compares resource names letter by letter, and SageMaker's ARNs are in lowercase letters. */
const ENDPOINT_NAME = /^(?=.{1,63}$)[a-z0-9](?:-*[a-z0-9])*$/;

export const MODEL_SETTINGS = {
  endpointName: about(z.string().regex(ENDPOINT_NAME).default(ARTICLE_ENDPOINT), {
    stacks: ["sagemaker", "express", "custom"],
    allowed: "1 to 63 lowercase letters, digits and inner hyphens",
    description: "SageMaker endpoint that sagemaker-stack makes and the API calls.",
  }),
  keepEndpoints: about(
    z
      .union([z.array(z.string()), z.string().transform((text) => (text === "" ? [] : text.split(",")))])
      .pipe(z.array(z.string().regex(ENDPOINT_NAME)).max(10))
      .default([]),
    {
      stacks: WITH_API,
      allowed: "up to ten names of endpoints, separated by commas",
      description:
        "Endpoints that the API may still call, and in custom-stack a way to SageMaker, besides those of the other settings. For a change of endpointName or to `extractor = local`: tasks of the version before need both until the rollout is over.",
      byDefault: "none",
    },
  ),
  modelLogsExist: about(flag.default(false), {
    stacks: ["sagemaker"],
    allowed: "true or false",
    description:
      "Whether sagemaker-stack takes over the endpoint's log group, which SageMaker makes where no stack did, instead of making it. `npm run up` looks by itself.",
  }),
  modelImage: about(
    z
      .string()
      .regex(
        new RegExp(
          `^(?:\\d{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com/)?[a-z0-9]+(?:[._/-][a-z0-9]+)*:(?:${TAG}|${DIGEST})$`,
        ),
      )
      .default("vllm-gemma-4:server-sagemaker-cuda-v1.4"),
    {
      stacks: ["sagemaker"],
      allowed:
        "repository:tag or repository:sha256:<digest> in the account's ECR, or with AWS's registry of the Region in front, such as 763104351884.dkr.ecr.us-west-2.amazonaws.com/vllm:server-sagemaker-cuda-v1.4",
      description:
        "Image of the model server: a copy of AWS's image for vLLM. The article's is `vllm-gemma-4:0.19.1-sagemaker`; see [differences](differences.md).",
    },
  ),
  modelHostImage: about(z.enum(MODEL_HOSTS).optional(), {
    stacks: ["sagemaker"],
    allowed: MODEL_HOSTS.join(", "),
    description:
      "Image of the machine under the model's container, and with it the NVIDIA driver. An image with CUDA 12 needs gpu-3-1 (driver 550) or gpu-4-1, one with CUDA 13 needs gpu-4-1 (driver 580), and so do the GPUs of g7, g7e and p6. With a driver that is too old the endpoint stays in Creating, without a log. Set it when the name of `modelImage` does not tell its CUDA and gpu-4-1 does not fit.",
    byDefault:
      "gpu-3-1 for g5 to p5en with an image of CUDA 12; gpu-4-1 for newer GPUs, for CUDA 13, and for an image whose CUDA its name does not tell",
  }),
  modelId: about(
    z
      .string()
      .regex(/^[\w.-]+\/[\w.-]+$/)
      .default("google/gemma-4-E4B-it"),
    {
      stacks: ["sagemaker"],
      allowed:
        "organisation/model, as on Hugging Face, that needs no token; a known model must fit on the instance's GPUs",
      description: "Model that the server loads.",
    },
  ),
  modelRevision: about(
    z
      .string()
      .regex(/^[A-Za-z0-9][\w./-]{0,127}$/)
      .optional(),
    {
      stacks: ["sagemaker"],
      allowed: "a commit, tag or branch of the model on Hugging Face",
      description:
        "Which version of the model's files the server loads. A commit keeps the answers from changing when its makers change the model.",
      byDefault: "none; the newest at each start",
    },
  ),
  modelMaxLength: about(wholeNumber(2_048, 262_144).optional(), {
    stacks: ["sagemaker"],
    allowed: "2048 to 262144, and at most the model's own longest context",
    description:
      "Most tokens of a request and its answer together. The less, the more requests fit into the GPU's memory at once; a receipt needs about 2000.",
    byDefault: "none; the model's own",
  }),
  modelImageTokens: about(oneOf([70, 140, 280, 560, 1120]).optional(), {
    stacks: ["sagemaker"],
    allowed: "70, 140, 280, 560 or 1120",
    description:
      "How many tokens the model spends on a picture. 1120 (2.6 megapixels) is what its makers advise for reading text.",
    byDefault: "none; the server's own, 280 (0.65 megapixels)",
  }),
  modelInstanceType: about(
    z
      .string()
      .refine((type) => GPU_INSTANCES.has(type))
      .default("ml.g6.2xlarge"),
    { stacks: ["sagemaker"], allowed: GPU_INSTANCE_ALLOWED, description: "Instance of the model endpoint." },
  ),
  modelParallelism: about(oneOf([1, 2, 4, 8]).optional(), {
    stacks: ["sagemaker"],
    allowed: "1, 2, 4 or 8, and at most the instance's GPUs",
    description: "Over how many GPUs the model is spread: vLLM's tensor parallelism.",
    byDefault: "all GPUs of modelInstanceType",
  }),
};

type Given = z.infer<z.ZodObject<typeof MODEL_SETTINGS>>;

/** What depends on another setting, filled in. */
export const modelDefaults = ({
  modelHostImage,
  modelParallelism,
  modelImage,
  modelInstanceType,
}: Given) => ({
  modelHostImage: modelHostImage ?? defaultHost(modelImage, modelInstanceType),
  modelParallelism: modelParallelism ?? GPU_INSTANCES.get(modelInstanceType)?.gpus ?? 1,
});

/** The settings that do not go with others, each with what is allowed. */
export function* modelRefusals(
  settings: Given & ReturnType<typeof modelDefaults> & { readonly region: Region },
): Iterable<readonly [key: keyof typeof MODEL_SETTINGS, allowed: string]> {
  const { modelId, modelInstanceType, modelHostImage, modelImage, modelMaxLength, modelParallelism } =
    settings;
  const found = [
    ["modelImage", registryRefusal(modelImage, settings.region), "region"],
    [
      "modelHostImage",
      hostRefusal(modelHostImage, modelImage, modelInstanceType),
      "modelImage",
      "modelInstanceType",
    ],
    ["modelParallelism", parallelismRefusal(modelInstanceType, modelParallelism), "modelInstanceType"],
    ["modelId", gatedRefusal(modelId)],
    [
      "modelId",
      memoryRefusal(modelId, modelInstanceType, modelParallelism),
      "modelInstanceType",
      "modelParallelism",
    ],
    ["modelMaxLength", modelMaxLength && contextRefusal(modelId, modelMaxLength), "modelId"],
  ] as const;
  for (const [key, allowed, ...others] of found) {
    if (allowed) {
      const causes = others.map((other) => `${other} = ${settings[other]}`).join(", ");
      yield [key, causes === "" ? allowed : `${allowed} (${causes})`];
    }
  }
}
