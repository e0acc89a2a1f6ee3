import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic/index.js";
import { ALARM_NAMES, ALARMS, type Alarm, durationOf, SOURCES, type Source } from "../facts/alarms.ts";
import { MODEL_VARIANT } from "../model-settings.ts";
import type { Settings } from "../settings.ts";
import type { BaseStack } from "./base-stack.ts";
import { deploymentName } from "./task-environment.ts";

/** Where the alarms of a stack go, and what their names begin with. */
export interface AlarmTopic {
  readonly arn: string;
  /** Undefined for a topic that is not the stack's. */
  readonly made: SnsTopic | undefined;
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
    return given === undefined ? undefined : { arn: given, made: undefined, base };
  }
  // Not encrypted: with AWS's own key for SNS, CloudWatch may not send to it.
  const made = new SnsTopic(stack, "aws_sns_topic.alarms", { name: stack.named(`${base}-alarms`) });
  return { arn: made.arn, made, base };
}

/** The alarms on the metrics of one source, which CloudWatch finds by these dimensions. */
export function alarmsOn(
  stack: BaseStack,
  settings: Settings,
  topic: AlarmTopic | undefined,
  source: Source,
  dimensions: Readonly<Record<string, string>>,
): { readonly alarm: CloudwatchMetricAlarm; readonly rollsBack: boolean }[] {
  const namespace = SOURCES[source] ?? settings.metricsNamespace;
  if (topic === undefined || namespace === undefined) {
    return [];
  }
  return ALARM_NAMES.flatMap((name) => {
    const each: Alarm = ALARMS[name];
    const threshold = settings[each.threshold];
    const isOfOther = each.only !== undefined && stack.node.id !== `${each.only}-stack`;
    if (each.source !== source || isOfOther || threshold === undefined) {
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
    return [{ alarm, rollsBack: each.rollsBack ?? false }];
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
  if (settings.containerInsights === "enabled" || settings.containerInsights === "enhanced") {
    alarmsOn(stack, settings, topic, "tasks", service);
  }
  if (settings.extractor === "sagemaker") {
    const endpoint = { EndpointName: settings.endpointName, VariantName: MODEL_VARIANT };
    alarmsOn(stack, settings, topic, "endpoint", endpoint);
  }
  alarmsOn(stack, settings, topic, "api", {
    deployment: deploymentName(stack),
    engine: settings.extractor,
  });
  if (topic?.made !== undefined) {
    stack.output(
      "alarm_topic_arn",
      topic.arn,
      "Topic of the alarms; nobody gets them before somebody subscribes.",
    );
  }
}

/** How a cluster has Container Insights on or off; nothing where the account decides. */
export const insights = ({ containerInsights }: Settings) =>
  containerInsights === undefined
    ? {}
    : { setting: [{ name: "containerInsights", value: containerInsights }] };
