/** What `down` finds that is in no state. */
import { expect, test } from "vitest";
import { expressGroups, modelLogGroup } from "../../deploy/aws/leftovers.ts";
import { standInForAws } from "./aws.ts";

const aws = standInForAws();
const where = { region: "us-west-2" as const, endpointName: "gemma" };
const NAME = "/aws/sagemaker/Endpoints/gemma";

test("the model's log group, not one of an endpoint with a longer name", async () => {
  aws.script = {
    DescribeLogGroups: [{ logGroups: [{ logGroupName: NAME }, { logGroupName: `${NAME}-2` }] }],
  };
  expect(await modelLogGroup(where)).toBe(NAME);
  aws.script = { DescribeLogGroups: [{ logGroups: [{ logGroupName: `${NAME}-2` }] }] };
  expect(await modelLogGroup(where)).toBeUndefined();
  aws.script = { DescribeLogGroups: [{ error: "AccessDeniedException" }] };
  await expect(modelLogGroup(where)).rejects.toThrow("Cannot look for the model's log group");
});

test("security groups that ECS made for Express", async () => {
  expect(await expressGroups(where)).toEqual([]);
  aws.xml =
    "<Response><securityGroupInfo><item><groupId>sg-1</groupId><vpcId>vpc-1</vpcId></item></securityGroupInfo></Response>";
  expect(await expressGroups(where)).toEqual(["sg-1 in vpc-1"]);
});
