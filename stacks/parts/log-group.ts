import {
  CloudwatchLogGroup,
  type CloudwatchLogGroupConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import type { Settings } from "../settings.ts";
import type { BaseStack } from "./base-stack.ts";

/** How long a log is kept, and its key. A group that AWS makes by itself keeps everything and survives a destroy. */
export const keeping = ({
  logRetentionDays,
  logKmsKey,
}: Settings): Pick<CloudwatchLogGroupConfig, "retentionInDays" | "kmsKeyId"> => ({
  retentionInDays: logRetentionDays,
  ...(logKmsKey !== undefined && { kmsKeyId: logKmsKey }),
});

/** The container's log. */
export const logGroup = (stack: BaseStack, settings: Settings, name: string): CloudwatchLogGroup =>
  new CloudwatchLogGroup(stack, "aws_cloudwatch_log_group.fastapi", {
    name: `/ecs/${stack.named(name)}`,
    ...keeping(settings),
  });

/** The first part of a log stream's name; the container's name and the task's id follow. */
export const LOG_STREAM_PREFIX = "fastapi";
