/**
 * What must exist before a service or load balancer starts, and until it has stopped. Terraform only knows this where an
 * argument refers to it: so the rest is in depends_on. Without it a start fails, and a destroy hangs.
 */
import { instanceAt, instancesAt } from "../look-up/instances.ts";
import { associationsOf } from "../look-up/network.ts";
import { policiesOf } from "../look-up/roles.ts";
import { type Rule, ruleForEach } from "../rule.ts";
import type { Resource } from "../terraform/configuration.ts";
import { dependencies, type Instance, instancesOf, type Plan } from "../terraform/plan.ts";

const SOURCE = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecs_service";

/** All that a resource waits for, directly or through others. */
function before(plan: Plan, resource: Resource, found: Set<Resource> = new Set()): Set<Resource> {
  for (const other of dependencies(plan, resource)) {
    if (found.has(other)) {
      continue;
    }
    found.add(other);
    before(plan, other, found);
  }
  return found;
}

/** The policies of the roles that some arguments of an instance name. */
const policiesFor = (plan: Plan, user: Instance | undefined, ...roles: readonly string[]): Instance[] =>
  roles.flatMap((argument) => {
    const role = user && instanceAt(plan, user, argument);
    return role === undefined
      ? []
      : policiesOf(plan, role, "aws_iam_role_policy", "aws_iam_role_policy_attachment");
  });

/** The associations of some subnets with their route tables, without which a way out is not complete. */
const routesOf = (plan: Plan, user: Instance, subnets: string): Instance[] =>
  instancesAt(plan, user, subnets).flatMap((subnet) => associationsOf(plan, subnet));

const waitsFor = (
  type: string,
  id: string,
  needs: (user: Instance, plan: Plan) => readonly Instance[],
): Rule =>
  ruleForEach(type, id, SOURCE, function* (user, plan) {
    const known = before(plan, user.resource);
    const missing = needs(user, plan).filter(({ resource }) => !known.has(resource));
    for (const address of new Set(missing.map(({ resource }) => resource.address))) {
      yield ["depends_on", `a list that includes ${address}`];
    }
  });

export const ORDER_RULES: readonly Rule[] = [
  waitsFor("aws_ecs_express_gateway_service", "order/express", (service, plan) => [
    ...policiesFor(plan, service, "infrastructure_role_arn", "execution_role_arn", "task_role_arn"),
    ...routesOf(plan, service, "network_configuration.0.subnets"),
  ]),

  waitsFor("aws_lb", "order/load-balancer", (balancer, plan) =>
    String(balancer.values.internal) === "true" ? [] : routesOf(plan, balancer, "subnets"),
  ),

  waitsFor("aws_ecs_service", "order/service", (service, plan) => [
    ...policiesFor(plan, instanceAt(plan, service, "task_definition"), "execution_role_arn", "task_role_arn"),
    ...instancesOf(plan, "aws_lb_listener", "aws_vpc_endpoint"),
    ...routesOf(plan, service, "network_configuration.subnets"),
  ]),

  waitsFor("aws_sagemaker_model", "order/model", (model, plan) =>
    policiesFor(plan, model, "execution_role_arn"),
  ),
];
