/** What several stacks, which share settings and no state, must agree on. */
import { apiTasks, variable } from "./look-up/api-task.ts";
import type { Finding } from "./terraform/finding.ts";
import { instancesOf, type Plan, readPlan } from "./terraform/plan.ts";
import { stringAt } from "./terraform/value.ts";
import { nameArgument } from "./whole-stack/names.ts";

/** Names that an account, or one Region of it, has only once. */
const UNIQUE = [
  "aws_iam_role",
  "aws_cloudwatch_log_group",
  "aws_ecs_cluster",
  "aws_lb",
  "aws_lb_target_group",
  "aws_sns_topic",
  "aws_cloudwatch_metric_alarm",
];

interface Stack {
  readonly name: string;
  readonly plan: Plan;
}

const finding = (
  rule: string,
  { name }: Stack,
  address: string,
  argument: string,
  value: unknown,
  allowed: string,
): Finding => ({
  rule: `stacks-agree/${rule}`,
  address: `${name} ${address}`,
  argument,
  value,
  allowed,
  source: "the stacks share the settings of stacks/settings.ts",
});

/** @param json the parsed cdk.tf.json of each stack, by name */
export function checkStacksAgree(json: ReadonlyMap<string, unknown>): Finding[] {
  const stacks = [...json].map(([name, one]) => ({ name, plan: readPlan(one) }));
  return [...regions(stacks), ...images(stacks), ...endpoints(stacks), ...names(stacks)];
}

function* regions(stacks: readonly Stack[]): Iterable<Finding> {
  const [first] = stacks;
  for (const stack of stacks) {
    const { region } = stack.plan;
    if (region !== first?.plan.region) {
      yield finding(
        "region",
        stack,
        "provider.aws",
        "region",
        region,
        `the Region of the other stacks, ${first?.plan.region}`,
      );
    }
  }
}

const namesOf = (stacks: readonly Stack[], type: string): (string | undefined)[] =>
  stacks.flatMap(({ plan }) => instancesOf(plan, type)).map(({ values }) => stringAt(values, "name"));

function* images(stacks: readonly Stack[]): Iterable<Finding> {
  const repositories = namesOf(stacks, "aws_ecr_repository");
  for (const stack of repositories.length > 0 ? stacks : []) {
    for (const { image, instance, path } of apiTasks(stack.plan)) {
      if (repositories.includes(/^[^/]+\/([^:@]+)/.exec(image ?? "")?.[1])) {
        continue;
      }
      const allowed = `repository ${repositories.join(", ")}`;
      yield finding("image", stack, instance.resource.address, `${path}.image`, image, allowed);
    }
  }
}

function* endpoints(stacks: readonly Stack[]): Iterable<Finding> {
  const known = namesOf(stacks, "aws_sagemaker_endpoint");
  for (const stack of known.length > 0 ? stacks : []) {
    for (const task of apiTasks(stack.plan)) {
      const name = variable(task, "SAGEMAKER_ENDPOINT_NAME");
      if (name === undefined || known.includes(name)) {
        continue;
      }
      const { address } = task.instance.resource;
      const allowed = `endpoint ${known.join(", ")}`;
      yield finding("endpoint", stack, address, `${task.path}.environment`, name, allowed);
    }
  }
}

function* names(stacks: readonly Stack[]): Iterable<Finding> {
  const taken = new Map<string, string>();
  for (const stack of stacks) {
    for (const { resource, address, values } of instancesOf(stack.plan, ...UNIQUE)) {
      const argument = nameArgument(resource.type);
      const name = stringAt(values, argument);
      const key = `${resource.type} ${name?.toLowerCase()}`;
      const owner = taken.get(key);
      if (owner !== undefined && owner !== stack.name) {
        yield finding("names", stack, address, argument, name, `a name other than that in ${owner}`);
      }
      taken.set(key, stack.name);
    }
  }
}
