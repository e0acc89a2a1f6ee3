/** Who must reach whom: the security groups on both sides let it through. */

import { parseCidr } from "../../helpers/cidr.ts";
import { apiTasks } from "../look-up/api-task.ts";
import { admits, blocksOf, instanceAt, instancesAt, type Peer } from "../look-up/network.ts";
import { fault, numberAt, type Rule, textAt } from "../rule.ts";
import type { Finding } from "../terraform/finding.ts";
import type { Instance } from "../terraform/plan.ts";

const SOURCE =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html";
const ENDPOINTS = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html";
const EXPRESS = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/express-service-work.html";

const world = (): Peer => {
  const everything = parseCidr("0.0.0.0/0");
  return { blocks: everything === undefined ? [] : [everything] };
};

function* needs(
  groups: readonly Instance[],
  direction: "ingress" | "egress",
  port: number,
  peer: Peer,
  who: string,
  source: string,
): Iterable<Finding> {
  const [first] = groups;
  if (first !== undefined && !admits(groups, direction, port, peer)) {
    yield fault(first, direction, `TCP ${port} ${direction === "ingress" ? "from" : "to"} ${who}`, source);
  }
}

export const loadBalancerTraffic: Rule = function* (plan) {
  for (const balancer of plan.of("aws_lb")) {
    const groups = instancesAt(plan, balancer, "security_groups");
    for (const listener of plan.of("aws_lb_listener")) {
      const port = numberAt(listener.values, "port");
      if (instanceAt(plan, listener, "load_balancer_arn") !== balancer || port === undefined) continue;
      yield* needs(groups, "ingress", port, world(), "the Internet, for the listener", SOURCE);
    }
  }
};

export const taskTraffic: Rule = function* (plan) {
  const balancers = plan.of("aws_lb").flatMap((balancer) => instancesAt(plan, balancer, "security_groups"));
  const balancerBlocks = blocksOf(
    plan.of("aws_lb").flatMap((balancer) => instancesAt(plan, balancer, "subnets")),
  );
  for (const service of plan.of("aws_ecs_service")) {
    const groups = instancesAt(plan, service, "network_configuration.security_groups");
    const blocks = blocksOf(instancesAt(plan, service, "network_configuration.subnets"));
    const port = numberAt(service.values, "load_balancer.0.container_port");
    if (port === undefined) continue;
    yield* needs(
      groups,
      "ingress",
      port,
      { groups: balancers, blocks: balancerBlocks },
      "the load balancer",
      SOURCE,
    );
    yield* needs(balancers, "egress", port, { groups, blocks }, "the tasks", SOURCE);
  }
};

export const endpointTraffic: Rule = function* (plan) {
  for (const service of plan.of("aws_ecs_service")) {
    const tasks = instancesAt(plan, service, "network_configuration.security_groups");
    const taskBlocks = blocksOf(instancesAt(plan, service, "network_configuration.subnets"));
    for (const endpoint of plan.of("aws_vpc_endpoint")) {
      const name = endpoint.address;
      if (textAt(endpoint.values, "vpc_endpoint_type") === "Gateway") {
        yield* needs(tasks, "egress", 443, { ...world(), prefixList: endpoint }, name, ENDPOINTS);
        continue;
      }
      const groups = instancesAt(plan, endpoint, "security_group_ids");
      const blocks = blocksOf(instancesAt(plan, endpoint, "subnet_ids"));
      yield* needs(groups, "ingress", 443, { groups: tasks, blocks: taskBlocks }, "the tasks", ENDPOINTS);
      yield* needs(tasks, "egress", 443, { groups, blocks }, name, ENDPOINTS);
    }
  }
};

export const expressTraffic: Rule = function* (plan) {
  for (const service of plan.of("aws_ecs_express_gateway_service")) {
    const groups = instancesAt(plan, service, "network_configuration.0.security_groups");
    const blocks = blocksOf(instancesAt(plan, service, "network_configuration.0.subnets"));
    for (const { port } of apiTasks(plan)) {
      if (port !== undefined) {
        yield* needs(groups, "ingress", port, { blocks }, "the load balancer in the same subnets", EXPRESS);
      }
    }
    yield* needs(groups, "egress", 443, world(), "ECR, CloudWatch Logs and SageMaker", EXPRESS);
  }
};
