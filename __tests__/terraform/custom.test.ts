import {
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
} from "@aws-sdk/client-application-auto-scaling";
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
} from "@aws-sdk/client-ec2";
import { DescribeServicesCommand, DescribeTaskDefinitionCommand } from "@aws-sdk/client-ecs";
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { GetRolePolicyCommand, ListAttachedRolePoliciesCommand } from "@aws-sdk/client-iam";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changes, plannedValues, policyOf } from "./changes.ts";
import { type Deployment, startStack } from "./deployment.ts";
import { type Clients, inventory } from "./inventory.ts";
import { plannedAddresses } from "./planned-addresses.ts";
import { synthesize } from "./synthesize.ts";

const ACCOUNT = "123456789012";
const IMAGE = `${ACCOUNT}.dkr.ecr.us-west-2.amazonaws.com/receipt-extraction-gemma-4`;

describe("custom-stack", { concurrent: false }, () => {
  let deployment: Deployment;
  let aws: Clients;
  let emptyAccount: readonly string[];

  beforeAll(async () => {
    ({ deployment, aws, emptyAccount } = await startStack("custom"));
  });
  afterAll(() => deployment.stop());

  test("the plan from nothing makes the article's addresses and our additions, with these values", async () => {
    const plan = await deployment.plan("plan", await synthesize("custom"));
    const values = plannedValues(plan);
    expect(Object.keys(values).sort()).toEqual(plannedAddresses("custom"));
    expect(changes(plan).filter((change) => !change.startsWith("create "))).toEqual([]);
    expect(values).toMatchObject({
      "aws_vpc.main": { cidr_block: "10.0.0.0/16" },
      "aws_subnet.public[0]": { cidr_block: "10.0.10.0/24", availability_zone: "us-west-2a" },
      "aws_subnet.public[1]": { cidr_block: "10.0.11.0/24", availability_zone: "us-west-2b" },
      "aws_subnet.private[0]": { cidr_block: "10.0.0.0/24", availability_zone: "us-west-2a" },
      "aws_subnet.private[1]": { cidr_block: "10.0.1.0/24", availability_zone: "us-west-2b" },
      "aws_lb_listener.http": { port: 80, protocol: "HTTP" },
      "aws_lb_target_group.fastapi": { port: 80, target_type: "ip", health_check: [{ path: "/health" }] },
      "aws_vpc_endpoint.ecr_api": { service_name: "com.amazonaws.us-west-2.ecr.api" },
      "aws_vpc_endpoint.ecr_dkr": { service_name: "com.amazonaws.us-west-2.ecr.dkr" },
      "aws_vpc_endpoint.logs": { service_name: "com.amazonaws.us-west-2.logs" },
      "aws_vpc_endpoint.sagemaker_runtime": { service_name: "com.amazonaws.us-west-2.sagemaker.runtime" },
      "aws_vpc_endpoint.s3": { service_name: "com.amazonaws.us-west-2.s3", vpc_endpoint_type: "Gateway" },
      "aws_ecs_service.fastapi": { launch_type: "FARGATE", desired_count: 1 },
      "aws_appautoscaling_target.ecs": {
        resource_id: "service/fastapi-cluster/fastapi-service",
        min_capacity: 1,
        max_capacity: 3,
      },
      "aws_iam_role_policy_attachment.execution": {
        policy_arn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
      },
    });
    expect(policyOf(values["aws_iam_role_policy.sagemaker"])).toMatchObject({
      Statement: [
        {
          Effect: "Allow",
          Resource: `arn:aws:sagemaker:us-west-2:${ACCOUNT}:endpoint/gemma-4-receipt-extraction-vllm`,
        },
      ],
    });
  });

  test("after the apply a second plan finds nothing to do", async () => {
    const { added } = await deployment.apply();
    expect(added).toBe(plannedAddresses("custom").length);
    expect(changes(await deployment.plan("plan again", await synthesize("custom")))).toEqual([]);
  });

  describe("from outside", () => {
    const nameOfGroup = new Map<string | undefined, string | undefined>();
    let privateSubnets: (string | undefined)[];
    let publicSubnets: (string | undefined)[];

    beforeAll(async () => {
      const { SecurityGroups = [] } = await aws.ec2.send(new DescribeSecurityGroupsCommand({}));
      for (const { GroupId, GroupName } of SecurityGroups) {
        nameOfGroup.set(GroupId, GroupName);
      }
      const { Subnets = [] } = await aws.ec2.send(new DescribeSubnetsCommand({}));
      const called = (kind: string) =>
        Subnets.filter(({ Tags }) =>
          Tags?.some(({ Value }) => Value?.startsWith(`express-mode-${kind}-`)),
        ).map(({ SubnetId }) => SubnetId);
      privateSubnets = called("private");
      publicSubnets = called("public");
    });
    const namesOf = (ids: readonly string[] = []) => ids.map((id) => nameOfGroup.get(id));

    test("the tasks run in the private subnets without public addresses", async () => {
      const { services } = await aws.ecs.send(
        new DescribeServicesCommand({ cluster: "fastapi-cluster", services: ["fastapi-service"] }),
      );
      const [service] = services ?? [];
      const network = service?.networkConfiguration?.awsvpcConfiguration;
      expect(network?.assignPublicIp).toBe("DISABLED");
      expect(network?.subnets?.toSorted()).toEqual(privateSubnets.toSorted());
      expect(namesOf(network?.securityGroups)).toEqual(["ecs-sg"]);
      expect(service).toMatchObject({
        launchType: "FARGATE",
        loadBalancers: [{ containerName: "fastapi", containerPort: 8000 }],
        deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
      });
    });

    test("a task is the image with the API's settings, and writes its log to our group", async () => {
      const { taskDefinition } = await aws.ecs.send(
        new DescribeTaskDefinitionCommand({ taskDefinition: "fastapi-task-definition" }),
      );
      expect(taskDefinition).toMatchObject({ cpu: "256", memory: "512", networkMode: "awsvpc" });
      const [container] = taskDefinition?.containerDefinitions ?? [];
      expect(container).toMatchObject({
        name: "fastapi",
        image: `${IMAGE}:latest`,
        portMappings: [{ containerPort: 8000 }],
        logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/ecs/fastapi" } },
      });
      expect(container?.environment).toContainEqual({
        name: "SAGEMAKER_ENDPOINT_NAME",
        value: "gemma-4-receipt-extraction-vllm",
      });
      const { logGroups } = await aws.logs.send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: "/ecs/" }),
      );
      expect(logGroups).toMatchObject([{ logGroupName: "/ecs/fastapi", retentionInDays: 30 }]);
    });

    test("the load balancer is public and asks /health", async () => {
      const { LoadBalancers } = await aws.elb.send(
        new DescribeLoadBalancersCommand({ Names: ["fastapi-alb"] }),
      );
      const [balancer] = LoadBalancers ?? [];
      expect(balancer?.Scheme).not.toBe("internal");
      expect(balancer?.AvailabilityZones?.map(({ SubnetId }) => SubnetId).toSorted()).toEqual(
        publicSubnets.toSorted(),
      );
      expect(namesOf(balancer?.SecurityGroups)).toEqual(["alb-sg"]);
      const { Listeners } = await aws.elb.send(
        new DescribeListenersCommand({ LoadBalancerArn: balancer?.LoadBalancerArn }),
      );
      expect(Listeners).toMatchObject([
        { Port: 80, Protocol: "HTTP", DefaultActions: [{ Type: "forward" }] },
      ]);
      const { TargetGroups } = await aws.elb.send(new DescribeTargetGroupsCommand({ Names: ["fastapi-tg"] }));
      expect(TargetGroups).toMatchObject([
        {
          TargetType: "ip",
          HealthCheckPath: "/health",
          HealthCheckIntervalSeconds: 15,
          HealthCheckTimeoutSeconds: 5,
          Matcher: { HttpCode: "200" },
        },
      ]);
    });

    test("every AWS service that a task needs has its endpoint, behind its group", async () => {
      const { VpcEndpoints = [] } = await aws.ec2.send(new DescribeVpcEndpointsCommand({}));
      const rows = VpcEndpoints.map(
        ({ ServiceName, VpcEndpointType, Groups, PrivateDnsEnabled, SubnetIds }) => [
          ServiceName?.replace("com.amazonaws.us-west-2.", ""),
          VpcEndpointType,
          Groups?.map(({ GroupId }) => nameOfGroup.get(GroupId)),
          PrivateDnsEnabled,
          SubnetIds?.toSorted(),
        ],
      ).sort();
      const inPrivate = privateSubnets.toSorted();
      expect(rows).toEqual([
        ["ecr.api", "Interface", ["vpce-sg"], true, inPrivate],
        ["ecr.dkr", "Interface", ["vpce-sg"], true, inPrivate],
        ["logs", "Interface", ["vpce-sg"], true, inPrivate],
        ["s3", "Gateway", [], expect.anything(), []],
        ["sagemaker.runtime", "Interface", ["sagemaker-sg"], true, inPrivate],
      ]);
    });

    test("the roles have these policies and no others", async () => {
      const attached = async (RoleName: string) =>
        (await aws.iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies?.map(
          ({ PolicyName }) => PolicyName,
        );
      expect(await attached("ecsExpressExecution")).toEqual(["AmazonECSTaskExecutionRolePolicy"]);
      expect(await attached("ecsExpressTask")).toEqual([]);
      const { PolicyDocument = "" } = await aws.iam.send(
        new GetRolePolicyCommand({ RoleName: "ecsExpressTask", PolicyName: "ecsExpressSagemaker" }),
      );
      expect(JSON.parse(decodeURIComponent(PolicyDocument))).toMatchObject({
        Statement: [{ Action: ["sagemaker:InvokeEndpoint"] }],
      });
    });

    test("the service scales from 1 to 3 tasks at 70 % CPU", async () => {
      const { ScalableTargets } = await aws.scaling.send(
        new DescribeScalableTargetsCommand({ ServiceNamespace: "ecs" }),
      );
      expect(ScalableTargets).toMatchObject([{ MinCapacity: 1, MaxCapacity: 3 }]);
      const { ScalingPolicies } = await aws.scaling.send(
        new DescribeScalingPoliciesCommand({ ServiceNamespace: "ecs" }),
      );
      expect(ScalingPolicies).toMatchObject([
        {
          PolicyType: "TargetTrackingScaling",
          TargetTrackingScalingPolicyConfiguration: {
            TargetValue: 70,
            PredefinedMetricSpecification: { PredefinedMetricType: "ECSServiceAverageCPUUtilization" },
          },
        },
      ]);
    });
  });

  test.each([
    {
      name: "more memory",
      settings: { RECEIPTS_MEMORY: "1024" },
      expected: [
        "replace aws_ecs_task_definition.fastapi: container_definitions, memory",
        "update aws_ecs_service.fastapi: task_definition",
      ],
    },
    {
      name: "other counts",
      settings: { RECEIPTS_MIN_TASKS: "2", RECEIPTS_MAX_TASKS: "6" },
      expected: ["update aws_appautoscaling_target.ecs: max_capacity, min_capacity"],
    },
    {
      name: "HTTPS",
      settings: {
        RECEIPTS_CERTIFICATE_ARN: `arn:aws:acm:us-west-2:${ACCOUNT}:certificate/00000000-0000-4000-8000-000000000000`,
      },
      expected: ["create aws_lb_listener.https", "update aws_lb_listener.http: default_action"],
    },
  ])("$name would change nothing else, and replace nothing that holds data or an address", async (change) => {
    const changed = await synthesize("custom", change.settings);
    // The state is what the plan above found to be true, so these need not ask again.
    expect(changes(await deployment.plan(change.name, changed, "-refresh=false"))).toEqual(change.expected);
  });

  test("another image makes a new revision that the service then runs", async () => {
    const other = await synthesize("custom", { RECEIPTS_IMAGE: "v2" });
    expect(changes(await deployment.plan("another image", other, "-refresh=false"))).toEqual([
      "replace aws_ecs_task_definition.fastapi: container_definitions",
      "update aws_ecs_service.fastapi: task_definition",
    ]);
    await deployment.apply("another image");
    const { taskDefinition } = await aws.ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: "fastapi-task-definition" }),
    );
    expect(taskDefinition?.containerDefinitions?.[0]?.image).toBe(`${IMAGE}:v2`);
    expect(changes(await deployment.plan("plan again", other))).toEqual([]);
  });

  test("the destroy leaves nothing, and takes the policies last", async () => {
    const { destroyed, order } = await deployment.destroy();
    expect(destroyed).toBe(plannedAddresses("custom").length);
    expect(await inventory(aws)).toEqual(emptyAccount);
    const service = order.indexOf("aws_ecs_service.fastapi");
    expect(service).toBeGreaterThanOrEqual(0);
    for (const last of ["aws_iam_role_policy_attachment.execution", "aws_iam_role_policy.sagemaker"]) {
      expect(order.indexOf(last), last).toBeGreaterThan(service);
    }
  });
});
