import { expect, test } from "vitest";
import { WITH_API } from "../../stacks/helpers/setting.ts";
import { leftOut } from "../../stacks/left-out.ts";
import { aboutSetting, SETTINGS } from "../../stacks/settings.ts";
import { type Json, settings } from "./synth.ts";

const HTTPS = {
  certificateArn: "arn:aws:acm:us-west-2:123456789012:certificate/12345678-1234-1234-1234-123456789012",
};

test.each<[Json, express: string[], custom: string[]]>([
  [{}, [], []],
  [{ minTasks: 2, tags: "team=x" }, [], []],
  [HTTPS, ["the setting certificateArn: AWS gives it a certificate"], []],
  [{ trustConditions: false }, ["the setting trustConditions: its roles have no"], []],
  [
    { serviceName: "receipts" },
    [],
    ["the setting serviceName: its service is called fastapi-service; instead"],
  ],
  [
    { alarmTopic: "new", extractor: "local" },
    [
      "the alarm target_5xx: the load balancer is AWS's, so Terraform does not know its name; instead, set metricsNamespace",
      "the alarm balancer_5xx: ",
      "the alarm target_latency: ",
      "the alarm healthy_hosts: the load balancer is AWS's, so Terraform does not know its name; instead, set containerInsights",
      "the alarm running_tasks: the tasks are not counted; set containerInsights",
      "the alarm endpoint_errors: the reader in the image calls no endpoint",
      "the alarm api_errors: the API writes no metrics; set metricsNamespace",
      "the alarm api_model_errors: ",
      "the alarm api_latency: ",
      "the alarm api_refused_uploads: ",
    ],
    [
      "the alarm running_tasks: ",
      "the alarm endpoint_errors: ",
      "the alarm api_model_errors: ",
      "the alarm api_latency: ",
      "the alarm api_refused_uploads: ",
    ],
  ],
  [
    { alarmTopic: "new", metricsNamespace: "R", containerInsights: "enhanced" },
    ["the alarm target_5xx", "the alarm balancer_5xx", "the alarm target_latency", "the alarm healthy_hosts"],
    [],
  ],
])("%j", (given, express, custom) => {
  for (const [stack, lines] of [
    ["express-stack", express],
    ["custom-stack", custom],
  ] as const) {
    expect(leftOut(stack, settings(given))).toEqual(
      lines.map((line) => expect.stringContaining(`${stack} leaves out ${line}`)),
    );
  }
  expect(leftOut("registry-stack", settings(given))).toEqual([]);
});

test("every setting of one of the modes says what the other does", () => {
  const keys = Object.keys(SETTINGS.shape).filter((key) => {
    const stacks = aboutSetting(key)?.stacks ?? [];
    return WITH_API.filter((stack) => stacks.includes(stack)).length === 1;
  });
  expect(keys).toContain("certificateArn");
  expect(keys.filter((key) => aboutSetting(key)?.otherwise === undefined)).toEqual([]);
});
