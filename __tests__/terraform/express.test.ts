import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
} from "@aws-sdk/client-ec2";
import { DescribeClustersCommand } from "@aws-sdk/client-ecs";
import { GetRoleCommand, ListAttachedRolePoliciesCommand } from "@aws-sdk/client-iam";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changes, plannedValues } from "./changes.ts";
import { type Deployment, startStack } from "./deployment.ts";
import { type Clients, inventory } from "./inventory.ts";
import { plannedAddresses } from "./planned-addresses.ts";
import { synthesize } from "./synthesize.ts";

/** Everything but the service itself, which neither the older provider nor the emulator can make. */
describe("express-stack", () => {
  let deployment: Deployment;
  let aws: Clients;
  let emptyAccount: readonly string[];

  beforeAll(async () => {
    ({ deployment, aws, emptyAccount } = await startStack("express"));
  });
  afterAll(() => deployment.stop());

  test("only the service and what shows it is left out", () => {
    expect(deployment.workspace.leftOut).toEqual([
      "aws_ecs_express_gateway_service.fastapi",
      "output.service_arn",
      "output.service_url",
    ]);
  });

  test("the plan from nothing makes the article's addresses and our additions, with these values", async () => {
    const values = plannedValues(await deployment.plan("plan", await synthesize("express")));
    expect(Object.keys(values).sort()).toEqual(plannedAddresses("express"));
    expect(values).toMatchObject({
      "aws_vpc.main": { cidr_block: "10.0.0.0/16" },
      "aws_subnet.public[0]": { cidr_block: "10.0.10.0/24", availability_zone: "us-west-2a" },
      "aws_subnet.public[1]": { cidr_block: "10.0.11.0/24", availability_zone: "us-west-2b" },
      "aws_subnet.private[0]": { cidr_block: "10.0.0.0/24", availability_zone: "us-west-2a" },
      "aws_subnet.private[1]": { cidr_block: "10.0.1.0/24", availability_zone: "us-west-2b" },
      "aws_ecs_cluster.fastapiecs": { name: "fastapiecs" },
    });
  });

  test("after the apply a second plan finds nothing to do", async () => {
    expect((await deployment.apply()).added).toBe(plannedAddresses("express").length);
    expect(changes(await deployment.plan("plan again", await synthesize("express")))).toEqual([]);
  });

  test("from outside: public subnets have a route to the Internet, private ones have none", async () => {
    const { Subnets = [] } = await aws.ec2.send(new DescribeSubnetsCommand({}));
    const { RouteTables = [] } = await aws.ec2.send(new DescribeRouteTablesCommand({}));
    const rows = Subnets.flatMap(({ SubnetId, Tags, CidrBlock, MapPublicIpOnLaunch }) => {
      const name = Tags?.find(({ Key }) => Key === "Name")?.Value;
      if (name === undefined) {
        return [];
      }
      const table = RouteTables.find(({ Associations }) =>
        Associations?.some((one) => one.SubnetId === SubnetId),
      );
      const toInternet = table?.Routes?.some(({ GatewayId }) => GatewayId?.startsWith("igw-"));
      return [[name, CidrBlock, MapPublicIpOnLaunch, toInternet]];
    }).sort();
    expect(rows).toEqual([
      ["express-mode-private-subnet-0", "10.0.0.0/24", false, false],
      ["express-mode-private-subnet-1", "10.0.1.0/24", false, false],
      ["express-mode-public-subnet-0", "10.0.10.0/24", true, true],
      ["express-mode-public-subnet-1", "10.0.11.0/24", true, true],
    ]);
  });

  test("from outside: the tasks' group lets the load balancer in and only HTTPS out", async () => {
    const { SecurityGroups } = await aws.ec2.send(
      new DescribeSecurityGroupsCommand({ Filters: [{ Name: "group-name", Values: ["alb-sg"] }] }),
    );
    const [group] = SecurityGroups ?? [];
    const ports = group?.IpPermissions?.map(({ FromPort, IpRanges }) => [
      FromPort,
      IpRanges?.map(({ CidrIp }) => CidrIp).sort(),
    ]);
    // From the public subnets, where Express puts the load balancer, and from nowhere else.
    expect(ports).toEqual([[8000, ["10.0.10.0/24", "10.0.11.0/24"]]]);
    expect(group?.IpPermissionsEgress).toMatchObject([{ FromPort: 443, ToPort: 443, IpProtocol: "tcp" }]);
  });

  test.each([
    ["ecsExpressInfrastructureRole", "ecs", ["AmazonECSInfrastructureRoleforExpressGatewayServices"]],
    ["ecsExpressExecutionRole", "ecs-tasks", ["AmazonECSTaskExecutionRolePolicy"]],
    ["ecsExpressTaskRole", "ecs-tasks", []],
  ])("from outside: %s is taken by %s and has %j", async (RoleName, service, policies) => {
    const { Role } = await aws.iam.send(new GetRoleCommand({ RoleName }));
    expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""))).toMatchObject({
      Statement: [{ Principal: { Service: `${service}.amazonaws.com` } }],
    });
    const { AttachedPolicies } = await aws.iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(AttachedPolicies?.map(({ PolicyName }) => PolicyName)).toEqual(policies);
  });

  test("from outside: the cluster is up and its log has an end", async () => {
    const { clusters } = await aws.ecs.send(new DescribeClustersCommand({ clusters: ["fastapiecs"] }));
    expect(clusters).toMatchObject([{ status: "ACTIVE" }]);
    const { logGroups } = await aws.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: "/ecs/" }));
    expect(logGroups).toMatchObject([{ logGroupName: "/ecs/fastapiecs", retentionInDays: 30 }]);
  });

  test("another model endpoint would change the permission to call it, and nothing else here", async () => {
    const other = await synthesize("express", { RECEIPTS_ENDPOINT_NAME: "other-model" });
    expect(changes(await deployment.plan("other endpoint", other, "-refresh=false"))).toEqual([
      "update aws_iam_role_policy.sagemaker: policy",
    ]);
  });

  test("the destroy leaves nothing", async () => {
    expect((await deployment.destroy()).destroyed).toBe(plannedAddresses("express").length);
    expect(await inventory(aws)).toEqual(emptyAccount);
  });
});
