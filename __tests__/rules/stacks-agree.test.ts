import { describe, expect, it } from "vitest";
import { checkStacksAgree } from "../../stacks/rules/stacks-agree.ts";
import { STACK_NAMES, stackId } from "../../stacks/stack-ids.ts";
import { type Json, terraformJson } from "../stacks/synth.ts";
import { type Injection, replace, set } from "./inject.ts";

const EXPRESS = "aws_ecs_express_gateway_service.fastapi";

function check(stack: string, inject: Injection, settings: Json = {}): string[] {
  const stacks = STACK_NAMES.map((name): [string, Json] => {
    const json: Json = JSON.parse(JSON.stringify(terraformJson(name, settings)));
    if (name === stack) {
      inject(json);
    }
    return [stackId(name), json];
  });
  return checkStacksAgree(new Map(stacks)).map(({ address, argument }) => `${address} ${argument}`);
}

describe("stacks together", () => {
  it.each([
    {},
    { extractor: "local" },
    { region: "eu-west-1", namePrefix: "demo-", endpointName: "receipts" },
  ])("agree with %j", (settings) => {
    expect(check("", () => undefined, settings)).toEqual([]);
  });

  it.each<[string, string, Injection, string]>([
    [
      "another Region",
      "custom",
      set("provider.aws.0.region", "us-east-1"),
      "custom-stack provider.aws region",
    ],
    [
      "an image of no repository",
      "express",
      replace(`${EXPRESS}.primary_container.0.image`, "receipt-extraction", "receipt-extracton"),
      `express-stack ${EXPRESS} primary_container.0.image`,
    ],
    [
      "an endpoint that no stack makes",
      "sagemaker",
      set("aws_sagemaker_endpoint.endpoint.name", "other"),
      `express-stack ${EXPRESS} primary_container.0.environment`,
    ],
    [
      "a role's name in two stacks",
      "custom",
      set("aws_iam_role.task.name", "ecsExpressTaskRole"),
      "custom-stack aws_iam_role.task name",
    ],
  ])("do not agree: %s", (_what, stack, inject, finding) => {
    expect(check(stack, inject)).toContain(finding);
  });
});
