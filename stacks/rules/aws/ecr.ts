/** The registry's rule for old images, of which Terraform only checks that it is JSON. */
import { z } from "zod";
import { fault, faultIn, parseJson, type Rule, textAt } from "../rule.ts";

const SOURCE = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html";

const ruleSchema = z.strictObject({
  rulePriority: z.int().min(1),
  description: z.string().min(1).optional(),
  selection: z.discriminatedUnion("countType", [
    z.strictObject({
      // A tagged image may be the one that a service starts its next task from.
      tagStatus: z.literal("untagged"),
      countType: z.literal("sinceImagePushed"),
      countUnit: z.literal("days"),
      countNumber: z.int().min(1),
    }),
    z.strictObject({
      tagStatus: z.literal("untagged"),
      countType: z.literal("imageCountMoreThan"),
      countNumber: z.int().min(1),
    }),
  ]),
  action: z.strictObject({ type: z.literal("expire") }),
});

const policySchema = z.strictObject({
  rules: z
    .array(ruleSchema)
    .min(1)
    .refine(
      (rules) => new Set(rules.map(({ rulePriority }) => rulePriority)).size === rules.length,
      "each priority once",
    ),
});

export const lifecyclePolicies: Rule = function* (plan) {
  const policies = plan.of("aws_ecr_lifecycle_policy");
  for (const policy of policies) {
    const json = parseJson(textAt(policy.values, "policy") ?? "");
    for (const { path, input, message } of policySchema.safeParse(json, { reportInput: true }).error
      ?.issues ?? []) {
      yield faultIn(policy, ["policy", ...path].join("."), input, message, SOURCE);
    }
  }
  for (const repository of plan.of("aws_ecr_repository")) {
    const own = policies.filter((policy) =>
      plan.targets(policy, "repository", "aws_ecr_repository").includes(repository),
    );
    if (own.length !== 1) {
      yield fault(repository, "", "one aws_ecr_lifecycle_policy, without which untagged images stay", SOURCE);
    }
  }
};
