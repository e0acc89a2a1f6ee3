/** Listeners of the load balancer. */
import { oneOf, port } from "../allowed.ts";
import { instanceAt } from "../look-up/instances.ts";
import { faultOf, type Rule, rule, ruleForEach } from "../rule.ts";
import { optional, reference, required, rulesOf, type Table } from "../table.ts";
import { type Instance, instancesOf, targets } from "../terraform/plan.ts";
import { at, listAt, numberAt, stringAt } from "../terraform/value.ts";
import { docs, LISTENERS, OTHER_BALANCER } from "./common.ts";

/** Those with TLS 1.2 or later and forward secrecy. */
const tlsPolicy = oneOf(
  ...["1-2", "1-2-Res", "1-2-Ext1", "1-2-Ext2", "1-3"].map(
    (kind) => `ELBSecurityPolicy-TLS13-${kind}-2021-06`,
  ),
  ...["1-2", "1-2-Res", "1-3"].map((kind) => `ELBSecurityPolicy-TLS13-${kind}-PQ-2025-09`),
);

const TABLE: Table = {
  type: "aws_lb_listener",
  subject: "listener",
  source: docs("elasticloadbalancing/latest/APIReference/API_CreateListener.html"),
  arguments: {
    load_balancer_arn: reference("aws_lb.arn", "aws_lb.id"),
    port: required(port),
    protocol: required(oneOf("HTTP", "HTTPS")),
    ssl_policy: optional(tlsPolicy),
    "default_action.*.type": optional(oneOf("forward", "redirect")),
    "default_action.*.target_group_arn": reference("aws_lb_target_group.arn", "aws_lb_target_group.id"),
    "default_action.*.redirect.protocol": optional(oneOf("HTTPS", "#{protocol}")),
    "default_action.*.redirect.status_code": optional(oneOf("HTTP_301", "HTTP_302")),
    alpn_policy: OTHER_BALANCER,
    tcp_idle_timeout_seconds: OTHER_BALANCER,
  },
};

const isHttps = ({ values }: Instance): boolean => stringAt(values, "protocol") === "HTTPS";
const forEachListener = (id: string, find: Parameters<typeof ruleForEach>[3]): Rule =>
  ruleForEach("aws_lb_listener", id, LISTENERS, find);

/** The actions of a listener, each with its path. */
const actionsOf = ({ values }: Instance) =>
  listAt(values, "default_action").map((action, index) => ({ action, path: `default_action.${index}` }));

export const LISTENER_RULES: readonly Rule[] = [
  ...rulesOf(TABLE),

  rule("listener/one-on-each-port", LISTENERS, function* (plan) {
    const taken = new Set<string>();
    for (const listener of instancesOf(plan, "aws_lb_listener")) {
      const balancer = instanceAt(plan, listener, "load_balancer_arn")?.address;
      const key = `${balancer} ${numberAt(listener.values, "port")}`;
      if (taken.has(key)) {
        yield faultOf(listener, ["port", "one listener on each port"]);
      }
      taken.add(key);
    }
  }),

  forEachListener("listener/certificate", function* (listener, plan) {
    const certificate = stringAt(listener.values, "certificate_arn") ?? "";
    const validated = targets(plan, listener, "certificate_arn", "aws_acm_certificate_validation");
    if (
      isHttps(listener) &&
      validated.length === 0 &&
      !certificate.startsWith(`arn:aws:acm:${plan.region}:`)
    ) {
      yield [
        "certificate_arn",
        `a certificate of ACM in ${plan.region}, or that of an aws_acm_certificate_validation, which is issued`,
      ];
    }
  }),

  forEachListener("listener/policy-of-https", function* (listener) {
    if (isHttps(listener) && at(listener.values, "ssl_policy") === undefined) {
      yield ["ssl_policy", "a policy, since the default accepts old versions of TLS"];
    }
  }),

  forEachListener("listener/https-only", function* (listener) {
    for (const argument of isHttps(listener) ? [] : ["certificate_arn", "ssl_policy"]) {
      if (at(listener.values, argument) !== undefined) {
        yield [argument, "nothing without HTTPS"];
      }
    }
  }),

  forEachListener("listener/port-of-browsers", function* (listener) {
    const given = numberAt(listener.values, "port");
    if (isHttps(listener) && given === 80) {
      yield ["port", "443, the port that browsers use for HTTPS"];
    }
    if (!isHttps(listener) && given === 443) {
      yield ["protocol", "HTTPS on port 443"];
    }
  }),

  forEachListener("listener/one-action", function* (listener) {
    if (actionsOf(listener).length !== 1) {
      yield ["default_action", "one action"];
    }
  }),

  forEachListener("listener/forward", function* (listener) {
    for (const { action, path } of actionsOf(listener)) {
      const forwards = stringAt(action, "type") === "forward";
      if ((at(action, "target_group_arn") !== undefined) !== forwards) {
        yield [`${path}.target_group_arn`, "a target group to forward to, and only then"];
      }
    }
  }),

  forEachListener("listener/redirect", function* (listener) {
    for (const { action, path } of actionsOf(listener)) {
      const forwards = stringAt(action, "type") === "forward";
      if ((at(action, "redirect") !== undefined) === forwards) {
        yield [`${path}.redirect`, "a redirect with type redirect, and only then"];
      }
    }
  }),

  forEachListener("listener/redirect-to-another", function* (listener, plan) {
    const others = instancesOf(plan, "aws_lb_listener").filter((other) => other !== listener);
    for (const { action, path } of actionsOf(listener)) {
      if (at(action, "redirect") === undefined) {
        continue;
      }
      const to = numberAt(action, "redirect.port") ?? numberAt(listener.values, "port");
      if (!others.some(({ values }) => numberAt(values, "port") === to)) {
        yield [`${path}.redirect.port`, "the port of another listener"];
      }
    }
  }),

  forEachListener("listener/redirect-status", function* (listener) {
    for (const { action, path } of actionsOf(listener)) {
      if (at(action, "redirect") === undefined) {
        continue;
      }
      if (at(action, "redirect.status_code") === undefined) {
        yield [`${path}.redirect.status_code`, "HTTP_301 or HTTP_302"];
      }
    }
  }),
];
