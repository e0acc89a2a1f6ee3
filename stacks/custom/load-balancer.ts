import { Lb } from "@cdktf/provider-aws/lib/lb/index.js";
import { LbListener, type LbListenerDefaultAction } from "@cdktf/provider-aws/lib/lb-listener/index.js";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group/index.js";
import { HEALTH_PATH } from "../../app/environment.ts";
import { DEREGISTRATION_DELAY_S, LOAD_BALANCER_IDLE_S } from "../facts/timeouts.ts";
import { ofEach } from "../parts/addresses.ts";
import type { BaseStack } from "../parts/base-stack.ts";
import type { Network } from "../parts/network.ts";
import type { Settings } from "../settings.ts";
import { certificate, domainRecord } from "./domain.ts";
import type { SecurityGroups } from "./security-groups.ts";

export interface LoadBalancer {
  readonly url: string;
  /** Its own name, for which no certificate is; undefined without HTTPS. */
  readonly dnsName: string | undefined;
  readonly targetGroup: LbTargetGroup;
  /** By which CloudWatch knows it. */
  readonly suffix: string;
  /** A service cannot use the target group before a listener does. */
  readonly listeners: readonly LbListener[];
}

export function loadBalancer(
  stack: BaseStack,
  settings: Settings,
  { vpc, publicSubnets, internetAccess }: Network,
  groups: SecurityGroups,
): LoadBalancer {
  const balancer = new Lb(stack, "aws_lb.main", {
    name: stack.named("fastapi-alb"),
    internal: false,
    loadBalancerType: "application",
    securityGroups: [groups.loadBalancer.id],
    subnets: ofEach(publicSubnets, "id"),
    dropInvalidHeaderFields: true,
    idleTimeout: LOAD_BALANCER_IDLE_S,
    // AWS refuses an internet-facing load balancer in a VPC whose gateway is not attached yet.
    dependsOn: [internetAccess],
  });
  const targetGroup = new LbTargetGroup(stack, "aws_lb_target_group.fastapi", {
    name: stack.named("fastapi-tg"),
    port: 80,
    protocol: "HTTP",
    targetType: "ip",
    vpcId: vpc.id,
    deregistrationDelay: String(DEREGISTRATION_DELAY_S),
    healthCheck: {
      path: HEALTH_PATH,
      matcher: "200",
      interval: 15,
      timeout: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
    },
  });

  const listener = (
    name: "http" | "https",
    port: number,
    action: LbListenerDefaultAction,
    certificate: { certificateArn: string; sslPolicy: string } | undefined = undefined,
  ): LbListener =>
    new LbListener(stack, `aws_lb_listener.${name}`, {
      loadBalancerArn: balancer.arn,
      port,
      protocol: name.toUpperCase(),
      ...certificate,
      defaultAction: [action],
    });
  const forward = { type: "forward", targetGroupArn: targetGroup.arn };
  const suffix = balancer.arnSuffix;
  const certificateArn = certificate(stack, settings);
  domainRecord(stack, settings, balancer);
  if (certificateArn === undefined) {
    const listeners = [listener("http", 80, forward)];
    return { url: `http://${balancer.dnsName}`, dnsName: undefined, targetGroup, suffix, listeners };
  }
  const toHttps = { type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } };
  const tls = { certificateArn, sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" };
  return {
    url: `https://${settings.domainName ?? balancer.dnsName}`,
    dnsName: balancer.dnsName,
    targetGroup,
    suffix,
    listeners: [listener("http", 80, toHttps), listener("https", 443, forward, tls)],
  };
}
