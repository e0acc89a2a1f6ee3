/** Load balancer, listeners, target group. */

import { instanceAt, instancesAt, isPublic, zones } from "../look-up/network.ts";
import { at, fault, listAt, numberAt, type Rule, textAt } from "../rule.ts";

const BALANCERS =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html";
const LISTENERS =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html";
const HEALTH =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html";

export const balancerSubnets: Rule = function* (plan) {
  for (const balancer of plan.of("aws_lb")) {
    const subnets = instancesAt(plan, balancer, "subnets");
    if (zones(subnets).size < 2) yield fault(balancer, "subnets", "subnets in two zones", BALANCERS);
    if (!subnets.every((subnet) => isPublic(plan, subnet))) {
      yield fault(balancer, "subnets", "subnets with a route to an internet gateway", BALANCERS);
    }
    const listeners = plan.of("aws_lb_listener");
    if (!listeners.some((listener) => instanceAt(plan, listener, "load_balancer_arn") === balancer)) {
      yield fault(balancer, "", "a listener", LISTENERS);
    }
  }
};

export const listeners: Rule = function* (plan) {
  const ports = new Set<string>();
  const all = plan.of("aws_lb_listener");
  for (const listener of all) {
    const { values } = listener;
    const port = numberAt(values, "port");
    const protocol = textAt(values, "protocol");
    const place = `${instanceAt(plan, listener, "load_balancer_arn")?.address} ${port}`;
    if (ports.has(place)) yield fault(listener, "port", "one listener on each port", LISTENERS);
    ports.add(place);

    if (protocol === "HTTPS") {
      const certificate = textAt(values, "certificate_arn") ?? "";
      if (!certificate.startsWith(`arn:aws:acm:${plan.region}:`)) {
        yield fault(listener, "certificate_arn", `a certificate of ACM in ${plan.region}`, LISTENERS);
      }
      if (at(values, "ssl_policy") === undefined) {
        yield fault(
          listener,
          "ssl_policy",
          "a policy, since the default takes old versions of TLS",
          LISTENERS,
        );
      }
      if (port === 80) yield fault(listener, "port", "a port that browsers take for HTTPS, 443", LISTENERS);
    } else {
      for (const argument of ["certificate_arn", "ssl_policy"]) {
        if (at(values, argument) !== undefined)
          yield fault(listener, argument, "nothing without HTTPS", LISTENERS);
      }
      if (port === 443) yield fault(listener, "protocol", "HTTPS on port 443", LISTENERS);
    }

    const actions = listAt(values, "default_action");
    if (actions.length !== 1) yield fault(listener, "default_action", "one action", LISTENERS);
    for (const [index, action] of actions.entries()) {
      const argument = `default_action.${index}`;
      const forwards = textAt(action, "type") === "forward";
      if ((at(action, "target_group_arn") !== undefined) !== forwards) {
        yield fault(
          listener,
          `${argument}.target_group_arn`,
          "a target group to forward to, and only then",
          LISTENERS,
        );
      }
      const redirect = at(action, "redirect");
      if ((redirect !== undefined) === forwards) {
        yield fault(
          listener,
          `${argument}.redirect`,
          "a redirect with type redirect, and only then",
          LISTENERS,
        );
      }
      if (redirect === undefined) continue;
      const to = numberAt(redirect, "port") ?? port;
      if (!all.some((other) => other !== listener && numberAt(other.values, "port") === to)) {
        yield fault(listener, `${argument}.redirect.port`, "the port of another listener", LISTENERS);
      }
      if (at(redirect, "status_code") === undefined) {
        yield fault(listener, `${argument}.redirect.status_code`, "HTTP_301 or HTTP_302", LISTENERS);
      }
    }
  }
};

/** Statuses that a matcher such as "200,300-399" takes. */
const takes = (matcher: string, status: number): boolean =>
  matcher.split(",").some((part) => {
    const [from, to] = part.split("-").map(Number);
    return from !== undefined && from <= status && status <= (to ?? from);
  });

export const targetGroups: Rule = function* (plan) {
  for (const group of plan.of("aws_lb_target_group")) {
    const { values } = group;
    const timeout = numberAt(values, "health_check.timeout") ?? 5;
    const interval = numberAt(values, "health_check.interval") ?? 30;
    if (timeout >= interval) {
      yield fault(group, "health_check.timeout", `less than the interval, ${interval}`, HEALTH);
    }
    if (!takes(textAt(values, "health_check.matcher") ?? "200", 200)) {
      yield fault(
        group,
        "health_check.matcher",
        "statuses with 200 among them, which is what the API answers",
        HEALTH,
      );
    }
    const port = at(values, "health_check.port");
    const served = plan
      .of("aws_ecs_service")
      .map((service) => at(service.values, "load_balancer.0.container_port"));
    if (port !== undefined && port !== "traffic-port" && !served.map(String).includes(String(port))) {
      yield fault(group, "health_check.port", "traffic-port, or the container's port", HEALTH);
    }
    const forwarded = plan
      .of("aws_lb_listener")
      .some((listener) => instanceAt(plan, listener, "default_action.0.target_group_arn") === group);
    if (!forwarded) yield fault(group, "", "a listener that forwards to it", LISTENERS);
    const used = plan
      .of("aws_ecs_service")
      .some((service) => instanceAt(plan, service, "load_balancer.0.target_group_arn") === group);
    if (!used) yield fault(group, "", "a service that registers its tasks with it", LISTENERS);
  }
};
