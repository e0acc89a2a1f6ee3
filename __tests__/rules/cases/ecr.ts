import { CONTAINER, EXPRESS, LIFECYCLE, MODEL, REPOSITORY, TASK } from "../addresses.ts";
import { copy, remove, replace, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      ["image without a tag", replace(`${CONTAINER}.image`, ":latest", ""), TASK, "image/of-api"],
      ["image of Docker Hub", set(`${CONTAINER}.image`, "nginx:latest"), TASK, "image/of-api"],
      [
        "image of another Region",
        replace(`${CONTAINER}.image`, "${data.aws_region.current.region}", "us-east-1"),
        TASK,
        "image/of-api",
      ],
      [
        "image with capitals",
        replace(`${CONTAINER}.image`, "receipt-extraction", "Receipt-Extraction"),
        TASK,
        "image/of-api",
      ],
      ["digest too short", replace(`${CONTAINER}.image`, ":latest", "@sha256:abc"), TASK, "image/of-api"],
    ]),
    ...of("express", [
      [
        "image of another registry",
        set(`${EXPRESS}.primary_container.0.image`, "public.ecr.aws/nginx/nginx:latest"),
        EXPRESS,
        "image/of-api",
      ],
      [
        "image's account mistyped",
        replace(
          `${EXPRESS}.primary_container.0.image`,
          "${data.aws_caller_identity.current.account_id}",
          "12345",
        ),
        EXPRESS,
        "image/of-api",
      ],
    ]),
    ...of("sagemaker", [
      [
        "image of another registry",
        set(`${MODEL}.primary_container.image`, "vllm/vllm-openai:v0.19.1"),
        MODEL,
        "image/of-model",
      ],
    ]),
    ...of("registry", [
      ["repository with capitals", set(`${REPOSITORY}.name`, "Receipts"), REPOSITORY, "repository/name"],
      ["repository of one letter", set(`${REPOSITORY}.name`, "r"), REPOSITORY, "repository/name"],
      [
        "mutability mistyped",
        set(`${REPOSITORY}.image_tag_mutability`, "IMMUTABEL"),
        REPOSITORY,
        "repository/image-tag-mutability",
      ],
      [
        "no scan",
        set(`${REPOSITORY}.image_scanning_configuration.scan_on_push`, false),
        REPOSITORY,
        "repository/image-scanning-configuration-scan-on-push",
      ],
      [
        "no scanning configuration",
        remove(`${REPOSITORY}.image_scanning_configuration`),
        REPOSITORY,
        "repository/image-scanning-configuration",
      ],
      [
        "encryption that ECR has not",
        set(`${REPOSITORY}.encryption_configuration`, [{ encryption_type: "AES512" }]),
        REPOSITORY,
        "repository/encryption-configuration-encryption-type",
      ],
      ["no lifecycle policy", remove(LIFECYCLE), REPOSITORY, "repository/lifecycle-policy"],
      [
        "lifecycle policy of another repository",
        set(`${LIFECYCLE}.repository`, "receipts"),
        LIFECYCLE,
        "lifecycle-policy/repository",
      ],
      [
        "two lifecycle policies",
        copy(LIFECYCLE, "aws_ecr_lifecycle_policy.other"),
        REPOSITORY,
        "repository/lifecycle-policy",
      ],
      [
        "lifecycle policy that is no JSON",
        set(`${LIFECYCLE}.policy`, "expire"),
        LIFECYCLE,
        "lifecycle-policy/form",
      ],
      [
        "lifecycle policy without rules",
        set(`${LIFECYCLE}.policy.rules`, []),
        LIFECYCLE,
        "lifecycle-policy/form",
      ],
      ["priority 0", set(`${LIFECYCLE}.policy.rules.0.rulePriority`, 0), LIFECYCLE, "lifecycle-policy/form"],
      [
        "priority twice",
        set(`${LIFECYCLE}.policy.rules.1.rulePriority`, 1),
        LIFECYCLE,
        "lifecycle-policy/form",
      ],
      [
        "tagged images expire",
        set(`${LIFECYCLE}.policy.rules.0.selection.tagStatus`, "any"),
        LIFECYCLE,
        "lifecycle-policy/form",
      ],
      [
        "tag status mistyped",
        set(`${LIFECYCLE}.policy.rules.0.selection.tagStatus`, "untaged"),
        LIFECYCLE,
        "lifecycle-policy/form",
      ],
      [
        "count type mistyped",
        set(`${LIFECYCLE}.policy.rules.0.selection.countType`, "sinceImagePush"),
        LIFECYCLE,
        "lifecycle-policy/form",
      ],
      [
        "by age, which counts from the push",
        set(`${LIFECYCLE}.policy.rules.0.selection`, {
          tagStatus: "untagged",
          countType: "sinceImagePushed",
          countUnit: "days",
          countNumber: 30,
        }),
        LIFECYCLE,
        "lifecycle-policy/form",
      ],
      [
        "images with a tag of their own expire",
        set(`${LIFECYCLE}.policy.rules.1.selection.tagPrefixList`, ["v"]),
        LIFECYCLE,
        "lifecycle-policy/form",
      ],
      [
        "all images with a tag expire",
        remove(`${LIFECYCLE}.policy.rules.1.selection.tagPrefixList`),
        LIFECYCLE,
        "lifecycle-policy/form",
      ],
      [
        "zero images",
        set(`${LIFECYCLE}.policy.rules.0.selection.countNumber`, 0),
        LIFECYCLE,
        "lifecycle-policy/form",
      ],
      [
        "images as a text",
        set(`${LIFECYCLE}.policy.rules.0.selection.countNumber`, "30"),
        LIFECYCLE,
        "lifecycle-policy/form",
      ],
      [
        "action that ECR has not",
        set(`${LIFECYCLE}.policy.rules.0.action.type`, "delete"),
        LIFECYCLE,
        "lifecycle-policy/form",
      ],
    ]),
  ],
  valid: [
    ...right("registry", [
      [
        "the newest hundred stay",
        set(`${LIFECYCLE}.policy.rules.0.selection.countNumber`, 100),
        "lifecycle-policy/form",
        "repository/lifecycle-policy",
      ],
    ]),
    ...right("express", [
      [
        "image by its digest",
        replace(`${EXPRESS}.primary_container.0.image`, ":latest", `@sha256:${"0".repeat(64)}`),
        "image/of-api",
      ],
    ]),
    ...right("sagemaker", [
      [
        "image of a team",
        replace(`${MODEL}.primary_container.image`, "vllm-gemma-4:", "team/vllm:"),
        "image/of-model",
      ],
    ]),
  ],
};
