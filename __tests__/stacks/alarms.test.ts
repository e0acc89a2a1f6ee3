import { expect, test } from "vitest";
import { METRICS } from "../../app/http/metrics.ts";
import { ALARMS } from "../../stacks/facts/alarms.ts";
import { at, isJson, type Json, synth } from "./synth.ts";

const ALL = { alarmTopic: "new", metricsNamespace: "Receipts", containerInsights: "enabled" };

const alarmsOf = (stack: "express" | "custom", given: Json): Json => {
  const alarms = at(synth(stack, given), "resource.aws_cloudwatch_metric_alarm");
  return isJson(alarms) ? alarms : {};
};

const BALANCER = ["balancer_5xx", "healthy_hosts", "target_5xx", "target_latency"];
const SERVICE = ["cpu", "memory"];
const API = ["api_latency", "api_model_errors", "api_refused_uploads"];

test.each<[string, Json, custom: string[], express: string[]]>([
  ["no topic", { metricsNamespace: "Receipts", containerInsights: "enabled" }, [], []],
  [
    "a topic alone",
    { alarmTopic: "new" },
    [...BALANCER, ...SERVICE, "endpoint_errors"],
    [...SERVICE, "endpoint_errors"],
  ],
  ["the reader in the image", { alarmTopic: "new", extractor: "local" }, [...BALANCER, ...SERVICE], SERVICE],
  [
    "tasks that are not counted any more",
    { alarmTopic: "new", extractor: "local", containerInsights: "disabled" },
    [...BALANCER, ...SERVICE],
    SERVICE,
  ],
  [
    "all that there is",
    ALL,
    [...API, ...BALANCER, ...SERVICE, "endpoint_errors", "running_tasks"],
    ["api_errors", ...API, ...SERVICE, "endpoint_errors", "running_tasks"],
  ],
])("%s", (_, given, custom, express) => {
  expect(Object.keys(alarmsOf("custom", given)).sort()).toEqual(custom.sort());
  expect(Object.keys(alarmsOf("express", given)).sort()).toEqual(express.sort());
});

test("thresholds are the settings, in the metric's unit", () => {
  const given = {
    ...ALL,
    minTasks: 2,
    alarmErrors: 7,
    alarmRefusedUploads: 8,
    alarmLatencyMs: 1_500,
    alarmCpuPercent: 95,
    alarmMemoryPercent: 85,
  };
  const thresholds = Object.entries(alarmsOf("custom", given)).map(([name, alarm]) => [
    name,
    at(alarm, "threshold"),
    at(alarm, "comparison_operator") === "LessThanThreshold",
  ]);
  expect(thresholds.sort()).toEqual([
    ["api_latency", 1_500, false],
    ["api_model_errors", 7, false],
    ["api_refused_uploads", 8, false],
    ["balancer_5xx", 7, false],
    ["cpu", 95, false],
    ["endpoint_errors", 7, false],
    ["healthy_hosts", 2, true],
    ["memory", 85, false],
    ["running_tasks", 2, true],
    ["target_5xx", 7, false],
    ["target_latency", 1.5, false],
  ]);
});

test("alarms of the API are on metrics that it writes, under the name that its tasks are told", () => {
  const written: readonly string[] = METRICS.map(({ Name }) => Name);
  const ofApi = Object.values(ALARMS).filter(({ source }) => source === "api");
  expect(ofApi.filter(({ metric }) => !written.includes(metric))).toEqual([]);
  const given = { ...ALL, namePrefix: "dev-" };
  const dimensions = { deployment: "dev-express-stack", engine: "sagemaker" };
  expect(at(alarmsOf("express", given), "api_latency")).toMatchObject({
    namespace: "Receipts",
    dimensions,
    alarm_name: "dev-fastapiecs-api-latency",
  });
  const environment = at(
    synth("express", given),
    "resource.aws_ecs_express_gateway_service.fastapi.primary_container.0.environment",
  );
  expect(environment).toContainEqual({ name: "DEPLOYMENT", value: "dev-express-stack" });
});

test("a deployment of custom-stack is taken back by alarms that need no service, and so exist before it", () => {
  const stack = synth("custom", ALL);
  const alarms = at(stack, "resource.aws_ecs_service.fastapi.alarms");
  const names = ["balancer_5xx", "target_5xx", "target_latency"];
  expect(alarms).toEqual({
    enable: true,
    rollback: true,
    alarm_names: names.map((name) => `\${aws_cloudwatch_metric_alarm.${name}.alarm_name}`),
  });
  for (const name of names) {
    expect(JSON.stringify(at(alarmsOf("custom", ALL), name))).not.toContain("aws_ecs_service");
  }
});

test("a topic is made, or is the one that is given", () => {
  const topicArn = "arn:aws:sns:us-west-2:123456789012:team";
  const made = synth("custom", { alarmTopic: "new", namePrefix: "dev-" });
  expect(at(made, "resource.aws_sns_topic.alarms")).toEqual({ name: "dev-fastapi-alarms" });
  expect(at(made, "output.alarm_topic_arn.value")).toBe("${aws_sns_topic.alarms.arn}");
  const given = synth("custom", { alarmTopic: topicArn });
  expect(at(given, "resource.aws_sns_topic")).toBeUndefined();
  expect(at(given, "resource.aws_cloudwatch_metric_alarm.cpu")).toMatchObject({
    alarm_actions: [topicArn],
    ok_actions: [topicArn],
  });
});
