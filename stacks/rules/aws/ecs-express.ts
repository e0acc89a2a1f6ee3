/** Traps of ECS Express Mode that can be seen before a deployment. */

import { instancesAt, isPublic, zones } from "../look-up/network.ts";
import { fault, listAt, numberAt, type Rule } from "../rule.ts";

const WORK = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/express-service-work.html";
const ONE_OF_EACH = [
  "primary_container",
  "primary_container.0.aws_logs_configuration",
  "network_configuration",
  "scaling_target",
];

export const expressForm: Rule = function* (plan) {
  for (const service of plan.of("aws_ecs_express_gateway_service")) {
    for (const argument of ONE_OF_EACH) {
      const { length } = listAt(service.values, argument);
      if (length !== 1) yield fault(service, argument, "exactly one", WORK);
    }
    const least = numberAt(service.values, "scaling_target.0.min_task_count");
    const most = numberAt(service.values, "scaling_target.0.max_task_count");
    if (least !== undefined && most !== undefined && least > most) {
      yield fault(
        service,
        "scaling_target.0.min_task_count",
        `at most max_task_count, which is ${most}`,
        WORK,
      );
    }
  }
};

export const expressNetwork: Rule = function* (plan) {
  const argument = "network_configuration.0.subnets";
  for (const service of plan.of("aws_ecs_express_gateway_service")) {
    const subnets = instancesAt(plan, service, argument);
    if (!subnets.every((subnet) => isPublic(plan, subnet))) {
      const allowed = "subnets with a route to the Internet; without one the load balancer becomes internal";
      yield fault(service, argument, allowed, WORK);
    }
    if (zones(subnets).size < 2) yield fault(service, argument, "subnets in two zones", WORK);
  }
};
