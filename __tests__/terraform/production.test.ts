/**
 * custom-stack with the settings of a company, from nothing to nothing: a name with its certificate, keys, ranges of
 * addresses, alarms that take deployments back, tags, a boundary and encrypted logs.
 */
import { DescribeServicesCommand } from "@aws-sdk/client-ecs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SETTING_SETS, variablesOf } from "../../fixtures/setting-sets.ts";
import { changes, plannedValues } from "./changes.ts";
import { Deployment } from "./deployment.ts";
import { type Clients, clients, inventory } from "./inventory.ts";
import { ask } from "./raw-query.ts";
import { synthesize } from "./synthesize.ts";

const { apiKeysSecret, domainName, logKmsKey, permissionsBoundary } = SETTING_SETS.production.settings;

let deployment: Deployment;
let aws: Clients;
let emptyAccount: readonly string[];
let zone: string;

/** As somebody has it who owns example.com. */
async function makeZone(url: string): Promise<string> {
  const body =
    '<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Name>example.com</Name><CallerReference>1</CallerReference></CreateHostedZoneRequest>';
  const answer = await ask(`${url}/2013-04-01/hostedzone`, "route53", body);
  const [, id = ""] = /<Id>\/hostedzone\/(\w+)<\/Id>/.exec(answer) ?? [];
  return id;
}

const withName = (name: string) =>
  synthesize("custom", {
    ...variablesOf("production"),
    RECEIPTS_DOMAIN_NAME: name,
    RECEIPTS_HOSTED_ZONE_ID: zone,
  });

beforeAll(async () => {
  deployment = await Deployment.start("custom-stack");
  aws = clients(deployment.emulator);
  zone = await makeZone(deployment.emulator.url);
  emptyAccount = await inventory(aws);
  await deployment.workspace.write(await withName(domainName));
  await deployment.workspace.init();
});
afterAll(() => deployment.stop());

test("a name outside the zone is refused, even one that ends alike", async () => {
  const name = "receipts.badexample.com";
  await expect(deployment.plan(name, await withName(name), "-target=aws_route53_record.api")).rejects.toThrow(
    /outside\s+the\s+hosted\s+zone/,
  );
});

let made: number;

test("the plan has what the settings ask for", async () => {
  const plan = await deployment.plan("production", await withName(domainName));
  made = changes(plan).length;
  const values = plannedValues(plan);
  expect(values).toMatchObject({
    "aws_acm_certificate.main": { domain_name: domainName, validation_method: "DNS" },
    "aws_route53_record.validation": { zone_id: zone, ttl: 60 },
    "aws_route53_record.api": { zone_id: zone, name: domainName, type: "A" },
    "aws_iam_role.task": { permissions_boundary: permissionsBoundary, tags_all: { team: "receipts" } },
    "aws_iam_role_policy.api_keys": {
      policy: expect.stringMatching(
        `"secretsmanager:GetSecretValue"\\],"Effect":"Allow","Resource":"${apiKeysSecret}"`,
      ),
    },
    "aws_cloudwatch_log_group.fastapi": { kms_key_id: logKmsKey, retention_in_days: 365 },
    "aws_cloudwatch_metric_alarm.target_latency": { extended_statistic: "p95", threshold: 12 },
    "aws_cloudwatch_metric_alarm.healthy_hosts": { threshold: 2, treat_missing_data: "breaching" },
    "aws_ecs_cluster.fastapi": { setting: [{ name: "containerInsights", value: "enabled" }] },
    "aws_subnet.private[0]": { availability_zone: "us-west-2b" },
  });
});

test("after the apply a second plan finds nothing to do, and the service has its alarms", async () => {
  expect((await deployment.apply("production")).added).toBe(made);
  const again = await deployment.plan("production again", await withName(domainName));
  expect(changes(again)).toEqual([]);
  const { services } = await aws.ecs.send(
    new DescribeServicesCommand({ cluster: "fastapi-cluster", services: ["fastapi-service"] }),
  );
  const { alarmNames = [], ...alarms } = services?.[0]?.deploymentConfiguration?.alarms ?? {};
  expect(alarms).toEqual({ enable: true, rollback: true });
  expect(alarmNames.toSorted()).toEqual([
    "fastapi-balancer-5xx",
    "fastapi-target-5xx",
    "fastapi-target-latency",
  ]);
  expect((await inventory(aws)).filter((line) => line.includes(":alarm:fastapi-"))).toHaveLength(11);
});

test("the destroy leaves nothing", async () => {
  expect((await deployment.destroy()).destroyed).toBe(made);
  expect(await inventory(aws)).toEqual(emptyAccount);
});
