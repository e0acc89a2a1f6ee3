import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import type { BaseStack } from "./base-stack.ts";

/** The container's log. A group that ECS makes by itself keeps everything and survives a destroy. */
export const logGroup = (stack: BaseStack, name: string): CloudwatchLogGroup =>
  new CloudwatchLogGroup(stack, "aws_cloudwatch_log_group.fastapi", {
    name: `/ecs/${stack.named(name)}`,
    retentionInDays: 30,
  });

/** The first part of a log stream's name; the container's name and the task's id follow. */
export const LOG_STREAM_PREFIX = "fastapi";
