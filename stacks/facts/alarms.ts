/**
 * The alarms that a deployment can have: each with its metric, and with what a minute without data means. docs/alarms.md
 * is rendered from here.
 */

import type { Mode } from "../stack-ids.ts";
import { SCALING_CPU_PERCENT } from "./scaling.ts";

/** Whose metrics an alarm watches, with the namespace where CloudWatch keeps them. */
export const SOURCES = {
  /** The load balancer by itself. */
  balancer: "AWS/ApplicationELB",
  /** The load balancer's target group. */
  targets: "AWS/ApplicationELB",
  service: "AWS/ECS",
  tasks: "ECS/ContainerInsights",
  endpoint: "AWS/SageMaker",
  /** The API's own: in the namespace of the setting metricsNamespace. */
  api: undefined,
} as const satisfies Record<string, string | undefined>;

export type Source = keyof typeof SOURCES;

/** Settings that hold a threshold. */
export type Threshold =
  | "alarmErrors"
  | "alarmRefusedUploads"
  | "alarmLatencyMs"
  | "alarmCpuPercent"
  | "alarmMemoryPercent"
  | "minTasks";

export interface Alarm {
  /** What is wrong when it goes off, in words. */
  readonly what: string;
  readonly source: Source;
  readonly metric: string;
  readonly statistic: "Average" | "Minimum" | "Sum" | "p95";
  /** It goes off at this value and above; for minTasks, below it. */
  readonly threshold: Threshold;
  /** How many of the setting's units are one of the metric's; 1 by default. */
  readonly unit?: number;
  /** Seconds over which a value is taken, and how many such values in a row must be wrong. */
  readonly seconds: 60 | 300;
  readonly times: number;
  /** Whether no data counts as wrong. */
  readonly missing: "breaching" | "notBreaching";
  /** Why. */
  readonly because: string;
  /** Whether it also takes back a deployment of custom-stack, which alone can name it. */
  readonly rollsBack?: true;
  /** The only stack that has it, where the other one sees the same by another alarm. */
  readonly only?: "express";
  /** What to set in express-stack, which has no such alarm. */
  readonly inExpress?: string;
}

/** CloudWatch has some metrics only when there is something to count. */
const NOTHING_TO_COUNT = "no data means no such answer";
const NO_REQUESTS = "no data means no requests";

/** More than a few in five minutes. */
const ERRORS = {
  statistic: "Sum",
  threshold: "alarmErrors",
  seconds: 300,
  times: 1,
  missing: "notBreaching",
} as const;

/** Twice in a row, since a few slow answers make it. */
const LATENCY = {
  statistic: "p95",
  threshold: "alarmLatencyMs",
  seconds: 300,
  times: 2,
  missing: "notBreaching",
  because: NO_REQUESTS,
} as const;

const USE = { statistic: "Average", seconds: 300, times: 2 } as const;

/** A lost task is replaced within minutes. */
const TOO_FEW_TASKS = {
  statistic: "Minimum",
  threshold: "minTasks",
  seconds: 60,
  times: 5,
  missing: "breaching",
} as const;

/** By the name in the Terraform address. */
export const ALARMS = {
  target_5xx: {
    what: "the tasks answer 5xx",
    source: "targets",
    metric: "HTTPCode_Target_5XX_Count",
    ...ERRORS,
    because: NOTHING_TO_COUNT,
    rollsBack: true,
    inExpress: "metricsNamespace, with which the API counts its answers itself",
  },
  balancer_5xx: {
    what: "the load balancer itself answers 5xx, since no task does",
    source: "balancer",
    metric: "HTTPCode_ELB_5XX_Count",
    ...ERRORS,
    because: NOTHING_TO_COUNT,
    rollsBack: true,
    inExpress: "containerInsights, with which an alarm counts the tasks",
  },
  target_latency: {
    what: "of the tasks' answers 5 % take longer",
    source: "targets",
    metric: "TargetResponseTime",
    ...LATENCY,
    unit: 1000,
    rollsBack: true,
    inExpress: "metricsNamespace, with which the API measures its latency itself",
  },
  healthy_hosts: {
    what: "fewer tasks than minTasks are healthy to the load balancer",
    source: "targets",
    metric: "HealthyHostCount",
    ...TOO_FEW_TASKS,
    because: "the load balancer reports each minute while it has targets",
    inExpress: "containerInsights, with which an alarm counts the tasks",
  },
  cpu: {
    what: `the tasks use more CPU, although autoscaling adds tasks from ${SCALING_CPU_PERCENT} % on; or none runs`,
    source: "service",
    metric: "CPUUtilization",
    ...USE,
    threshold: "alarmCpuPercent",
    missing: "breaching",
    because: "ECS reports each minute, but not of a service without tasks",
  },
  memory: {
    what: "the tasks use more memory",
    source: "service",
    metric: "MemoryUtilization",
    ...USE,
    threshold: "alarmMemoryPercent",
    missing: "notBreaching",
    because: "a service without tasks is what the alarm of the CPU tells",
  },
  running_tasks: {
    what: "fewer tasks than minTasks run",
    source: "tasks",
    metric: "RunningTaskCount",
    ...TOO_FEW_TASKS,
    because: "Container Insights reports each minute",
  },
  endpoint_errors: {
    what: "calls of the model's endpoint fail, on its side or on the way",
    source: "endpoint",
    metric: "InvocationModelErrors",
    ...ERRORS,
    because: "no data means no calls",
  },
  api_errors: {
    what: "the API answers 5xx to receipts",
    source: "api",
    metric: "ServerErrors",
    ...ERRORS,
    because: NO_REQUESTS,
    only: "express",
  },
  api_model_errors: {
    what: "the model, or the reader in the image, fails as the API sees it",
    source: "api",
    metric: "ModelErrors",
    ...ERRORS,
    because: NO_REQUESTS,
  },
  api_latency: {
    what: "5 % of the receipts take longer, from the upload's first byte on",
    source: "api",
    metric: "Latency",
    ...LATENCY,
  },
  api_refused_uploads: {
    what: "uploads are refused because too many come at once",
    source: "api",
    metric: "UploadsRefused",
    ...ERRORS,
    threshold: "alarmRefusedUploads",
    because: NO_REQUESTS,
  },
} as const satisfies Record<string, Alarm>;

/** The alarms with their names, but for those whose mode is another. */
export const alarmsIn = (...modes: readonly Mode[]) =>
  Object.entries<Alarm>(ALARMS).filter(([, { only }]) => only === undefined || modes.includes(only));

/** In words: "5 minutes", "2 times 5 minutes". */
export const durationOf = ({ seconds, times }: Alarm): string =>
  times === 1 ? `${seconds / 60} minutes` : `${times} times ${seconds / 60} minute${seconds > 60 ? "s" : ""}`;
