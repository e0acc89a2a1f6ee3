/** What AWS reports about a deployed stack. */
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeExpressGatewayServiceCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
} from "@aws-sdk/client-ecs";
import {
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Settings } from "../../stacks/settings.ts";
import type { State } from "../programs/state.ts";
import { awsFailure } from "./aws-failure.ts";
import { endpointStatus } from "./model-endpoint.ts";
import { rolloutOf } from "./rollout/wait.ts";

/** How far back to look for errors in the log. */
const LOG_WINDOW_MS = 30 * 60_000;
const LOG_LINES = 5;

/** One line of the report. */
export interface Observation {
  readonly what: string;
  readonly detail: string;
  /** False if somebody should look at it. */
  readonly good: boolean;
}

/** Asks AWS about the service of a deployed stack. @throws Failure if AWS does not answer */
export async function reportService(state: State, settings: Settings): Promise<Observation[]> {
  const { cluster_name: cluster, log_group_name: logGroup, service_arn: expressArn } = state.outputs;
  const service = expressArn ?? state.outputs.service_name;
  if (cluster === undefined || service === undefined) {
    return [];
  }
  const ecs = new ECSClient({ region: settings.region });
  try {
    return (
      await Promise.all([
        expressArn === undefined ? [] : expressStatus(ecs, expressArn),
        deployment(state, settings),
        serviceStatus(ecs, cluster, service, settings.region),
        stoppedTask(ecs, cluster, service),
        logGroup === undefined ? [] : logErrors(logGroup, settings.region),
        settings.extractor === "sagemaker" ? model(settings) : [],
      ])
    ).flat();
  } catch (error) {
    throw awsFailure("Cannot ask AWS about the service", error);
  }
}

async function expressStatus(ecs: ECSClient, serviceArn: string): Promise<Observation[]> {
  const { service } = await ecs.send(new DescribeExpressGatewayServiceCommand({ serviceArn }));
  const { statusCode = "unknown", statusReason } = service?.status ?? {};
  const detail = statusReason === undefined ? statusCode : `${statusCode}: ${statusReason}`;
  return [{ what: "Express service", detail, good: statusCode === "ACTIVE" }];
}

async function deployment(state: State, settings: Settings): Promise<Observation[]> {
  const rollout = await rolloutOf(state, settings);
  if (rollout === undefined) {
    return [];
  }
  const { detail, underWay, trouble, runs } = rollout;
  return [
    ...(runs === undefined ? [] : [{ what: "runs", detail: runs, good: true }]),
    { what: "deployment", detail: trouble ?? detail, good: trouble === undefined && !underWay },
  ];
}

async function serviceStatus(
  ecs: ECSClient,
  cluster: string,
  service: string,
  region: string,
): Promise<Observation[]> {
  const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
  const [found] = services;
  if (found === undefined) {
    return [{ what: "service", detail: `${service} does not exist in cluster ${cluster}`, good: false }];
  }
  const { runningCount = 0, desiredCount = 0, events = [], loadBalancers = [] } = found;
  const counts = {
    what: "tasks",
    detail: `${runningCount} running, ${desiredCount} wanted`,
    good: runningCount > 0 && runningCount >= desiredCount,
  };
  const trouble = events.find(({ message = "" }) => /unable|unhealthy|failed|error/i.test(message));
  const event: Observation[] =
    counts.good || trouble === undefined
      ? []
      : [{ what: "event", detail: trouble.message ?? "", good: false }];
  const groups = loadBalancers.flatMap(({ targetGroupArn }) => targetGroupArn ?? []);
  return [counts, ...event, ...(await Promise.all(groups.map((group) => targetHealth(group, region))))];
}

async function targetHealth(targetGroup: string, region: string): Promise<Observation> {
  const client = new ElasticLoadBalancingV2Client({ region });
  const command = new DescribeTargetHealthCommand({ TargetGroupArn: targetGroup });
  const { TargetHealthDescriptions: targets = [] } = await client.send(command);
  const states = targets.map(({ Target, TargetHealth: health }) => {
    const reason = health?.Description === undefined ? "" : ` (${health.Description})`;
    return `${Target?.Id} ${health?.State}${reason}`;
  });
  const good = targets.some(({ TargetHealth: health }) => health?.State === "healthy");
  return { what: "targets", detail: states.join(", ") || "none registered", good };
}

/** Why the last task stopped; empty if none stopped in the last hour, which is as long as ECS remembers. */
async function stoppedTask(ecs: ECSClient, cluster: string, service: string): Promise<Observation[]> {
  const serviceName = service.split("/").at(-1) ?? service;
  const list = new ListTasksCommand({ cluster, serviceName, desiredStatus: "STOPPED" });
  const { taskArns = [] } = await ecs.send(list);
  if (taskArns.length === 0) {
    return [];
  }
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns.slice(0, 100) }));
  const [last] = tasks.toSorted((one, other) => Number(other.stoppedAt ?? 0) - Number(one.stoppedAt ?? 0));
  if (last === undefined) {
    return [];
  }
  const containers = (last.containers ?? []).map(
    ({ name, exitCode, reason }) => `${name}: exit code ${exitCode ?? "none"}${reason ? `, ${reason}` : ""}`,
  );
  const scaledIn = /Scaling activity initiated|has been replaced|deployment/i.test(last.stoppedReason ?? "");
  return [
    {
      what: "last stopped task",
      detail: [last.stoppedReason ?? "no reason given", ...containers].join("; "),
      good: scaledIn,
    },
  ];
}

/** The last log lines with an error. They are shown but fail no check. */
async function logErrors(logGroupName: string, region: string): Promise<Observation[]> {
  const command = new FilterLogEventsCommand({
    logGroupName,
    startTime: Date.now() - LOG_WINDOW_MS,
    filterPattern: "?error ?Error ?ERROR ?exec",
  });
  const { events = [] } = await new CloudWatchLogsClient({ region }).send(command);
  return events
    .slice(-LOG_LINES)
    .map(({ message = "" }) => ({ what: "log", detail: message.trim().slice(0, 300), good: true }));
}

async function model(settings: Settings): Promise<Observation[]> {
  const { status, reason } = await endpointStatus(settings);
  const detail = `${settings.endpointName} is ${status}${reason === undefined ? "" : `: ${reason}`}`;
  return [{ what: "model endpoint", detail, good: status === "InService" }];
}
