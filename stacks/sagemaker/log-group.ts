import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { modelLogGroupName } from "../model-settings.ts";
import type { BaseStack } from "../parts/base-stack.ts";
import { keeping } from "../parts/log-group.ts";
import type { Settings } from "../settings.ts";

/** The log of the model's container, under the name that SageMaker writes to. */
export function modelLogGroup(stack: BaseStack, settings: Settings): CloudwatchLogGroup {
  const name = modelLogGroupName(settings.endpointName);
  const group = new CloudwatchLogGroup(stack, "aws_cloudwatch_log_group.endpoint", {
    name,
    ...keeping(settings),
  });
  if (settings.modelLogsExist) {
    group.importFrom(name);
  }
  return group;
}
