import { remove, set } from "../inject.ts";
import { type Cases, of } from "./cases.ts";

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      [
        "retention that CloudWatch has not",
        set("aws_cloudwatch_log_group.fastapi.retention_in_days", 31),
        "aws_cloudwatch_log_group.fastapi",
        "log-group/retention-in-days",
      ],
      [
        "log kept without end",
        remove("aws_cloudwatch_log_group.fastapi.retention_in_days"),
        "aws_cloudwatch_log_group.fastapi",
        "log-group/retention-in-days",
      ],
      [
        "log group's name with a space",
        set("aws_cloudwatch_log_group.fastapi.name", "/ecs/fast api"),
        "aws_cloudwatch_log_group.fastapi",
        "log-group/name",
      ],
      [
        "alias of a key, which CloudWatch does not take",
        set("aws_cloudwatch_log_group.fastapi.kms_key_id", "arn:aws:kms:us-west-2:123456789012:alias/logs"),
        "aws_cloudwatch_log_group.fastapi",
        "log-group/kms-key-id",
      ],
      [
        "log group that stays behind",
        set("aws_cloudwatch_log_group.fastapi.skip_destroy", true),
        "aws_cloudwatch_log_group.fastapi",
        "log-group/skip-destroy",
      ],
    ]),
  ],
  valid: [],
};
