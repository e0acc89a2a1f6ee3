import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic/index.js";
import { alarmsIn, durationOf, SOURCES, type Source } from "../facts/alarms.ts";
import { whyNoAlarm } from "../left-out.ts";
import { MODEL_VARIANT } from "../model-settings.ts";
import type { Settings } from "../settings.ts";
import { modeOf } from "../stack-ids.ts";
import type { BaseStack } from "./base-stack.ts";
import { deploymentName } from "./task-environment.ts";

/** Where the alarms of a stack go, and what their names begin with. */
export interface AlarmTopic {
  readonly arn: string;
  /** The service's name among the names of the article. */
  readonly base: string;
}

/** The topic of the settings, made if they say so; undefined without alarms. */
export function alarmTopic(
  stack: BaseStack,
  { alarmTopic: given }: Settings,
  base: string,
): AlarmTopic | undefined {
  if (given !== "new") {
    return given === undefined ? undefined : { arn: given, base };
  }
  // Not encrypted: with AWS's own key for SNS, CloudWatch may not send to it.
  const { arn } = new SnsTopic(stack, "aws_sns_topic.alarms", { name: stack.named(`${base}-alarms`) });
  stack.output("alarm_topic_arn", arn, "Topic of the alarms; nobody gets them before somebody subscribes.");
  return { arn, base };
}

/**
 * The alarms on the metrics of one source, which CloudWatch finds by these dimensions.
 * @returns the names of those that take a deployment back
 */
export function alarmsOn(
  stack: BaseStack,
  settings: Settings,
  topic: AlarmTopic | undefined,
  source: Source,
  dimensions: Readonly<Record<string, string>>,
): string[] {
  const mode = modeOf(stack.node.id);
  const namespace = SOURCES[source] ?? settings.metricsNamespace;
  if (topic === undefined || mode === undefined || namespace === undefined) {
    return [];
  }
  return alarmsIn(mode).flatMap(([name, each]) => {
    const threshold = settings[each.threshold];
    const isThere = whyNoAlarm(each, mode, settings) === undefined;
    if (each.source !== source || !isThere || threshold === undefined) {
      return [];
    }
    const isBelow = each.threshold === "minTasks";
    const alarm = new CloudwatchMetricAlarm(stack, `aws_cloudwatch_metric_alarm.${name}`, {
      alarmName: stack.named(`${topic.base}-${name.replaceAll("_", "-")}`),
      alarmDescription: `${deploymentName(stack)}: ${each.what}. ${isBelow ? "Below" : "From"} ${each.threshold} = ${threshold} on, ${durationOf(each)}.`,
      namespace,
      metricName: each.metric,
      dimensions,
      ...(each.statistic === "p95" ? { extendedStatistic: "p95" } : { statistic: each.statistic }),
      comparisonOperator: isBelow ? "LessThanThreshold" : "GreaterThanOrEqualToThreshold",
      threshold: threshold / (each.unit ?? 1),
      period: each.seconds,
      evaluationPeriods: each.times,
      treatMissingData: each.missing,
      alarmActions: [topic.arn],
      okActions: [topic.arn],
    });
    return each.rollsBack ? [alarm.alarmName] : [];
  });
}

/** The alarms that both modes have: on the service, on its tasks, on the model's endpoint and of the API itself. */
export function serviceAlarms(
  stack: BaseStack,
  settings: Settings,
  topic: AlarmTopic | undefined,
  service: { readonly ClusterName: string; readonly ServiceName: string },
): void {
  alarmsOn(stack, settings, topic, "service", service);
  alarmsOn(stack, settings, topic, "tasks", service);
  alarmsOn(stack, settings, topic, "endpoint", {
    EndpointName: settings.endpointName,
    VariantName: MODEL_VARIANT,
  });
  alarmsOn(stack, settings, topic, "api", {
    deployment: deploymentName(stack),
    engine: settings.extractor,
  });
}

/** How a cluster has Container Insights on or off; nothing where the account decides. */
export const insights = ({ containerInsights }: Settings) =>
  containerInsights === undefined
    ? {}
    : { setting: [{ name: "containerInsights", value: containerInsights }] };
