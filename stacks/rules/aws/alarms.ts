/** Alarms of CloudWatch and the topic that they are sent to. */
import { ALARMS, type Alarm, SOURCES } from "../../facts/alarms.ts";
import { MODEL_VARIANT } from "../../model-settings.ts";
import { between, matches, oneOf } from "../allowed.ts";
import { apiTasks, variable } from "../look-up/api-task.ts";
import { type Rule, ruleForEach } from "../rule.ts";
import { belongsTo, optional, reference, required, rulesOf, type Table } from "../table.ts";
import { type Instance, instancesOf, type Plan, targets } from "../terraform/plan.ts";
import { at, entriesAt, listAt, numberAt, stringAt } from "../terraform/value.ts";
import { docs, NAME_PREFIX } from "./common.ts";

const ALARM = docs("AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html");
const METRIC_MATH = belongsTo("an alarm on several metrics");

const TABLES: readonly Table[] = [
  {
    type: "aws_sns_topic",
    subject: "topic",
    source: docs("sns/latest/api/API_CreateTopic.html"),
    arguments: {
      name: required(matches(/^[\w-]{1,256}$/, "up to 256 letters, digits, _ and -")),
      name_prefix: NAME_PREFIX,
      fifo_topic: optional(oneOf(false)),
      // CloudWatch may not use AWS's own key for SNS.
      kms_master_key_id: belongsTo("a key whose policy lets CloudWatch use it"),
    },
  },
  {
    type: "aws_cloudwatch_metric_alarm",
    subject: "alarm",
    source: ALARM,
    arguments: {
      alarm_name: optional(matches(/^[ -~]{1,255}$/, "up to 255 printable characters")),
      comparison_operator: optional(oneOf("GreaterThanOrEqualToThreshold", "LessThanThreshold")),
      threshold: required(),
      period: required(oneOf(60, 300)),
      evaluation_periods: optional(between(1, 12)),
      // AWS's default leaves an alarm as it was, for good or bad; what silence means is decided for each.
      treat_missing_data: required(oneOf("breaching", "notBreaching")),
      actions_enabled: optional(oneOf(true)),
      alarm_actions: required(),
      ok_actions: required(),
      // Of the load balancer the part of its ARN that CloudWatch keeps; the service is another resource in each mode.
      "dimensions.LoadBalancer": reference("aws_lb.arn_suffix"),
      "dimensions.TargetGroup": reference("aws_lb_target_group.arn_suffix"),
      "dimensions.ClusterName": reference("aws_ecs_cluster.name"),
      "dimensions.ServiceName": reference(
        "aws_ecs_service.name",
        "aws_ecs_express_gateway_service.service_name",
      ),
      metric_query: METRIC_MATH,
      threshold_metric_id: METRIC_MATH,
    },
  },
];

const forEachAlarm = (id: string, find: Parameters<typeof ruleForEach>[3]): Rule =>
  ruleForEach("aws_cloudwatch_metric_alarm", id, ALARM, find);

const known = (metric: string | undefined): Alarm | undefined =>
  Object.values(ALARMS).find((alarm) => alarm.metric === metric);

const DIMENSIONS: Readonly<Record<Alarm["source"], readonly string[]>> = {
  balancer: ["LoadBalancer"],
  targets: ["LoadBalancer", "TargetGroup"],
  service: ["ClusterName", "ServiceName"],
  tasks: ["ClusterName", "ServiceName"],
  endpoint: ["EndpointName", "VariantName"],
  api: ["deployment", "engine"],
};

/** The value of a variable of the API's task. */
function told(plan: Plan, name: string): string | undefined {
  const [task] = apiTasks(plan);
  return task && variable(task, name);
}

/** The values of the dimensions that refer to nothing. */
const toldValues = (plan: Plan): Record<string, string | undefined> => ({
  EndpointName: told(plan, "SAGEMAKER_ENDPOINT_NAME"),
  VariantName: MODEL_VARIANT,
  deployment: told(plan, "DEPLOYMENT"),
  engine: told(plan, "EXTRACTOR"),
});

/** Least number of tasks, in either mode. */
const leastTasks = (plan: Plan): number | undefined =>
  [
    ...instancesOf(plan, "aws_appautoscaling_target").map(({ values }) => numberAt(values, "min_capacity")),
    ...instancesOf(plan, "aws_ecs_express_gateway_service").map(({ values }) =>
      numberAt(values, "scaling_target.0.min_task_count"),
    ),
  ][0];

const namespaceOf = (plan: Plan, { source }: Alarm): string | undefined =>
  SOURCES[source] ?? told(plan, "METRICS_NAMESPACE");

const isInsights = (cluster: Instance): boolean =>
  listAt(cluster.values, "setting").some(
    (setting) =>
      stringAt(setting, "name") === "containerInsights" && stringAt(setting, "value") !== "disabled",
  );

export const ALARM_RULES: readonly Rule[] = [
  ...TABLES.flatMap(rulesOf),

  // An alarm on a metric that nobody writes stays silent.
  forEachAlarm("alarm/metric", function* ({ values }, plan) {
    const alarm = known(stringAt(values, "metric_name"));
    if (alarm === undefined) {
      const metrics = Object.values(ALARMS).map(({ metric }) => metric);
      yield ["metric_name", `a metric that is written: ${metrics.join(", ")}`];
      return;
    }
    const namespace = namespaceOf(plan, alarm);
    if (stringAt(values, "namespace") !== namespace) {
      yield ["namespace", `the metric's, ${namespace}`];
    }
    const statistic = alarm.statistic === "p95" ? "extended_statistic" : "statistic";
    if (stringAt(values, statistic) !== alarm.statistic) {
      yield [statistic, alarm.statistic];
    }
    if (alarm.source === "tasks" && !instancesOf(plan, "aws_ecs_cluster").some(isInsights)) {
      yield ["metric_name", "a metric of Container Insights only where the cluster has it on"];
    }
  }),

  forEachAlarm("alarm/dimensions", function* (instance, plan) {
    const alarm = known(stringAt(instance.values, "metric_name"));
    if (alarm === undefined) {
      return;
    }
    const names = DIMENSIONS[alarm.source];
    const given = entriesAt(instance.values, "dimensions").map(([name]) => name);
    if (given.toSorted().join() !== names.join()) {
      yield ["dimensions", `exactly ${names.join(" and ")}, by which the metric is kept`];
    }
    for (const [name, value] of Object.entries(toldValues(plan))) {
      const argument = `dimensions.${name}`;
      if (names.includes(name) && at(instance.values, argument) !== value) {
        yield [argument, `${value}, as the API's task has it`];
      }
    }
  }),

  forEachAlarm("alarm/topic", function* (instance, plan) {
    for (const argument of ["alarm_actions", "ok_actions"]) {
      const isMade = targets(plan, instance, argument, "aws_sns_topic").length > 0;
      const isThere = listAt(instance.values, argument).every((arn) =>
        String(arn).startsWith(`arn:aws:sns:${plan.region}:`),
      );
      if (!isMade && !isThere) {
        yield [argument, `a topic of SNS in ${plan.region}`];
      }
    }
  }),

  forEachAlarm("alarm/least-tasks", function* ({ values }, plan) {
    const alarm = known(stringAt(values, "metric_name"));
    const least = leastTasks(plan);
    if (alarm?.threshold === "minTasks" && numberAt(values, "threshold") !== least) {
      yield ["threshold", `the least number of tasks, ${least}`];
    }
  }),
];
