import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import type { BaseStack } from "./base-stack.ts";

/** Days that a log is kept. A group that AWS makes by itself keeps everything and survives a destroy. */
export const RETENTION_DAYS = 30;

/** The container's log. */
export const logGroup = (stack: BaseStack, name: string): CloudwatchLogGroup =>
  new CloudwatchLogGroup(stack, "aws_cloudwatch_log_group.fastapi", {
    name: `/ecs/${stack.named(name)}`,
    retentionInDays: RETENTION_DAYS,
  });

/** The first part of a log stream's name; the container's name and the task's id follow. */
export const LOG_STREAM_PREFIX = "fastapi";
