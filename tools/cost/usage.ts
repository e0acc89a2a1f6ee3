/** What a stack uses in a month, from its synthesized JSON. */
import { METRICS } from "../../app/http/metrics.ts";
import { apiTasks, variable } from "../../stacks/rules/look-up/api-task.ts";
import { instancesAt } from "../../stacks/rules/look-up/instances.ts";
import { type Instance, instancesOf, type Plan, readPlan } from "../../stacks/rules/terraform/plan.ts";
import { numberAt, stringAt } from "../../stacks/rules/terraform/value.ts";
import type { MeterName } from "./meters.ts";

/** What is asked of a stack. */
export interface Load {
  /** Hours that it exists. */
  readonly hours: number;
  /** Receipts that are read in them. */
  readonly requests: number;
}

export interface Use {
  readonly what: string;
  readonly meter: MeterName;
  /** In the units of the meter. */
  readonly quantity: number;
}

const MONTH_HOURS = 730;
const PICTURE_MB = 1;
/** SageMaker takes pictures as base64. */
const BASE64 = 4 / 3;
const LOG_LINE_BYTES = 500;
/** ECS makes Express's load balancer in two zones, as the stack's subnets are. */
const EXPRESS_ZONES = 2;

export const ASSUMPTIONS: readonly string[] = [
  "minTasks tasks all the time: with load there are more, up to maxTasks",
  `pictures of ${PICTURE_MB} MB, log lines of ${LOG_LINE_BYTES} bytes`,
  "Express's load balancer is this service's alone; AWS shares one among up to 25",
  "list prices without tax, discounts and free tier",
  "not counted: data to the Internet, images in ECR, health checks, metrics of Container Insights and of single statuses of the model, a hosted zone, the model's disk",
];

/** @param json the parsed cdk.tf.json */
export function usageOf(json: unknown, load: Load): Use[] {
  const plan = readPlan(json);
  return [tasks, loadBalancers, endpoints, alarms, model].flatMap((part) => [...part(plan, load)]);
}

function* tasks(plan: Plan, { hours, requests }: Load): Iterable<Use> {
  for (const task of apiTasks(plan)) {
    const { values } = task.instance;
    const count = taskCount(plan, task.instance);
    const what = `${count} task${count === 1 ? "" : "s"}`;
    const share = (argument: string) => ((numberAt(values, argument) ?? 0) / 1024) * count * hours;
    yield { what: `${what}: CPU`, meter: "fargate-vcpu", quantity: share("cpu") };
    yield { what: `${what}: memory`, meter: "fargate-memory", quantity: share("memory") };
    if (isExpress(task.instance)) {
      yield { what: `${what}: public addresses`, meter: "public-address", quantity: count * hours };
    }
    yield { what: "log", meter: "logs", quantity: (requests * LOG_LINE_BYTES) / 1e9 };
    const secrets = task.secrets.filter(({ arn }) => arn.includes(":secretsmanager:")).length;
    if (secrets > 0) {
      yield { what: "secret", meter: "secret", quantity: (secrets * hours) / MONTH_HOURS };
    }
  }
}

const isExpress = ({ resource }: Instance): boolean => resource.type === "aws_ecs_express_gateway_service";

const taskCount = (plan: Plan, task: Instance): number =>
  (isExpress(task)
    ? numberAt(task.values, "scaling_target.0.min_task_count")
    : instancesOf(plan, "aws_ecs_service").map(({ values }) => numberAt(values, "desired_count"))[0]) ?? 0;

function* loadBalancers(plan: Plan, { hours, requests }: Load): Iterable<Use> {
  const express = instancesOf(plan, "aws_ecs_express_gateway_service").map(() => EXPRESS_ZONES);
  const own = instancesOf(plan, "aws_lb").map((one) => instancesAt(plan, one, "subnets").length);
  for (const zones of [...express, ...own]) {
    yield { what: "load balancer", meter: "load-balancer", quantity: hours };
    yield { what: "load balancer: addresses", meter: "public-address", quantity: zones * hours };
    // One unit is a gigabyte an hour; of all dimensions pictures use this one up first.
    yield {
      what: "load balancer: data",
      meter: "load-balancer-capacity",
      quantity: (requests * PICTURE_MB) / 1000,
    };
  }
}

function* endpoints(plan: Plan, { hours, requests }: Load): Iterable<Use> {
  const interfaces = instancesOf(plan, "aws_vpc_endpoint").filter(
    ({ values }) => stringAt(values, "vpc_endpoint_type") === "Interface",
  );
  const zones = interfaces.map((one) => instancesAt(plan, one, "subnet_ids").length);
  if (interfaces.length > 0) {
    const quantity = zones.reduce((sum, count) => sum + count, 0) * hours;
    yield { what: `${interfaces.length} VPC endpoints`, meter: "endpoint", quantity };
  }
  const calls = apiTasks(plan).some((task) => variable(task, "EXTRACTOR") === "sagemaker");
  if (interfaces.length > 0 && calls) {
    const quantity = (requests * PICTURE_MB * BASE64) / 1000;
    yield { what: "VPC endpoints: pictures", meter: "endpoint-data", quantity };
  }
}

function* alarms(plan: Plan, { hours }: Load): Iterable<Use> {
  const months = hours / MONTH_HOURS;
  const count = instancesOf(plan, "aws_cloudwatch_metric_alarm").length;
  yield { what: `${count} alarms`, meter: "alarm", quantity: count * months };
  const measured = apiTasks(plan).filter((task) => variable(task, "METRICS_NAMESPACE") !== undefined);
  const metrics = measured.length * METRICS.length;
  yield { what: `${metrics} metrics of the API`, meter: "metric", quantity: metrics * months };
}

function* model(plan: Plan, { hours }: Load): Iterable<Use> {
  for (const { values } of instancesOf(plan, "aws_sagemaker_endpoint_configuration")) {
    const type = stringAt(values, "production_variants.0.instance_type") ?? "";
    const count = numberAt(values, "production_variants.0.initial_instance_count") ?? 0;
    yield { what: "model's endpoint", meter: `model ${type}`, quantity: count * hours };
  }
}
