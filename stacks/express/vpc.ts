import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group/index.js";
import { DEFAULT_PORT } from "../../app/environment.ts";
import { ofEach } from "../parts/addresses.ts";
import type { BaseStack } from "../parts/base-stack.ts";
import type { Network } from "../parts/network.ts";
import { ANYWHERE, tcp } from "../parts/security-rule.ts";

/**
 * The article's group. Express gives it to the tasks, next to a group of its own, and not to the load balancer, which is
 * in the public subnets: so it lets those reach the container's port, and nobody else.
 */
export const securityGroup = (stack: BaseStack, { vpc, publicSubnets }: Network): SecurityGroup =>
  new SecurityGroup(stack, "aws_security_group.alb_sg", {
    name: stack.named("alb-sg"),
    vpcId: vpc.id,
    ingress: [
      tcp(DEFAULT_PORT, { cidrBlocks: ofEach(publicSubnets, "cidrBlock") }, "Load balancer to container"),
    ],
    egress: [tcp(443, ANYWHERE, "HTTPS to ECR, CloudWatch Logs and SageMaker")],
  });
