import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy/index.js";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target/index.js";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster/index.js";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition/index.js";
import type { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group/index.js";
import type { ITerraformDependable } from "cdktf";
import { DEFAULT_PORT } from "../../app/environment.ts";
import { SCALING_CPU_PERCENT } from "../facts/scaling.ts";
import { STOP_TIMEOUT_S } from "../facts/timeouts.ts";
import { ofEach } from "../parts/addresses.ts";
import { insights } from "../parts/alarms.ts";
import type { BaseStack } from "../parts/base-stack.ts";
import { ecrImage } from "../parts/location.ts";
import { LOG_STREAM_PREFIX, logGroup } from "../parts/log-group.ts";
import type { Network } from "../parts/network.ts";
import type { Roles } from "../parts/roles.ts";
import { taskEnvironment, taskSecrets } from "../parts/task-environment.ts";
import type { Settings } from "../settings.ts";
import type { SecurityGroups } from "./security-groups.ts";

const CONTAINER_NAME = "fastapi";

interface Parts {
  readonly roles: Roles;
  readonly network: Network;
  readonly groups: SecurityGroups;
  readonly targetGroup: LbTargetGroup;
  /** Names of the alarms that take a deployment back. */
  readonly rollbackAlarms: string[];
  /** What the service needs to start and, at a destroy, to stop. */
  readonly dependsOn: ITerraformDependable[];
}

export function customService(stack: BaseStack, settings: Settings, parts: Parts) {
  const { roles, network, groups, targetGroup, rollbackAlarms, dependsOn } = parts;
  const cluster = new EcsCluster(stack, "aws_ecs_cluster.fastapi", {
    name: stack.named("fastapi-cluster"),
    ...insights(settings),
  });
  const logs = logGroup(stack, settings, "fastapi");

  const secrets = taskSecrets(settings);

  const container = {
    name: CONTAINER_NAME,
    image: ecrImage(roles.location, settings.repository, settings.image),
    cpu: settings.cpu,
    memory: settings.memory,
    essential: true,
    portMappings: [{ containerPort: DEFAULT_PORT, hostPort: DEFAULT_PORT }],
    environment: taskEnvironment(stack, settings),
    ...(secrets.length > 0 && { secrets }),
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": logs.name,
        "awslogs-region": roles.location.region,
        "awslogs-stream-prefix": LOG_STREAM_PREFIX,
        // When CloudWatch is slow, lines are dropped beyond this buffer; blocking would stop the API instead.
        mode: "non-blocking",
        "max-buffer-size": "4m",
      },
    },
    readonlyRootFilesystem: true,
    linuxParameters: { capabilities: { drop: ["ALL"] } },
    stopTimeout: STOP_TIMEOUT_S,
  };
  const taskDefinition = new EcsTaskDefinition(stack, "aws_ecs_task_definition.fastapi", {
    family: stack.named("fastapi-task-definition"),
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: String(settings.cpu),
    memory: String(settings.memory),
    region: roles.location.region,
    executionRoleArn: roles.execution.arn,
    taskRoleArn: roles.task.arn,
    containerDefinitions: JSON.stringify([container]),
  });

  const service = new EcsService(stack, "aws_ecs_service.fastapi", {
    name: stack.named("fastapi-service"),
    cluster: cluster.id,
    taskDefinition: taskDefinition.arn,
    desiredCount: settings.minTasks,
    launchType: "FARGATE",
    deploymentCircuitBreaker: { enable: true, rollback: true },
    ...(rollbackAlarms.length > 0 && {
      alarms: { enable: true, rollback: true, alarmNames: rollbackAlarms },
    }),
    healthCheckGracePeriodSeconds: 60,
    loadBalancer: [
      { targetGroupArn: targetGroup.arn, containerName: CONTAINER_NAME, containerPort: DEFAULT_PORT },
    ],
    networkConfiguration: {
      subnets: ofEach(network.privateSubnets, "id"),
      securityGroups: [groups.tasks.id],
    },
    // Autoscaling moves the count; without this, every apply would reset it.
    lifecycle: { ignoreChanges: ["desired_count"] },
    // Fargate is paid for by the task, so tags that tell costs apart must reach those.
    ...(settings.tags !== undefined && { propagateTags: "SERVICE" }),
    dependsOn,
  });

  const target = new AppautoscalingTarget(stack, "aws_appautoscaling_target.ecs", {
    minCapacity: settings.minTasks,
    maxCapacity: settings.maxTasks,
    resourceId: `service/${cluster.name}/${service.name}`,
    scalableDimension: "ecs:service:DesiredCount",
    serviceNamespace: "ecs",
  });
  new AppautoscalingPolicy(stack, "aws_appautoscaling_policy.cpu", {
    name: stack.named("ecs-auto-scaling"),
    resourceId: target.resourceId,
    scalableDimension: target.scalableDimension,
    serviceNamespace: target.serviceNamespace,
    policyType: "TargetTrackingScaling",
    targetTrackingScalingPolicyConfiguration: {
      targetValue: SCALING_CPU_PERCENT,
      predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
      scaleInCooldown: 300,
      scaleOutCooldown: 60,
    },
  });

  return { service, cluster, logs };
}
