import {
  SecurityGroup,
  type SecurityGroupEgress,
  type SecurityGroupIngress,
} from "@cdktf/provider-aws/lib/security-group/index.js";
import type { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint/index.js";
import { DEFAULT_PORT } from "../../app/environment.ts";
import { ofEach } from "../parts/addresses.ts";
import type { BaseStack } from "../parts/base-stack.ts";
import type { Network } from "../parts/network.ts";
import { callers, tcp } from "../parts/security-rule.ts";
import type { Settings } from "../settings.ts";

export interface SecurityGroups {
  readonly loadBalancer: SecurityGroup;
  readonly tasks: SecurityGroup;
  /** Of the endpoints for ECR, CloudWatch Logs and secrets. */
  readonly endpoints: SecurityGroup;
  /** Of the endpoint for the model. Undefined when the API reads receipts by itself, and no old task calls one. */
  readonly sagemaker: SecurityGroup | undefined;
}

/**
 * Who reaches whom: the Internet, or the allowed addresses, the load balancer, that the tasks, those the endpoints. Ingress names groups, egress
 * names addresses: two groups whose inline rules name each other would be a cycle.
 */
export function securityGroups(
  stack: BaseStack,
  settings: Settings,
  { vpc, privateSubnets }: Network,
  s3: VpcEndpoint,
): SecurityGroups {
  const group = (
    address: string,
    ingress: SecurityGroupIngress[],
    egress: SecurityGroupEgress[],
  ): SecurityGroup =>
    new SecurityGroup(stack, `aws_security_group.${address}`, {
      name: stack.named(address.replace("_", "-")),
      vpcId: vpc.id,
      ingress,
      egress,
    });
  const privateAddresses = { cidrBlocks: ofEach(privateSubnets, "cidrBlock") };

  const from = callers(settings);
  const who = settings.allowedCidrs === undefined ? "anywhere" : "the allowed addresses";
  const loadBalancer = group(
    "alb_sg",
    [tcp(80, from, `HTTP from ${who}`), tcp(443, from, `HTTPS from ${who}`)],
    [tcp(DEFAULT_PORT, privateAddresses, "To the tasks")],
  );
  const tasks = group(
    "ecs_sg",
    [tcp(DEFAULT_PORT, { securityGroups: [loadBalancer.id] }, "From the load balancer")],
    [
      tcp(443, privateAddresses, "To the VPC endpoints"),
      tcp(443, { prefixListIds: [s3.prefixListId] }, "To S3 for image layers"),
    ],
  );
  // An endpoint answers and never asks.
  const endpointGroup = (address: string): SecurityGroup =>
    group(address, [tcp(443, { securityGroups: [tasks.id] }, "From the tasks")], []);

  return {
    loadBalancer,
    tasks,
    endpoints: endpointGroup("vpce_sg"),
    sagemaker:
      settings.extractor === "sagemaker" || settings.keepEndpoints.length > 0
        ? endpointGroup("sagemaker_sg")
        : undefined,
  };
}
