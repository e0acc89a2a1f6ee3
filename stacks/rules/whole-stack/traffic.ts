/** Who must reach whom: the security groups on both sides let it through. */
import { parseCidr } from "../../helpers/cidr.ts";
import { apiTasks } from "../look-up/api-task.ts";
import { instanceAt, instancesAt } from "../look-up/instances.ts";
import { blocksOf } from "../look-up/network.ts";
import { admits, isOpenToBlocks, type OtherSide } from "../look-up/security-groups.ts";
import { type Fault, faultOf, type Rule, rule } from "../rule.ts";
import { type Instance, instancesOf, type Plan } from "../terraform/plan.ts";
import { numberAt, stringAt } from "../terraform/value.ts";

const BALANCERS =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html";
const ENDPOINTS = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html";
const EXPRESS = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/express-service-work.html";

const world = (): OtherSide => {
  const everything = parseCidr("0.0.0.0/0");
  return { blocks: everything === undefined ? [] : [everything] };
};

/** A connection that some groups must let through. */
interface Connection {
  readonly groups: readonly Instance[];
  readonly direction: "ingress" | "egress";
  readonly port: number | undefined;
  readonly otherSide: OtherSide;
  /** The other side in words. */
  readonly who: string;
}

const mustBeOpen = (id: string, source: string, connections: (plan: Plan) => Iterable<Connection>): Rule =>
  rule(id, source, function* (plan): Iterable<Fault> {
    for (const { groups, direction, port, otherSide, who } of connections(plan)) {
      const [first] = groups;
      if (first === undefined || port === undefined || admits(groups, direction, port, otherSide)) {
        continue;
      }
      yield faultOf(first, [direction, `TCP ${port} ${direction === "ingress" ? "from" : "to"} ${who}`]);
    }
  });

/** The groups and addresses behind two arguments of an instance. */
const side = (plan: Plan, instance: Instance, groups: string, subnets: string) => ({
  groups: instancesAt(plan, instance, groups),
  blocks: blocksOf(instancesAt(plan, instance, subnets)),
});

/** The tasks of each service in custom mode. */
const services = (plan: Plan) =>
  instancesOf(plan, "aws_ecs_service").map((service) => ({
    tasks: side(plan, service, "network_configuration.security_groups", "network_configuration.subnets"),
    port: numberAt(service.values, "load_balancer.0.container_port"),
  }));

function balancersSide(plan: Plan): { groups: Instance[]; blocks: ReturnType<typeof blocksOf> } {
  const sides = instancesOf(plan, "aws_lb").map((one) => side(plan, one, "security_groups", "subnets"));
  return {
    groups: sides.flatMap(({ groups }) => groups),
    blocks: sides.flatMap(({ blocks }) => blocks),
  };
}

export const TRAFFIC_RULES: readonly Rule[] = [
  // From where is the stack's choice: the world, or only some. The load balancer has an address of IPv4.
  rule("traffic/to-listener", BALANCERS, function* (plan): Iterable<Fault> {
    for (const listener of instancesOf(plan, "aws_lb_listener")) {
      const balancer = instanceAt(plan, listener, "load_balancer_arn");
      const groups = balancer === undefined ? [] : instancesAt(plan, balancer, "security_groups");
      const port = numberAt(listener.values, "port");
      const [first] = groups;
      if (first !== undefined && port !== undefined && !isOpenToBlocks(groups, port)) {
        yield faultOf(first, ["ingress", `TCP ${port} from the Internet or a part of it, for the listener`]);
      }
    }
  }),

  mustBeOpen("traffic/load-balancer-to-tasks", BALANCERS, function* (plan) {
    const balancers = balancersSide(plan);
    for (const { tasks, port } of services(plan)) {
      const { groups } = tasks;
      yield { groups, direction: "ingress", port, otherSide: balancers, who: "the load balancer" };
      yield {
        groups: balancers.groups,
        direction: "egress",
        port,
        otherSide: tasks,
        who: "the tasks",
      };
    }
  }),

  mustBeOpen("traffic/tasks-to-endpoints", ENDPOINTS, function* (plan) {
    for (const { tasks } of services(plan)) {
      for (const endpoint of instancesOf(plan, "aws_vpc_endpoint")) {
        const outbound = {
          groups: tasks.groups,
          direction: "egress",
          port: 443,
          who: endpoint.address,
        } as const;
        if (stringAt(endpoint.values, "vpc_endpoint_type") === "Gateway") {
          yield { ...outbound, otherSide: { ...world(), prefixList: endpoint } };
          continue;
        }
        const own = side(plan, endpoint, "security_group_ids", "subnet_ids");
        const { groups } = own;
        yield { groups, direction: "ingress", port: 443, otherSide: tasks, who: "the tasks" };
        yield { ...outbound, otherSide: own };
      }
    }
  }),

  mustBeOpen("traffic/express", EXPRESS, function* (plan) {
    for (const service of instancesOf(plan, "aws_ecs_express_gateway_service")) {
      const { groups, blocks } = side(
        plan,
        service,
        "network_configuration.0.security_groups",
        "network_configuration.0.subnets",
      );
      for (const { port } of apiTasks(plan)) {
        const who = "the load balancer in the same subnets";
        yield { groups, direction: "ingress", port, otherSide: { blocks }, who };
      }
      const who = "ECR, CloudWatch Logs and SageMaker";
      yield { groups, direction: "egress", port: 443, otherSide: world(), who };
    }
  }),
];
