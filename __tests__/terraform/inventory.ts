/** What is in the emulator, seen with the AWS SDK: one line each, so that a test can compare before and after. */
import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
} from "@aws-sdk/client-application-auto-scaling";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeInternetGatewaysCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import { DescribeRepositoriesCommand, ECRClient } from "@aws-sdk/client-ecr";
import {
  DescribeClustersCommand,
  DescribeServicesCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
  ListTaskDefinitionsCommand,
} from "@aws-sdk/client-ecs";
import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import {
  ListEndpointConfigsCommand,
  ListEndpointsCommand,
  ListModelsCommand,
  SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import type { Emulator } from "../../tools/emulator/emulator.ts";
import { ask, elements } from "./raw-query.ts";

/** Clients of everything that the stacks make, pointed at an emulator. */
export function clients({ url, environment }: Emulator) {
  const options = {
    endpoint: url,
    region: environment.AWS_REGION ?? "",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  };
  return {
    url,
    ec2: new EC2Client(options),
    ecr: new ECRClient(options),
    ecs: new ECSClient(options),
    elb: new ElasticLoadBalancingV2Client(options),
    iam: new IAMClient(options),
    logs: new CloudWatchLogsClient(options),
    sagemaker: new SageMakerClient(options),
    scaling: new ApplicationAutoScalingClient(options),
  };
}

export type Clients = ReturnType<typeof clients>;

/** ECS and EC2 show clusters, services and endpoints for a while after their end. */
const isGone = (state: string | undefined) =>
  state?.toLowerCase() === "inactive" || state?.toLowerCase() === "deleted";

async function ecsServices({ ecs }: Clients): Promise<(string | undefined)[]> {
  const { clusterArns = [] } = await ecs.send(new ListClustersCommand({}));
  const { clusters = [] } = await ecs.send(new DescribeClustersCommand({ clusters: clusterArns }));
  const services = await Promise.all(
    clusterArns.map(async (cluster) => {
      const { serviceArns = [] } = await ecs.send(new ListServicesCommand({ cluster }));
      if (serviceArns.length === 0) {
        return [];
      }
      return (await ecs.send(new DescribeServicesCommand({ cluster, services: serviceArns }))).services ?? [];
    }),
  );
  return [
    ...clusters.filter(({ status }) => !isGone(status)).map(({ clusterArn }) => clusterArn),
    ...services
      .flat()
      .filter(({ status }) => !isGone(status))
      .map(({ serviceArn }) => serviceArn),
  ];
}

const query = (url: string, service: string, Action: string, Version: string): Promise<string> =>
  ask(url, service, new URLSearchParams({ Action, Version }));

/** Alarms and their topics. */
const alarms = async ({ url }: Clients): Promise<string[]> => [
  ...elements(await query(url, "monitoring", "DescribeAlarms", "2010-08-01"), "AlarmArn"),
  ...elements(await query(url, "sns", "ListTopics", "2010-03-31"), "TopicArn"),
];

export async function inventory(aws: Clients): Promise<string[]> {
  const { ec2, ecr, ecs, elb, iam, logs, sagemaker, scaling } = aws;
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({}));
  const { InternetGateways = [] } = await ec2.send(new DescribeInternetGatewaysCommand({}));
  const { VpcEndpoints = [] } = await ec2.send(new DescribeVpcEndpointsCommand({}));
  const { repositories = [] } = await ecr.send(new DescribeRepositoriesCommand({}));
  const { taskDefinitionArns = [] } = await ecs.send(new ListTaskDefinitionsCommand({ status: "ACTIVE" }));
  const { LoadBalancers = [] } = await elb.send(new DescribeLoadBalancersCommand({}));
  const { TargetGroups = [] } = await elb.send(new DescribeTargetGroupsCommand({}));
  const { Roles = [] } = await iam.send(new ListRolesCommand({}));
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  const { Models = [] } = await sagemaker.send(new ListModelsCommand({}));
  const { EndpointConfigs = [] } = await sagemaker.send(new ListEndpointConfigsCommand({}));
  const { Endpoints = [] } = await sagemaker.send(new ListEndpointsCommand({}));
  const ofEcs = { ServiceNamespace: "ecs" } as const;
  const { ScalableTargets = [] } = await scaling.send(new DescribeScalableTargetsCommand(ofEcs));
  const { ScalingPolicies = [] } = await scaling.send(new DescribeScalingPoliciesCommand(ofEcs));
  return [
    ...(await ecsServices(aws)),
    ...(await alarms(aws)),
    ...Vpcs.map(({ VpcId }) => VpcId),
    ...Subnets.map(({ SubnetId }) => SubnetId),
    ...SecurityGroups.map(({ GroupId }) => GroupId),
    ...RouteTables.map(({ RouteTableId }) => RouteTableId),
    ...InternetGateways.map(({ InternetGatewayId }) => InternetGatewayId),
    ...VpcEndpoints.filter(({ State }) => !isGone(State)).map(({ VpcEndpointId }) => VpcEndpointId),
    ...repositories.map(({ repositoryArn }) => repositoryArn),
    ...taskDefinitionArns,
    ...LoadBalancers.map(({ LoadBalancerArn }) => LoadBalancerArn),
    ...TargetGroups.map(({ TargetGroupArn }) => TargetGroupArn),
    ...Roles.map(({ Arn }) => Arn),
    ...logGroups.map(({ arn }) => arn),
    ...Models.map(({ ModelArn }) => ModelArn),
    ...EndpointConfigs.map(({ EndpointConfigArn }) => EndpointConfigArn),
    ...Endpoints.map(({ EndpointArn }) => EndpointArn),
    ...ScalableTargets.map(({ ScalableTargetARN }) => ScalableTargetARN),
    ...ScalingPolicies.map(({ PolicyARN }) => PolicyARN),
  ]
    .map(String)
    .sort();
}
