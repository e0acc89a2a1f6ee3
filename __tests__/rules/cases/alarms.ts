import { terraformJson } from "../../stacks/synth.ts";
import { add, all, type Injection, remove, rename, set } from "../inject.ts";
import { type Cases, of, right } from "./cases.ts";

const alarm = (name: string) => `aws_cloudwatch_metric_alarm.${name}`;

const ALARMS = { alarmTopic: "new", metricsNamespace: "Receipts", containerInsights: "enabled", minTasks: 2 };
const texts = {
  custom: JSON.stringify(terraformJson("custom", ALARMS)),
  express: JSON.stringify(terraformJson("express", ALARMS)),
};
/** A stack with alarms, and then something else. */
export const withAlarms = (stack: keyof typeof texts, ...injections: readonly Injection[]): Injection =>
  all(
    (json) => {
      Object.assign(json, JSON.parse(texts[stack]));
    },
    ...injections,
  );

const custom = (...injections: readonly Injection[]) => withAlarms("custom", ...injections);
const express = (...injections: readonly Injection[]) => withAlarms("express", ...injections);

export const CASES: Cases = {
  invalid: [
    ...of("custom", [
      [
        "alarm on a metric that nobody writes",
        custom(set(`${alarm("cpu")}.metric_name`, "CpuUtilized")),
        alarm("cpu"),
        "alarm/metric",
      ],
      [
        "alarm in a namespace without the metric",
        custom(set(`${alarm("api_latency")}.namespace`, "Other")),
        alarm("api_latency"),
        "alarm/metric",
      ],
      [
        "sum of a percentage",
        custom(set(`${alarm("memory")}.statistic`, "Sum")),
        alarm("memory"),
        "alarm/metric",
      ],
      [
        "tasks counted where nobody counts them",
        custom(remove("aws_ecs_cluster.fastapi.setting")),
        alarm("running_tasks"),
        "alarm/metric",
      ],
      [
        "alarm on the service without its cluster",
        custom(remove(`${alarm("cpu")}.dimensions.ClusterName`)),
        alarm("cpu"),
        "alarm/dimensions",
      ],
      [
        "alarm on the load balancer's ARN by hand",
        custom(set(`${alarm("balancer_5xx")}.dimensions.LoadBalancer`, "app/fastapi-alb/1234")),
        alarm("balancer_5xx"),
        "alarm/dimensions-load-balancer",
      ],
      [
        "alarm on the load balancer's whole ARN",
        custom(set(`${alarm("balancer_5xx")}.dimensions.LoadBalancer`, "${aws_lb.main.arn}")),
        alarm("balancer_5xx"),
        "alarm/dimensions-load-balancer",
      ],
      [
        "alarm on another deployment",
        custom(set(`${alarm("api_model_errors")}.dimensions.deployment`, "dev-custom-stack")),
        alarm("api_model_errors"),
        "alarm/dimensions",
      ],
      [
        "alarm on a load balancer, which is where the tasks are",
        custom(rename(`${alarm("target_5xx")}.dimensions.TargetGroup`, "TargetGroupName")),
        alarm("target_5xx"),
        "alarm/dimensions",
      ],
      [
        "topic of another Region",
        custom(set(`${alarm("cpu")}.alarm_actions`, ["arn:aws:sns:us-east-1:123456789012:team"])),
        alarm("cpu"),
        "alarm/topic",
      ],
      [
        "alarm of too few tasks that allows one less",
        custom(set(`${alarm("healthy_hosts")}.threshold`, 1)),
        alarm("healthy_hosts"),
        "alarm/least-tasks",
      ],
      [
        "two alarms of one name",
        custom(set(`${alarm("memory")}.alarm_name`, "fastapi-cpu")),
        alarm("memory"),
        "names/unique",
      ],
      [
        "deployments that an alarm ends and leaves",
        custom(set("aws_ecs_service.fastapi.alarms.rollback", false)),
        "aws_ecs_service.fastapi",
        "service/alarms-rollback",
      ],
    ]),
    ...of("express", [
      [
        "alarm on another endpoint than the API calls",
        express(set(`${alarm("endpoint_errors")}.dimensions.EndpointName`, "other")),
        alarm("endpoint_errors"),
        "alarm/dimensions",
      ],
      [
        "alarm of too few tasks that allows one less, in Express",
        express(set(`${alarm("running_tasks")}.threshold`, 1)),
        alarm("running_tasks"),
        "alarm/least-tasks",
      ],
    ]),
  ],
  valid: [
    ...right("custom", [
      [
        "alarms",
        custom(),
        "alarm/metric",
        "alarm/dimensions",
        "alarm/topic",
        "alarm/least-tasks",
        "service/alarms-alarm-names",
      ],
      [
        "alarms to a second topic that is there",
        custom(
          set(`${alarm("cpu")}.ok_actions`, ["arn:aws:sns:us-west-2:123456789012:team"]),
          add(`${alarm("cpu")}.alarm_actions`, "arn:aws:sns:us-west-2:123456789012:team"),
        ),
        "alarm/topic",
      ],
    ]),
    ...right("express", [["alarms in Express", express(), "alarm/metric", "alarm/dimensions"]]),
  ],
};
