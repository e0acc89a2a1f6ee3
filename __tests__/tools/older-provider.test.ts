import { describe, expect, test } from "vitest";
import { STACK_NAMES } from "../../stacks/stack-ids.ts";
import { OLDER_PROVIDER, toOlderProvider } from "../../tools/terraform/older-provider.ts";
import { synth } from "../stacks/synth.ts";

const stack = (resource: object, rest: object = {}) => ({
  terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "6.66.0" } } },
  provider: { aws: [{ region: "us-west-2" }] },
  resource,
  ...rest,
});

describe("what it changes", () => {
  test("the provider's version", () => {
    const { stack: translated } = toOlderProvider(stack({ aws_vpc: { main: {} } }));
    expect(translated).toMatchObject({
      terraform: { required_providers: { aws: { version: OLDER_PROVIDER } } },
    });
  });

  test("a region that only repeats the provider's goes", () => {
    const vpcs = {
      one: { region: "us-west-2", cidr_block: "10.0.0.0/16" },
      two: { region: "${data.aws_region.current.region}" },
    };
    const { stack: translated } = toOlderProvider(stack({ aws_vpc: vpcs }));
    expect(translated).toMatchObject({
      resource: { aws_vpc: { one: { cidr_block: "10.0.0.0/16" }, two: {} } },
    });
    expect(JSON.stringify(translated.resource)).not.toContain("region");
  });

  test("the region's attribute in expressions, also within the text of a policy", () => {
    const policy = JSON.stringify({ Resource: "arn:aws:logs:${data.aws_region.current.region}:*" });
    const { stack: translated } = toOlderProvider(
      stack(
        { aws_iam_role_policy: { logs: { policy } } },
        { output: { region: { value: "${data.aws_region.current.region}" } } },
      ),
    );
    expect(translated).toMatchObject({
      resource: {
        aws_iam_role_policy: {
          logs: { policy: '{"Resource":"arn:aws:logs:${data.aws_region.current.name}:*"}' },
        },
      },
      output: { region: { value: "${data.aws_region.current.name}" } },
    });
  });

  test("what came later is left out with the outputs that show it, and said", () => {
    const { stack: translated, leftOut } = toOlderProvider(
      stack(
        {
          aws_ecs_express_gateway_service: { fastapi: { cpu: "256" } },
          aws_appautoscaling_policy: { cpu: { predictive_scaling_policy_configuration: {} } },
          aws_ecs_cluster: { main: { name: "main" } },
        },
        {
          output: {
            arn: { value: "${aws_ecs_express_gateway_service.fastapi.service_arn}" },
            cluster: { value: "${aws_ecs_cluster.main.name}" },
          },
        },
      ),
    );
    expect(leftOut).toEqual([
      "aws_ecs_express_gateway_service.fastapi",
      "aws_appautoscaling_policy.cpu",
      "output.arn",
    ]);
    expect(translated.resource).toEqual({ aws_ecs_cluster: { main: { name: "main" } } });
    expect(translated.output).toEqual({ cluster: { value: "${aws_ecs_cluster.main.name}" } });
  });

  test("alarms on the Express service, but no others", () => {
    const { leftOut } = toOlderProvider(synth("express", { alarmTopic: "new" }));
    expect(leftOut.filter((address) => address.includes("alarm"))).toEqual([
      "aws_cloudwatch_metric_alarm.cpu",
      "aws_cloudwatch_metric_alarm.memory",
    ]);
  });

  test.each(STACK_NAMES)("nothing but that in %s-stack", (name) => {
    const original = synth(name);
    const { stack: translated, leftOut } = toOlderProvider(original);
    const addresses = (json: Record<string, unknown>) =>
      Object.entries(Object(json.resource)).flatMap(([type, named]) =>
        Object.keys(Object(named)).map((one) => `${type}.${one}`),
      );
    expect(
      [...addresses(translated), ...leftOut.filter((address) => address.startsWith("aws_"))].sort(),
    ).toEqual(addresses(original).sort());
  });
});

describe("what it refuses", () => {
  test.each([
    [
      "a type that it does not know",
      stack({ aws_sqs_queue: { logs: {} } }),
      /^aws_sqs_queue\.logs: .* not known/,
    ],
    [
      "a data source that it does not know",
      stack({}, { data: { aws_ami: { latest: {} } } }),
      /^data\.aws_ami\.latest: .* not known/,
    ],
    [
      "a resource in another region",
      stack({ aws_vpc: { main: { region: "eu-west-1" } } }),
      /^aws_vpc\.main: region "eu-west-1"/,
    ],
    [
      "a resource that needs what is left out",
      stack({
        aws_ecs_express_gateway_service: { fastapi: {} },
        aws_ecs_cluster: { main: { depends_on: ["aws_ecs_express_gateway_service.fastapi"] } },
      }),
      /^aws_ecs_cluster\.main needs aws_ecs_express_gateway_service\.fastapi/,
    ],
    [
      "a second provider",
      {
        ...stack({}),
        terraform: {
          required_providers: { aws: { source: "hashicorp/aws", version: "6.66.0" }, random: {} },
        },
      },
      /random/,
    ],
    [
      "a provider that is not of version 6",
      {
        ...stack({}),
        terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "7.0.0" } } },
      },
      /^Provider version 7\.0\.0/,
    ],
  ])("%s", (_, given, message) => {
    expect(() => toOlderProvider(given)).toThrow(message);
  });
});
