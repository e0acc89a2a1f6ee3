import { CreateLogGroupCommand, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { ListAttachedRolePoliciesCommand, ListRolePoliciesCommand } from "@aws-sdk/client-iam";
import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
} from "@aws-sdk/client-sagemaker";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { variablesOf } from "../../fixtures/setting-sets.ts";
import { changes, plannedValues } from "./changes.ts";
import { type Deployment, startStack } from "./deployment.ts";
import { type Clients, inventory } from "./inventory.ts";
import { plannedAddresses } from "./planned-addresses.ts";
import { synthesize } from "./synthesize.ts";

const NAME = "gemma-4-receipt-extraction-vllm";
const LOG_GROUP = `/aws/sagemaker/Endpoints/${NAME}`;
/** Names of model and endpoint configuration: with a hash, since they are not the article's. */
const CONFIGURATION = /^gemma-4-receipt-extraction-vllm-[0-9a-f]{8}$/;

describe("sagemaker-stack", () => {
  let deployment: Deployment;
  let aws: Clients;
  let emptyAccount: readonly string[];

  beforeAll(async () => {
    ({ deployment, aws, emptyAccount } = await startStack("sagemaker"));
  });
  afterAll(() => deployment.stop());

  test("the plan from nothing makes the article's addresses and our additions, with these values", async () => {
    const values = plannedValues(await deployment.plan("plan", await synthesize("sagemaker")));
    expect(Object.keys(values).sort()).toEqual(plannedAddresses("sagemaker"));
    expect(values).toMatchObject({
      "aws_sagemaker_model.model": {
        name: expect.stringMatching(CONFIGURATION),
        primary_container: [
          { image: "123456789012.dkr.ecr.us-west-2.amazonaws.com/vllm-gemma-4:server-sagemaker-cuda-v1.4" },
        ],
      },
      "aws_sagemaker_endpoint_configuration.endpointConfig": {
        production_variants: [
          {
            instance_type: "ml.g6.2xlarge",
            initial_instance_count: 1,
            inference_ami_version: "al2-ami-sagemaker-inference-gpu-3-1",
          },
        ],
      },
      "aws_sagemaker_endpoint.endpoint": { name: NAME },
    });
  });

  test("a log group that an endpoint made before is taken over, with 30 days", async () => {
    await aws.logs.send(new CreateLogGroupCommand({ logGroupName: LOG_GROUP }));
    const taken = await synthesize("sagemaker", { RECEIPTS_MODEL_LOGS_EXIST: "true" });
    const plan = changes(await deployment.plan("with the logs that exist", taken));
    expect(plan.filter((line) => line.includes("aws_cloudwatch_log_group"))).toEqual([
      expect.stringMatching(/^update aws_cloudwatch_log_group\.endpoint: .*retention_in_days/),
    ]);
    expect((await deployment.apply()).added).toBe(plannedAddresses("sagemaker").length - 1);
    const { logGroups } = await aws.logs.send(new DescribeLogGroupsCommand({}));
    expect(logGroups).toMatchObject([{ logGroupName: LOG_GROUP, retentionInDays: 30 }]);
  });

  test("after the apply a second plan finds nothing to do", async () => {
    expect(changes(await deployment.plan("plan again", await synthesize("sagemaker")))).toEqual([]);
  });

  test("from outside: the endpoint is in service with the model's settings", async () => {
    const endpoint = await aws.sagemaker.send(new DescribeEndpointCommand({ EndpointName: NAME }));
    expect(endpoint.EndpointStatus).toBe("InService");
    const { EndpointConfigName } = endpoint;
    const configuration = await aws.sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName }));
    expect(configuration.ProductionVariants).toMatchObject([
      { ModelName: EndpointConfigName, InstanceType: "ml.g6.2xlarge" },
    ]);
    const model = await aws.sagemaker.send(new DescribeModelCommand({ ModelName: EndpointConfigName }));
    expect(model.PrimaryContainer?.Environment).toEqual({ SM_VLLM_MODEL: "google/gemma-4-E4B-it" });
  });

  test("from outside: its role may pull images and write logs", async () => {
    const RoleName = "sagemakerExecutionRole";
    const { AttachedPolicies } = await aws.iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(AttachedPolicies).toMatchObject([{ PolicyName: "AmazonEC2ContainerRegistryReadOnly" }]);
    const { PolicyNames } = await aws.iam.send(new ListRolePoliciesCommand({ RoleName }));
    expect(PolicyNames).toEqual(["sagemakerLogs"]);
  });

  test("another instance reaches the running endpoint: new ones first, then the endpoint, then the old ones go", async () => {
    const before = await aws.sagemaker.send(new DescribeEndpointCommand({ EndpointName: NAME }));
    const other = await synthesize("sagemaker", { RECEIPTS_MODEL_INSTANCE_TYPE: "ml.g6.4xlarge" });
    expect(changes(await deployment.plan("other instance", other))).toEqual([
      "replace aws_sagemaker_endpoint_configuration.endpointConfig: name, production_variants",
      "replace aws_sagemaker_model.model: name",
      "update aws_sagemaker_endpoint.endpoint: endpoint_config_name",
    ]);
    await deployment.apply("other instance");
    const { EndpointConfigName } = await aws.sagemaker.send(
      new DescribeEndpointCommand({ EndpointName: NAME }),
    );
    expect(EndpointConfigName).toMatch(CONFIGURATION);
    expect(EndpointConfigName).not.toBe(before.EndpointConfigName);
    const configuration = await aws.sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName }));
    expect(configuration.ProductionVariants).toMatchObject([{ InstanceType: "ml.g6.4xlarge" }]);
    await expect(
      aws.sagemaker.send(
        new DescribeEndpointConfigCommand({ EndpointConfigName: before.EndpointConfigName }),
      ),
    ).rejects.toThrow(/could not find/i);
  });

  test("the destroy leaves nothing", async () => {
    expect((await deployment.destroy()).destroyed).toBe(plannedAddresses("sagemaker").length);
    expect(await inventory(aws)).toEqual(emptyAccount);
  });

  test("with the names and the model of somebody else: made, nothing to do again, and gone", async () => {
    const stack = await synthesize("sagemaker", variablesOf("own names"));
    // A state of its own, as each endpoint has.
    await deployment.workspace.write(stack);
    await deployment.workspace.init("-reconfigure");
    const made = changes(await deployment.plan("own names", stack)).length;
    expect((await deployment.apply("own names")).added).toBe(made);
    expect(changes(await deployment.plan("own names again", stack))).toEqual([]);
    const endpoint = await aws.sagemaker.send(new DescribeEndpointCommand({ EndpointName: "team-model" }));
    expect(endpoint.EndpointStatus).toBe("InService");
    expect((await deployment.destroy()).destroyed).toBe(made);
    expect(await inventory(aws)).toEqual(emptyAccount);
  });
});
