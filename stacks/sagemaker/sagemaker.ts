import { SagemakerEndpoint } from "@cdktf/provider-aws/lib/sagemaker-endpoint/index.js";
import { SagemakerEndpointConfiguration } from "@cdktf/provider-aws/lib/sagemaker-endpoint-configuration/index.js";
import { SagemakerModel } from "@cdktf/provider-aws/lib/sagemaker-model/index.js";
import { imagePlace } from "../facts/aws-images.ts";
import { shortHash } from "../helpers/short-hash.ts";
import { MODEL_VARIANT } from "../model-settings.ts";
import type { BaseStack } from "../parts/base-stack.ts";
import { ecrImage } from "../parts/location.ts";
import type { Settings } from "../settings.ts";
import type { SagemakerRole } from "./iam.ts";

/** Seconds in which the container must load some 16 GB of weights; SageMaker takes 60 to 3600. */
const STARTUP_TIMEOUT_S = 1800;

/** The server's settings: SM_VLLM_FOO_BAR=x becomes vLLM's flag --foo-bar x. */
const serverEnvironment = (settings: Settings): Record<string, string> => ({
  SM_VLLM_MODEL: settings.modelId,
  ...(settings.modelRevision !== undefined && { SM_VLLM_REVISION: settings.modelRevision }),
  ...(settings.modelMaxLength !== undefined && { SM_VLLM_MAX_MODEL_LEN: String(settings.modelMaxLength) }),
  ...(settings.modelParallelism > 1 && { SM_VLLM_TENSOR_PARALLEL_SIZE: String(settings.modelParallelism) }),
  ...(settings.modelImageTokens !== undefined && {
    SM_VLLM_MM_PROCESSOR_KWARGS: JSON.stringify({ max_soft_tokens: settings.modelImageTokens }),
  }),
});

/** Everything that, when it changes, needs a new model or a new endpoint configuration. */
const configurationOf = (settings: Settings): string =>
  JSON.stringify([
    settings.modelImage,
    settings.modelInstanceType,
    settings.modelHostImage,
    serverEnvironment(settings),
  ]);

/** The article's, whatever our defaults are; with the host that we choose for it. */
const ARTICLE = JSON.stringify([
  "vllm-gemma-4:0.19.1-sagemaker",
  "ml.g6.2xlarge",
  "al2-ami-sagemaker-inference-gpu-3-1",
  { SM_VLLM_MODEL: "google/gemma-4-E4B-it" },
]);

/**
 * Name of the model and of the endpoint configuration. Neither can be changed in place, and a new one cannot have
 * the old one's name while the endpoint still uses that. So any configuration but the article's gets a hash.
 */
function configurationName(settings: Settings): string {
  const configuration = configurationOf(settings);
  // 63 characters are allowed.
  return configuration === ARTICLE
    ? settings.endpointName
    : `${settings.endpointName.slice(0, 54)}-${shortHash(configuration)}`;
}

export function modelEndpoint(
  stack: BaseStack,
  settings: Settings,
  { location, role, policies }: SagemakerRole,
) {
  const { account, repository, version } = imagePlace(settings.modelImage);
  const model = new SagemakerModel(stack, "aws_sagemaker_model.model", {
    name: configurationName(settings),
    executionRoleArn: role.arn,
    primaryContainer: {
      image: ecrImage(location, repository, version, account),
      environment: serverEnvironment(settings),
    },
    lifecycle: { createBeforeDestroy: true },
    dependsOn: [...policies],
  });
  const configuration = new SagemakerEndpointConfiguration(
    stack,
    "aws_sagemaker_endpoint_configuration.endpointConfig",
    {
      name: model.name,
      productionVariants: [
        {
          variantName: MODEL_VARIANT,
          modelName: model.name,
          initialInstanceCount: 1,
          instanceType: settings.modelInstanceType,
          inferenceAmiVersion: settings.modelHostImage,
          containerStartupHealthCheckTimeoutInSeconds: STARTUP_TIMEOUT_S,
        },
      ],
      lifecycle: {
        createBeforeDestroy: true,
        // One that the article made has neither, and stays. A new one gets them all the same.
        ignoreChanges: [
          "production_variants[0].container_startup_health_check_timeout_in_seconds",
          "production_variants[0].inference_ami_version",
        ],
      },
    },
  );
  const endpoint = new SagemakerEndpoint(stack, "aws_sagemaker_endpoint.endpoint", {
    name: settings.endpointName,
    endpointConfigName: configuration.name,
  });
  return { model, configuration, endpoint };
}
