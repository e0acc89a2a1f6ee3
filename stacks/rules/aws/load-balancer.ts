/** The load balancer itself; its listeners and target groups have files of their own. */
import { between, oneOf } from "../allowed.ts";
import { instanceAt, instancesAt } from "../look-up/instances.ts";
import { isPublic, zonesOf } from "../look-up/network.ts";
import { type Rule, ruleForEach } from "../rule.ts";
import { optional, required, requiredReference, rulesOf, type Table } from "../table.ts";
import { instancesOf } from "../terraform/plan.ts";
import { docs, elbName, LISTENERS, NAME_PREFIX, OTHER_BALANCER, OUTPOST } from "./common.ts";

const BALANCERS = docs("elasticloadbalancing/latest/application/application-load-balancers.html");
const TABLE: Table = {
  type: "aws_lb",
  subject: "load-balancer",
  source: docs("elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html"),
  arguments: {
    name: required(elbName),
    name_prefix: NAME_PREFIX,
    load_balancer_type: required(oneOf("application")),
    internal: required(oneOf(false)),
    subnets: requiredReference("aws_subnet.id"),
    subnet_mapping: OTHER_BALANCER,
    security_groups: requiredReference("aws_security_group.id"),
    ip_address_type: optional(oneOf("ipv4", "dualstack", "dualstack-without-public-ipv4")),
    idle_timeout: required(between(1, 4000)),
    client_keep_alive: optional(between(60, 604_800)),
    desync_mitigation_mode: optional(oneOf("defensive", "strictest")),
    xff_header_processing_mode: optional(oneOf("append", "preserve", "remove")),
    drop_invalid_header_fields: required(oneOf(true)),
    enable_deletion_protection: optional(oneOf(false)),
    dns_record_client_routing_policy: OTHER_BALANCER,
    customer_owned_ipv4_pool: OUTPOST,
  },
};

export const LOAD_BALANCER_RULES: readonly Rule[] = [
  ...rulesOf(TABLE),

  ruleForEach("aws_lb", "load-balancer/two-zones", BALANCERS, function* (balancer, plan) {
    const subnets = instancesAt(plan, balancer, "subnets");
    if (zonesOf(subnets).size < 2) {
      yield ["subnets", "subnets in two zones"];
    }
  }),

  ruleForEach("aws_lb", "load-balancer/public-subnets", BALANCERS, function* (balancer, plan) {
    const subnets = instancesAt(plan, balancer, "subnets");
    if (!subnets.every((subnet) => isPublic(plan, subnet))) {
      yield ["subnets", "subnets with a route to an internet gateway"];
    }
  }),

  ruleForEach("aws_lb", "load-balancer/listener", LISTENERS, function* (balancer, plan) {
    const listeners = instancesOf(plan, "aws_lb_listener");
    if (!listeners.some((listener) => instanceAt(plan, listener, "load_balancer_arn") === balancer)) {
      yield ["", "a listener"];
    }
  }),
];
