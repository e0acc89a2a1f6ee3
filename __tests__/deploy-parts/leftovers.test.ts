/** What `down` finds that is in no state. */
import { expect, test } from "vitest";
import { expressLeftovers, findModelLogGroup } from "../../deploy/aws/leftovers.ts";
import { standInForAws } from "./aws.ts";

const aws = standInForAws();
const where = { region: "us-west-2" as const, endpointName: "gemma" };
const NAME = "/aws/sagemaker/Endpoints/gemma";

test("the model's log group, not one of an endpoint with a longer name", async () => {
  aws.script = {
    DescribeLogGroups: [{ logGroups: [{ logGroupName: NAME }, { logGroupName: `${NAME}-2` }] }],
  };
  expect(await findModelLogGroup(where)).toBe(NAME);
  aws.script = { DescribeLogGroups: [{ logGroups: [{ logGroupName: `${NAME}-2` }] }] };
  expect(await findModelLogGroup(where)).toBeUndefined();
  aws.script = { DescribeLogGroups: [{ error: "AccessDeniedException" }] };
  await expect(findModelLogGroup(where)).rejects.toThrow("Cannot look for the model's log group");
});

test("all that ECS made for Express, page by page", async () => {
  expect(await expressLeftovers(where)).toEqual([]);
  const certificate = "arn:aws:acm:us-west-2:123456789012:certificate/1";
  const balancer = "arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/ecs-express/1";
  aws.script = {
    GetResources: [
      { ResourceTagMappingList: [{ ResourceARN: balancer }], PaginationToken: "more" },
      { ResourceTagMappingList: [{ ResourceARN: certificate }], PaginationToken: "" },
    ],
  };
  expect(await expressLeftovers(where)).toEqual([certificate, balancer]);
  expect(aws.calls.at(-1)?.input).toMatchObject({
    TagFilters: [{ Key: "AmazonECSManaged", Values: ["true"] }],
    PaginationToken: "more",
  });
  aws.script = { GetResources: [{ error: "AccessDeniedException" }] };
  await expect(expressLeftovers(where)).rejects.toThrow("Cannot look for what Express made");
});
