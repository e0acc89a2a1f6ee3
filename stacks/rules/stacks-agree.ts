/** What several stacks, which share settings and no state, must agree on. */
import { apiTasks, variable } from "./look-up/api-task.ts";
import { textAt } from "./rule.ts";
import type { Finding } from "./terraform/finding.ts";
import { Plan } from "./terraform/plan.ts";

/** Names that an account, or one Region of it, has only once. */
const UNIQUE = [
  "aws_iam_role",
  "aws_cloudwatch_log_group",
  "aws_ecs_cluster",
  "aws_lb",
  "aws_lb_target_group",
];

const SETTINGS = "the stacks share the settings of stacks/settings.ts";

/** @param stacks the parsed cdk.tf.json of each, by name */
export function checkTogether(stacks: ReadonlyMap<string, unknown>): Finding[] {
  const plans = [...stacks].map(([name, json]) => ({ name, plan: new Plan(json) }));
  const findings: Finding[] = [];
  const namesOf = (type: string): (string | undefined)[] =>
    plans.flatMap(({ plan }) => plan.of(type)).map(({ values }) => textAt(values, "name"));
  const repositories = namesOf("aws_ecr_repository");
  const endpoints = namesOf("aws_sagemaker_endpoint");
  const regions = plans.map(({ plan }) => plan.region);
  const taken = new Map<string, string>();

  for (const { name, plan } of plans) {
    const found = (address: string, argument: string, value: unknown, allowed: string): void => {
      findings.push({ address: `${name} ${address}`, argument, value, allowed, source: SETTINGS });
    };
    if (plan.region !== regions[0])
      found("provider.aws", "region", plan.region, `that of the others, ${regions[0]}`);
    for (const task of apiTasks(plan)) {
      const repository = /^[^/]+\/([^:@]+)/.exec(task.image ?? "")?.[1];
      if (repositories.length > 0 && !repositories.includes(repository)) {
        found(
          task.instance.address,
          `${task.path}.image`,
          task.image,
          `repository ${repositories.join(", ")}`,
        );
      }
      const endpoint = variable(task, "SAGEMAKER_ENDPOINT_NAME");
      if (endpoints.length > 0 && endpoint !== undefined && !endpoints.includes(endpoint)) {
        found(
          task.instance.address,
          `${task.path}.environment`,
          endpoint,
          `endpoint ${endpoints.join(", ")}`,
        );
      }
    }
    for (const { element, address, values } of UNIQUE.flatMap((type) => plan.of(type))) {
      const key = `${element.type} ${textAt(values, "name")?.toLowerCase()}`;
      const owner = taken.get(key);
      if (owner !== undefined && owner !== name) {
        found(address, "name", values.name, `another name than ${owner} has`);
      }
      taken.set(key, name);
    }
  }
  return findings;
}
