import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy/index.js";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository/index.js";
import type { BaseStack } from "../parts/base-stack.ts";
import type { Settings } from "../settings.ts";

const newest = (rulePriority: number, description: string, selection: object) => ({
  rulePriority,
  description,
  selection: { ...selection, countType: "imageCountMoreThan", countNumber: 20 },
  action: { type: "expire" },
});

/**
 * By count and not by age: an image's age counts from its push, so one that loses its tag later would go at once, and a
 * running service starts new tasks from the image that it was deployed with. Images with other tags stay.
 */
const LIFECYCLE = {
  rules: [
    newest(1, "The newest 20 images without a tag stay", { tagStatus: "untagged" }),
    // What `npm run image -- push` calls an image whose tag it moves.
    newest(2, "The newest 20 images that lost their tag stay", {
      tagStatus: "tagged",
      tagPrefixList: ["was-"],
    }),
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
