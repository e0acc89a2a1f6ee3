import { RIGHT } from "../addresses.ts";
import { remove, rename, replace, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

const TRUST = "aws_iam_role.task.assume_role_policy.Statement.0";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      [
        "condition for tasks of another Region",
        replace(`${TRUST}.Condition.ArnLike.aws:SourceArn`, "${data.aws_region.current.region}", "us-east-1"),
        "aws_iam_role.task",
        "role/trust-condition",
      ],
      [
        "condition with the service that assumes the role",
        replace(`${TRUST}.Condition.ArnLike.aws:SourceArn`, ":ecs:", ":ecs-tasks:"),
        "aws_iam_role.task",
        "role/trust-condition",
      ],
      [
        "condition with a name of the account",
        set(`${TRUST}.Condition.StringEquals.aws:SourceAccount`, "production"),
        "aws_iam_role.task",
        "role/trust-condition",
      ],
      [
        "condition for ECS itself",
        set("aws_iam_role.infrastructure.assume_role_policy.Statement.0.Condition", {
          StringEquals: { "aws:SourceAccount": "123456789012" },
        }),
        "aws_iam_role.infrastructure",
        "role/trust-condition",
      ],
      [
        "policy version of today",
        set("aws_iam_role.task.assume_role_policy.Version", "2024-10-17"),
        "aws_iam_role.task",
        "role/trust-form",
      ],
      [
        "policy without a version",
        remove("aws_iam_role.task.assume_role_policy.Version"),
        "aws_iam_role.task",
        "role/trust-form",
      ],
      [
        "key in lowercase",
        rename("aws_iam_role.task.assume_role_policy.Statement.0.Effect", "effect"),
        "aws_iam_role.task",
        "role/trust-form",
      ],
      [
        "key in the plural",
        rename(`${RIGHT}.policy.Statement.0.Action`, "Actions"),
        RIGHT,
        "role-policy/form",
      ],
      ["effect mistyped", set(`${RIGHT}.policy.Statement.0.Effect`, "allow"), RIGHT, "role-policy/form"],
      [
        "denied instead of allowed",
        set(`${RIGHT}.policy.Statement.0.Effect`, "Deny"),
        RIGHT,
        "role-policy/form",
      ],
      [
        "principal in a role's policy",
        set(`${RIGHT}.policy.Statement.0.Principal`, "*"),
        RIGHT,
        "role-policy/form",
      ],
      [
        "resource in a trust policy",
        set("aws_iam_role.task.assume_role_policy.Statement.0.Resource", "*"),
        "aws_iam_role.task",
        "role/trust-form",
      ],
      [
        "trust in a service that does not exist",
        set("aws_iam_role.task.assume_role_policy.Statement.0.Principal.Service", "ecs-task.amazonaws.com"),
        "aws_iam_role.task",
        "role/trusted-service",
      ],
      [
        "trust in EC2",
        set("aws_iam_role.task.assume_role_policy.Statement.0.Principal.Service", "ec2.amazonaws.com"),
        "aws_iam_role.task",
        "role/trusted-service",
      ],
      [
        "trust in everybody",
        set("aws_iam_role.task.assume_role_policy.Statement.0.Principal", "*"),
        "aws_iam_role.task",
        "role/trust-form",
      ],
      [
        "trust without the host's domain",
        set("aws_iam_role.task.assume_role_policy.Statement.0.Principal.Service", "ecs-tasks"),
        "aws_iam_role.task",
        "role/trusted-service",
      ],
      [
        "trust by another action",
        set("aws_iam_role.task.assume_role_policy.Statement.0.Action", "sts:AssumeRoles"),
        "aws_iam_role.task",
        "role/trust-form",
      ],
      [
        "action mistyped",
        set(`${RIGHT}.policy.Statement.0.Action`, ["sagemaker:InvokeEndpoints"]),
        RIGHT,
        "role-policy/actions",
      ],
      [
        "action without a service",
        set(`${RIGHT}.policy.Statement.0.Action`, ["InvokeEndpoint"]),
        RIGHT,
        "role-policy/actions",
      ],
      [
        "action of a service that does not exist",
        set(`${RIGHT}.policy.Statement.0.Action`, ["sagemaker-runtime:InvokeEndpoint"]),
        RIGHT,
        "role-policy/actions",
      ],
      [
        "all actions",
        set(`${RIGHT}.policy.Statement.0.Action`, ["sagemaker:*"]),
        RIGHT,
        "role-policy/actions",
      ],
      ["all resources", set(`${RIGHT}.policy.Statement.0.Resource`, "*"), RIGHT, "role-policy/resources"],
      [
        "all endpoints",
        replace(`${RIGHT}.policy.Statement.0.Resource`, "gemma-4-receipt-extraction-vllm", "*"),
        RIGHT,
        "role-policy/resources",
      ],
      [
        "resource that is no ARN",
        set(`${RIGHT}.policy.Statement.0.Resource`, "endpoint/gemma-4-receipt-extraction-vllm"),
        RIGHT,
        "role-policy/resources",
      ],
      [
        "resource of another service",
        replace(`${RIGHT}.policy.Statement.0.Resource`, ":sagemaker:", ":s3:"),
        RIGHT,
        "role-policy/resources",
      ],
      [
        "resource of another Region",
        replace(`${RIGHT}.policy.Statement.0.Resource`, "${data.aws_region.current.region}", "eu-west-1"),
        RIGHT,
        "role-policy/resources",
      ],
      ["policy that is no JSON", set(`${RIGHT}.policy`, "Version: 2012-10-17"), RIGHT, "role-policy/form"],
      [
        "condition that IAM does not know",
        set(`${RIGHT}.policy.Statement.0.Condition`, { StringEqual: { "aws:SourceAccount": "1" } }),
        RIGHT,
        "role-policy/form",
      ],
      ["policy without statements", set(`${RIGHT}.policy.Statement`, []), RIGHT, "role-policy/form"],
      [
        "policy attached to a role's ARN",
        set("aws_iam_role_policy_attachment.execution.role", "${aws_iam_role.execution.arn}"),
        "aws_iam_role_policy_attachment.execution",
        "role-policy-attachment/role",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "one action as a text",
        set(`${RIGHT}.policy.Statement.0.Action`, "sagemaker:InvokeEndpoint"),
        "role-policy/form",
        "role-policy/actions",
        "role-policy/resources",
      ],
      [
        "only for this account",
        set("aws_iam_role.task.assume_role_policy.Statement.0.Condition", {
          StringEquals: { "aws:SourceAccount": "123456789012" },
        }),
        "role/trust-form",
        "role/trusted-service",
        "role/trust-condition",
      ],
    ]),
  ],
};
