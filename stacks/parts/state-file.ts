import { ARTICLE_ENDPOINT } from "../model-settings.ts";
import type { Settings } from "../settings.ts";
import type { StackId } from "../stack-ids.ts";

/**
 * The file of a stack's state, in the project's root. Service stacks have one for each prefix, the model one for each
 * endpoint, so that deployments stay apart; the registry has no prefix and is shared by all.
 */
export function stateFile(
  stack: StackId,
  { namePrefix, endpointName }: Pick<Settings, "namePrefix" | "endpointName">,
): string {
  const of: Readonly<Record<StackId, string>> = {
    "registry-stack": "registry-stack",
    "sagemaker-stack": `sagemaker-stack${endpointName === ARTICLE_ENDPOINT ? "" : `.${endpointName}`}`,
    "express-stack": `${namePrefix}express-stack`,
    "custom-stack": `${namePrefix}custom-stack`,
  };
  return `terraform.${of[stack]}.tfstate`;
}
