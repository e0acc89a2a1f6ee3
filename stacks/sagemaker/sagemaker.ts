import { createHash } from "node:crypto";
import { SagemakerEndpoint } from "@cdktf/provider-aws/lib/sagemaker-endpoint/index.js";
import { SagemakerEndpointConfiguration } from "@cdktf/provider-aws/lib/sagemaker-endpoint-configuration/index.js";
import { SagemakerModel } from "@cdktf/provider-aws/lib/sagemaker-model/index.js";
import type { BaseStack } from "../parts/base-stack.ts";
import { ecrImage } from "../parts/location.ts";
import { DEFAULT_SETTINGS, type Settings } from "../settings.ts";
import type { SagemakerRole } from "./iam.ts";

/** Seconds in which the container must load some 16 GB of weights; SageMaker takes 60 to 3600. */
const STARTUP_TIMEOUT_S = 1800;

/** The server's settings: SM_VLLM_FOO_BAR=x becomes vLLM's flag --foo-bar x. */
const serverEnvironment = ({ modelId, modelImageTokens }: Settings): Record<string, string> => ({
  SM_VLLM_MODEL: modelId,
  ...(modelImageTokens !== undefined && {
    SM_VLLM_MM_PROCESSOR_KWARGS: JSON.stringify({ max_soft_tokens: modelImageTokens }),
  }),
});

/** Everything that, when it changes, needs a new model or a new endpoint configuration. */
const configurationOf = (settings: Settings): string =>
  JSON.stringify([
    settings.namePrefix,
    settings.modelImage,
    settings.modelInstanceType,
    serverEnvironment(settings),
  ]);

/**
 * Name of the model and of the endpoint configuration. Neither can be changed in place, and a new one cannot have
 * the old one's name while the endpoint still uses that. So any configuration but the article's gets a hash.
 */
function configurationName(settings: Settings): string {
  const configuration = configurationOf(settings);
  if (configuration === configurationOf(DEFAULT_SETTINGS)) {
    return settings.endpointName;
  }
  const hash = createHash("sha256").update(configuration).digest("hex").slice(0, 8);
  // 63 characters are allowed.
  return `${settings.endpointName.slice(0, 54)}-${hash}`;
}

export function modelEndpoint(
  stack: BaseStack,
  settings: Settings,
  { location, role, policies }: SagemakerRole,
) {
  const [repository = "", version = ""] = settings.modelImage.split(/:(.*)/s);
  const model = new SagemakerModel(stack, "aws_sagemaker_model.model", {
    name: configurationName(settings),
    executionRoleArn: role.arn,
    primaryContainer: {
      image: ecrImage(location, repository, version),
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
          variantName: "AllTraffic",
          modelName: model.name,
          initialInstanceCount: 1,
          instanceType: settings.modelInstanceType,
          containerStartupHealthCheckTimeoutInSeconds: STARTUP_TIMEOUT_S,
        },
      ],
      lifecycle: {
        createBeforeDestroy: true,
        // One that the article made has no such timeout, and stays. A new one gets it all the same.
        ignoreChanges: ["production_variants[0].container_startup_health_check_timeout_in_seconds"],
      },
    },
  );
  const endpoint = new SagemakerEndpoint(stack, "aws_sagemaker_endpoint.endpoint", {
    name: settings.endpointName,
    endpointConfigName: configuration.name,
  });
  return { model, configuration, endpoint };
}
