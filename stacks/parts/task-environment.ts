import { DEFAULT_PORT, type environmentSchema } from "../../app/environment.ts";
import type { Settings } from "../settings.ts";
import type { BaseStack } from "./base-stack.ts";

type EnvironmentName = keyof (typeof environmentSchema)["shape"];

/** Variables that only one of the modes needs. */
type Extra = Partial<Record<EnvironmentName, string>>;

/**
 * The container's environment variables. Only names that the app parses compile; the rules parse the values with the
 * app's own schema. Sorted by name: AWS answers in that order, and the provider takes another order for a change.
 */
export function taskEnvironment(
  stack: BaseStack,
  settings: Settings,
  extra: Extra = {},
): { readonly name: string; readonly value: string }[] {
  const variables: Partial<Record<EnvironmentName, string>> = {
    DEADLINE_MS: String(settings.deadlineMs),
    EXTRACTOR: settings.extractor,
    HOST: "0.0.0.0",
    MAX_UPLOAD_BYTES: String(settings.maxUploadBytes),
    PORT: String(DEFAULT_PORT),
    ...(settings.allowedOrigins !== undefined && { ALLOWED_ORIGINS: settings.allowedOrigins }),
    ...(settings.country !== undefined && { COUNTRY: settings.country }),
    ...(settings.dateOrder !== undefined && { DATE_ORDER: settings.dateOrder }),
    ...(settings.currency !== undefined && { CURRENCY: settings.currency }),
    ...(settings.metricsNamespace !== undefined && {
      METRICS_NAMESPACE: settings.metricsNamespace,
      DEPLOYMENT: deploymentName(stack),
    }),
    ...(settings.modelMaxTokens !== undefined && { MODEL_MAX_TOKENS: String(settings.modelMaxTokens) }),
    ...(settings.extractor === "sagemaker" && { SAGEMAKER_ENDPOINT_NAME: settings.endpointName }),
    ...extra,
  };
  return Object.entries({ AWS_REGION: settings.region, ...variables })
    .map(([name, value]) => ({ name, value }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** By which the API's metrics and their alarms know a deployment: `dev-express-stack`. */
export const deploymentName = (stack: BaseStack): string => stack.named(stack.node.id);

/** Where ECS takes the container's secrets from: ARNs by the name of the variable. Terraform never sees a value. */
export function taskSecrets({
  apiKeysSecret,
}: Settings): { readonly name: string; readonly valueFrom: string }[] {
  return apiKeysSecret === undefined
    ? []
    : [{ name: "API_KEYS" satisfies EnvironmentName, valueFrom: apiKeysSecret }];
}

/** The service in the ARN of a secret or parameter, by which its VPC endpoint is named too. */
export const secretService = (arn: string): string => arn.split(":")[2] ?? "";
