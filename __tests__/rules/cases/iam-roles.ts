import { CONTAINER, EXPRESS, MODEL, RIGHT, SERVICE, TASK } from "../addresses.ts";
import { add, all, copy, remove, replace, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

const kept = (Sid: string) => ({
  Sid,
  Effect: "Allow",
  Action: ["sagemaker:InvokeEndpoint"],
  Resource: ["arn:aws:sagemaker:us-west-2:123456789012:endpoint/old"],
});

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      [
        "roles exchanged",
        (json) => {
          set(`${TASK}.execution_role_arn`, "${aws_iam_role.task.arn}")(json);
          set(`${TASK}.task_role_arn`, "${aws_iam_role.execution.arn}")(json);
        },
        TASK,
        "task-role/no-policy-of-aws",
      ],
      [
        "infrastructure role for the task",
        set(`${TASK}.task_role_arn`, "${aws_iam_role.infrastructure.arn}"),
        TASK,
        "task-role/trust",
      ],
      [
        "endpoint that the role may not call",
        set(`${CONTAINER}.environment.6.value`, "another-endpoint"),
        TASK,
        "task-role/endpoint",
      ],
      [
        "trust in another service",
        set("aws_iam_role.execution.assume_role_policy.Statement.0.Principal.Service", "ecs.amazonaws.com"),
        "aws_iam_role_policy_attachment.execution",
        "role-policy-attachment/fitting-role",
      ],
      [
        "another endpoint",
        replace(`${RIGHT}.policy.Statement.0.Resource`, "vllm", "vlm"),
        TASK,
        "task-role/endpoint",
      ],
      [
        "policy of AWS that does not exist",
        replace("aws_iam_role_policy_attachment.execution.policy_arn", "RolePolicy", "Policy"),
        "aws_iam_role_policy_attachment.execution",
        "role-policy-attachment/known-policy",
      ],
      [
        "policy of AWS without its path",
        replace("aws_iam_role_policy_attachment.execution.policy_arn", "service-role/", ""),
        "aws_iam_role_policy_attachment.execution",
        "role-policy-attachment/known-policy",
      ],
      [
        "administrator",
        set(
          "aws_iam_role_policy_attachment.execution.policy_arn",
          "arn:aws:iam::aws:policy/AdministratorAccess",
        ),
        "aws_iam_role_policy_attachment.execution",
        "role-policy-attachment/known-policy",
      ],
      [
        "policy attached to another role",
        set("aws_iam_role_policy_attachment.execution.role", "${aws_iam_role.task.name}"),
        TASK,
        "task-role/no-policy-of-aws",
      ],
      [
        "a second endpoint for no stated reason",
        add(`${RIGHT}.policy.Statement`, kept("Other")),
        TASK,
        "task-role/endpoint",
      ],
      [
        "right to call the model missing",
        (json) => {
          remove(RIGHT)(json);
          remove(`${SERVICE}.depends_on.2`)(json);
        },
        TASK,
        "task-role/endpoint",
      ],
      [
        "role's name too long",
        set("aws_iam_role.task.name", "r".repeat(65)),
        "aws_iam_role.task",
        "role/name",
      ],
      [
        "role's name with a space",
        set("aws_iam_role.task.name", "ecs task"),
        "aws_iam_role.task",
        "role/name",
      ],
      [
        "session of 30 hours",
        set("aws_iam_role.task.max_session_duration", 108_000),
        "aws_iam_role.task",
        "role/max-session-duration",
      ],
      [
        "policy attached twice",
        copy("aws_iam_role_policy_attachment.execution", "aws_iam_role_policy_attachment.again"),
        "aws_iam_role.execution",
        "role/each-policy-once",
      ],
      [
        "role that may do nothing",
        remove("aws_iam_role_policy_attachment.infrastructure"),
        "aws_iam_role.infrastructure",
        "role/may-do-something",
      ],
    ]),
    ...of("express", [
      [
        "roles exchanged",
        (json) => {
          set(`${EXPRESS}.infrastructure_role_arn`, "${aws_iam_role.execution.arn}")(json);
          set(`${EXPRESS}.execution_role_arn`, "${aws_iam_role.infrastructure.arn}")(json);
        },
        EXPRESS,
        "role/needed-policy",
      ],
    ]),
    ...of("sagemaker", [
      [
        "role of ECS",
        set(
          "aws_iam_role.sagemaker.assume_role_policy.Statement.0.Principal.Service",
          "ecs-tasks.amazonaws.com",
        ),
        "aws_iam_role_policy_attachment.ecr",
        "role-policy-attachment/fitting-role",
      ],
      [
        "full access to the registry",
        set(
          "aws_iam_role_policy_attachment.ecr.policy_arn",
          "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryFullAccess",
        ),
        "aws_iam_role_policy_attachment.ecr",
        "role-policy-attachment/known-policy",
      ],
      [
        "no right to pull the image",
        (json) => {
          remove("aws_iam_role_policy_attachment.ecr")(json);
          remove(`${MODEL}.depends_on.0`)(json);
        },
        MODEL,
        "role/needed-policy",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "role of another name",
        set("aws_iam_role.execution.name", "other"),
        "role/each-policy-once",
        "role/may-do-something",
        "role/needed-policy",
        "role-policy-attachment/known-policy",
      ],
      [
        "only for this account",
        set("aws_iam_role.task.assume_role_policy.Statement.0.Condition", {
          StringEquals: { "aws:SourceAccount": "123456789012" },
        }),
        "task-role/trust",
        "role-policy-attachment/fitting-role",
        "task-role/no-policy-of-aws",
      ],
      [
        "what old tasks still call",
        add(`${RIGHT}.policy.Statement`, kept("UntilTheRolloutIsOver")),
        "task-role/endpoint",
      ],
      [
        "another endpoint everywhere",
        all(
          set(`${CONTAINER}.environment.6.value`, "other"),
          replace(`${RIGHT}.policy.Statement.0.Resource`, "gemma-4-receipt-extraction-vllm", "other"),
          set("output.model_endpoint_name.value", "other"),
        ),
        "task-role/endpoint",
      ],
    ]),
  ],
};
