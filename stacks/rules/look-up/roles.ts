/** Roles: who may assume them, and what they may do. */
import { z } from "zod";
import { type Instance, instancesOf, type Plan, targets } from "../terraform/plan.ts";
import { jsonAt, stringAt } from "../terraform/value.ts";

const eachOnce = (items: readonly unknown[]): boolean =>
  new Set(items.map((item) => JSON.stringify(item))).size === items.length;
const oneOrMany = z.union([
  z.string().transform((one) => [one]),
  z.array(z.string()).min(1).refine(eachOnce, "no duplicates"),
]);
const document = <T extends z.ZodType>(statement: T) =>
  z.strictObject({
    Version: z.literal("2012-10-17"),
    Statement: z.array(statement).min(1).refine(eachOnce, "no duplicates"),
  });

/** An operator or key that IAM does not know never matches. */
const conditionSchema = z.partialRecord(
  z.enum(["StringEquals", "StringLike", "ArnEquals", "ArnLike"]),
  z.partialRecord(z.enum(["aws:SourceAccount", "aws:SourceArn"]), oneOrMany),
);

export const trustSchema = document(
  z.strictObject({
    Sid: z.string().optional(),
    Effect: z.literal("Allow"),
    Principal: z.strictObject({ Service: oneOrMany }),
    Action: z.literal("sts:AssumeRole"),
    Condition: conditionSchema.optional(),
  }),
);
export const permissionsSchema = document(
  z.strictObject({
    Sid: z.string().optional(),
    Effect: z.literal("Allow"),
    Action: oneOrMany,
    Resource: oneOrMany,
    Condition: conditionSchema.optional(),
  }),
);

/** Who may assume a role, and when; nothing when its policy cannot be read. */
export const trustStatements = ({ values }: Instance) =>
  trustSchema.safeParse(jsonAt(values, "assume_role_policy")).data?.Statement ?? [];

/** The services that may assume a role. */
export const trustedBy = (role: Instance): readonly string[] =>
  trustStatements(role).flatMap(({ Principal }) => Principal.Service);

/** What an aws_iam_role_policy allows; nothing when it cannot be read. */
export const permissionsOf = ({ values }: Instance) =>
  permissionsSchema.safeParse(jsonAt(values, "policy")).data?.Statement ?? [];

/** The policies of a role: written out (aws_iam_role_policy), or attached (aws_iam_role_policy_attachment). */
export const policiesOf = (plan: Plan, role: Instance, ...types: readonly string[]): Instance[] =>
  instancesOf(plan, ...types).filter((policy) =>
    targets(plan, policy, "role", "aws_iam_role").includes(role),
  );

/** ARNs of AWS's own policies that a role has. */
export const attachedTo = (plan: Plan, role: Instance): string[] =>
  policiesOf(plan, role, "aws_iam_role_policy_attachment").map(
    ({ values }) => stringAt(values, "policy_arn") ?? "",
  );
