import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster/index.js";
import {
  EcsExpressGatewayService,
  type EcsExpressGatewayServiceNetworkConfiguration,
  type EcsExpressGatewayServicePrimaryContainerAwsLogsConfiguration,
  type EcsExpressGatewayServiceScalingTarget,
} from "@cdktf/provider-aws/lib/ecs-express-gateway-service/index.js";
import type { SecurityGroup } from "@cdktf/provider-aws/lib/security-group/index.js";
import { Fn } from "cdktf";
import { DEFAULT_PORT, HEALTH_PATH } from "../../app/environment.ts";
import { SCALING_CPU_PERCENT } from "../facts/scaling.ts";
import { ofEach } from "../parts/addresses.ts";
import { insights } from "../parts/alarms.ts";
import type { BaseStack } from "../parts/base-stack.ts";
import { ecrImage } from "../parts/location.ts";
import { LOG_STREAM_PREFIX, logGroup } from "../parts/log-group.ts";
import type { Network } from "../parts/network.ts";
import type { Roles } from "../parts/roles.ts";
import { taskEnvironment, taskSecrets } from "../parts/task-environment.ts";
import type { Settings } from "../settings.ts";

interface Parts {
  readonly roles: Roles;
  readonly network: Network;
  readonly securityGroup: SecurityGroup;
}

/**
 * Terraform refuses these lists of objects in JSON when a key is absent, although their HCL blocks may omit it; so
 * every key is required here.
 */
interface ListsOfObjects {
  readonly networkConfiguration: [Required<EcsExpressGatewayServiceNetworkConfiguration>];
  readonly scalingTarget: [Required<EcsExpressGatewayServiceScalingTarget>];
  readonly awsLogsConfiguration: [Required<EcsExpressGatewayServicePrimaryContainerAwsLogsConfiguration>];
}

export function expressService(
  stack: BaseStack,
  settings: Settings,
  { roles, network, securityGroup }: Parts,
) {
  const cluster = new EcsCluster(stack, "aws_ecs_cluster.fastapiecs", {
    name: stack.named("fastapiecs"),
    ...insights(settings),
  });
  const logs = logGroup(stack, settings, "fastapiecs");

  const { networkConfiguration, scalingTarget, awsLogsConfiguration }: ListsOfObjects = {
    networkConfiguration: [
      { subnets: ofEach(network.publicSubnets, "id"), securityGroups: [securityGroup.id] },
    ],
    scalingTarget: [
      {
        autoScalingMetric: "AVERAGE_CPU",
        autoScalingTargetValue: SCALING_CPU_PERCENT,
        minTaskCount: settings.minTasks,
        maxTaskCount: settings.maxTasks,
      },
    ],
    awsLogsConfiguration: [{ logGroup: logs.name, logStreamPrefix: LOG_STREAM_PREFIX }],
  };

  const secret = taskSecrets(settings);
  const { allowedCidrs } = settings;

  const express = new EcsExpressGatewayService(stack, "aws_ecs_express_gateway_service.fastapi", {
    cluster: cluster.name,
    ...(settings.serviceName !== undefined && { serviceName: settings.serviceName }),
    executionRoleArn: roles.execution.arn,
    infrastructureRoleArn: roles.infrastructure.arn,
    taskRoleArn: roles.task.arn,
    region: roles.location.region,
    cpu: String(settings.cpu),
    memory: String(settings.memory),
    healthCheckPath: HEALTH_PATH,
    primaryContainer: [
      {
        image: ecrImage(roles.location, settings.repository, settings.image),
        containerPort: DEFAULT_PORT,
        // The load balancer and its group are AWS's, so the app looks at the callers' addresses.
        environment: taskEnvironment(
          stack,
          settings,
          allowedCidrs === undefined ? {} : { ALLOWED_CIDRS: allowedCidrs },
        ),
        ...(secret.length > 0 && { secret }),
        awsLogsConfiguration,
      },
    ],
    networkConfiguration,
    scalingTarget,
    // AWS takes down load balancer and certificate after the service, and the VPC must wait for them.
    timeouts: { delete: "30m" },
    // Without a route to the Internet at that moment, Express makes an internal load balancer.
    dependsOn: [...roles.policies, network.internetAccess],
  });

  // Provider versions differ in whether the endpoint comes with a scheme and a slash at its end.
  const host = Fn.trimsuffix(Fn.trimprefix(express.ingressPaths.get(0).endpoint, "https://"), "/");
  return { url: `https://${host}`, service: express, cluster, logs };
}
