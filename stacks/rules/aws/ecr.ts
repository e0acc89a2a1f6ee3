/** The registry, its rule for old images, of which Terraform only checks that it is JSON, and who takes images from it. */
import { z } from "zod";
import { matches, oneOf } from "../allowed.ts";
import { apiTasks } from "../look-up/api-task.ts";
import { faultOf, type Rule, rule, ruleForEach } from "../rule.ts";
import { optional, reference, required, rulesOf, type Table } from "../table.ts";
import { instancesOf, type Plan, targets } from "../terraform/plan.ts";
import { jsonAt, stringAt } from "../terraform/value.ts";
import { docs } from "./common.ts";

const LIFECYCLE = docs("AmazonECR/latest/userguide/lifecycle_policy_parameters.html");
const IMAGES = docs("AmazonECR/latest/userguide/vpc-endpoints.html");

const TABLES: readonly Table[] = [
  {
    type: "aws_ecr_repository",
    subject: "repository",
    source: docs("AmazonECR/latest/APIReference/API_CreateRepository.html"),
    arguments: {
      name: optional(
        matches(
          /^(?=.{2,256}$)[a-z0-9]+(?:[._/-][a-z0-9]+)*$/,
          "2 to 256 lowercase letters, digits, and single . _ - or / between them",
        ),
      ),
      image_tag_mutability: required(oneOf("MUTABLE", "IMMUTABLE")),
      image_scanning_configuration: required(),
      "image_scanning_configuration.scan_on_push": optional(oneOf(true)),
      "encryption_configuration.*.encryption_type": optional(oneOf("AES256", "KMS")),
    },
  },
  {
    type: "aws_ecr_lifecycle_policy",
    subject: "lifecycle-policy",
    source: LIFECYCLE,
    arguments: { repository: reference("aws_ecr_repository.name") },
  },
];

const BY_COUNT = { countType: z.literal("imageCountMoreThan"), countNumber: z.int().min(1) };

const expirySchema = z.strictObject({
  rulePriority: z.int().min(1),
  description: z.string().min(1).optional(),
  // Not by age, which counts from the push: an image that loses its tag later would go at once, while a service runs it.
  selection: z.discriminatedUnion("tagStatus", [
    z.strictObject({ tagStatus: z.literal("untagged"), ...BY_COUNT }),
    z.strictObject({
      tagStatus: z.literal("tagged"),
      // An image with another tag may be the one that a service starts its next task from.
      tagPrefixList: z.tuple([z.literal("was-")]),
      ...BY_COUNT,
    }),
  ]),
  action: z.strictObject({ type: z.literal("expire") }),
});

const policySchema = z.strictObject({
  rules: z
    .array(expirySchema)
    .min(1)
    .refine(
      (rules) => new Set(rules.map(({ rulePriority }) => rulePriority)).size === rules.length,
      "unique priorities",
    ),
});

/** Private subnets reach no other registry, and SageMaker takes images from ECR alone. */
const isOwnImage = (image: string, { region }: Plan): boolean => {
  const [host = "", ...path] = image.split("/");
  return (
    new RegExp(`^\\d{12}\\.dkr\\.ecr\\.${region}\\.amazonaws\\.com$`).test(host) &&
    /^[a-z0-9]+(?:[._/-][a-z0-9]+)*(?::[A-Za-z0-9_][\w.-]{0,127}|@sha256:[0-9a-f]{64})$/.test(path.join("/"))
  );
};

const ownImage = ({ region }: Plan): string =>
  `an image in the account's ECR in ${region}, with a tag or a digest`;

export const ECR_RULES: readonly Rule[] = [
  ...TABLES.flatMap(rulesOf),

  ruleForEach("aws_ecr_lifecycle_policy", "lifecycle-policy/form", LIFECYCLE, function* ({ values }) {
    const parsed = policySchema.safeParse(jsonAt(values, "policy"), { reportInput: true });
    for (const { path, input, message } of parsed.error?.issues ?? []) {
      yield [["policy", ...path].join("."), message, input];
    }
  }),

  ruleForEach("aws_ecr_repository", "repository/lifecycle-policy", LIFECYCLE, function* (repository, plan) {
    const own = instancesOf(plan, "aws_ecr_lifecycle_policy").filter((policy) =>
      targets(plan, policy, "repository", "aws_ecr_repository").includes(repository),
    );
    if (own.length !== 1) {
      yield ["", "one aws_ecr_lifecycle_policy, without which untagged images stay"];
    }
  }),

  rule("image/of-api", IMAGES, function* (plan) {
    for (const { instance, path, image } of apiTasks(plan)) {
      if (image === undefined || !isOwnImage(image, plan)) {
        yield faultOf(instance, [`${path}.image`, ownImage(plan), image]);
      }
    }
  }),

  ruleForEach("aws_sagemaker_model", "image/of-model", IMAGES, function* ({ values }, plan) {
    if (!isOwnImage(stringAt(values, "primary_container.image") ?? "", plan)) {
      yield ["primary_container.image", ownImage(plan)];
    }
  }),
];
