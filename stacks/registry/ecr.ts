import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy/index.js";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository/index.js";
import type { BaseStack } from "../parts/base-stack.ts";
import type { Settings } from "../settings.ts";

/** Only images without a tag go: a running service starts new tasks from the image that it was deployed with. */
const LIFECYCLE = {
  rules: [
    {
      rulePriority: 1,
      description: "Images without a tag go after 30 days",
      selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 30 },
      action: { type: "expire" },
    },
  ],
};

export function repository(stack: BaseStack, settings: Settings): EcrRepository {
  const images = new EcrRepository(stack, "aws_ecr_repository.api", {
    name: settings.repository,
    imageTagMutability: settings.immutableTags ? "IMMUTABLE" : "MUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
    forceDelete: settings.forceDelete,
  });
  new EcrLifecyclePolicy(stack, "aws_ecr_lifecycle_policy.api", {
    repository: images.name,
    policy: JSON.stringify(LIFECYCLE),
  });
  return images;
}
