import { ARTICLE_ENDPOINT } from "../model-settings.ts";
import type { Settings } from "../settings.ts";
import type { StackId } from "../stack-ids.ts";

/**
 * The file of a stack's state, in the project's root or in the bucket's folder. Service stacks have one for each prefix, the model one for each
 * endpoint, so that deployments stay apart; the registry has no prefix and is shared by all.
 */
export function stateFile(
  stack: StackId,
  { namePrefix, endpointName }: Pick<Settings, "namePrefix" | "endpointName">,
): string {
  const of: Readonly<Record<StackId, string>> = {
    "bootstrap-stack": "bootstrap-stack",
    "registry-stack": "registry-stack",
    "sagemaker-stack": `sagemaker-stack${endpointName === ARTICLE_ENDPOINT ? "" : `.${endpointName}`}`,
    "express-stack": `${namePrefix}express-stack`,
    "custom-stack": `${namePrefix}custom-stack`,
  };
  return `terraform.${of[stack]}.tfstate`;
}

/** The bucket of a stack's state; undefined if the state is a file in the project's root, as that of the bucket itself is. */
export const stateBucketOf = (
  stack: StackId,
  { stateBucket }: Pick<Settings, "stateBucket">,
): string | undefined => (stack === "bootstrap-stack" ? undefined : stateBucket);
