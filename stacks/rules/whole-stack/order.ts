/**
 * What must stand before a service starts, and until it has stopped. Terraform only knows this where an argument
 * refers to it: so the rest is in depends_on. Without it a start fails, and a destroy hangs in DRAINING.
 */

import { associationsOf, instanceAt, instancesAt } from "../look-up/network.ts";
import { fault, type Rule } from "../rule.ts";
import type { Element, Instance, Plan } from "../terraform/plan.ts";

const SOURCE = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecs_service";

/** All that an element waits for, directly or through others. */
function before(plan: Plan, element: Element, found: Set<Element> = new Set()): Set<Element> {
  for (const other of plan.dependencies(element)) {
    if (found.has(other)) continue;
    found.add(other);
    before(plan, other, found);
  }
  return found;
}

const policiesOf = (plan: Plan, roles: readonly (Instance | undefined)[]): Instance[] =>
  ["aws_iam_role_policy", "aws_iam_role_policy_attachment"]
    .flatMap((type) => plan.of(type))
    .filter((policy) => plan.targets(policy, "role", "aws_iam_role").some((role) => roles.includes(role)));

/** By type of what starts: what it needs. */
const NEEDS: Readonly<Record<string, (plan: Plan, user: Instance) => Instance[]>> = {
  aws_ecs_express_gateway_service: (plan, service) => [
    ...policiesOf(
      plan,
      ["infrastructure_role_arn", "execution_role_arn", "task_role_arn"].map((argument) =>
        instanceAt(plan, service, argument),
      ),
    ),
    ...instancesAt(plan, service, "network_configuration.0.subnets").flatMap((subnet) =>
      associationsOf(plan, subnet),
    ),
  ],
  aws_ecs_service: (plan, service) => {
    const task = instanceAt(plan, service, "task_definition");
    const roles = ["execution_role_arn", "task_role_arn"].map(
      (argument) => task && instanceAt(plan, task, argument),
    );
    return [...policiesOf(plan, roles), ...plan.of("aws_lb_listener"), ...plan.of("aws_vpc_endpoint")];
  },
  aws_sagemaker_model: (plan, model) => policiesOf(plan, [instanceAt(plan, model, "execution_role_arn")]),
};

export const order: Rule = function* (plan) {
  for (const [type, needs] of Object.entries(NEEDS)) {
    for (const user of plan.of(type)) {
      const known = before(plan, user.element);
      const missing = needs(plan, user).filter(({ element }) => !known.has(element));
      for (const address of new Set(missing.map(({ element }) => element.address))) {
        yield fault(user, "depends_on", `${address} among them`, SOURCE);
      }
    }
  }
};
