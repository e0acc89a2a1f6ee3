/**
 * A domain name in a hosted zone: certificate, proof and record are made, and a name outside is refused before anything.
 * With it, the right to read keys of the API.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { changes, plannedValues } from "./changes.ts";
import { Deployment } from "./deployment.ts";
import { synthesize } from "./synthesize.ts";

const SECRET = "arn:aws:secretsmanager:us-west-2:123456789012:secret:receipts/keys-AbCdEf";

/** What a domain name adds, the right to read keys, and all that they need. */
const TARGETS = [
  "aws_acm_certificate_validation.main",
  "aws_route53_record.api",
  "aws_iam_role_policy.api_keys",
].map((address) => `-target=${address}`);

let deployment: Deployment;
let zone: string;

/** As somebody has it who owns example.com. */
async function makeZone(url: string): Promise<string> {
  const body =
    '<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Name>example.com</Name><CallerReference>1</CallerReference></CreateHostedZoneRequest>';
  const authorization =
    "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/route53/aws4_request, SignedHeaders=host, Signature=0";
  const answer = await fetch(`${url}/2013-04-01/hostedzone`, {
    method: "POST",
    body,
    headers: { authorization },
  });
  const [, id = ""] = /<Id>\/hostedzone\/(\w+)<\/Id>/.exec(await answer.text()) ?? [];
  return id;
}

const withName = (name: string) =>
  synthesize("custom", {
    RECEIPTS_DOMAIN_NAME: name,
    RECEIPTS_HOSTED_ZONE_ID: zone,
    RECEIPTS_API_KEYS_SECRET: SECRET,
  });

beforeAll(async () => {
  deployment = await Deployment.start("custom-stack");
  zone = await makeZone(deployment.emulator.url);
  await deployment.workspace.write(await withName("receipts.example.com"));
  await deployment.workspace.init();
});
afterAll(() => deployment.stop());

test.each(["receipts.example.org", "receipts.badexample.com"])(
  "%s, outside the zone, is refused",
  async (name) => {
    await expect(deployment.plan(name, await withName(name), ...TARGETS)).rejects.toThrow(
      /outside\s+the\s+hosted\s+zone/,
    );
  },
);

test("a name in the zone gets a certificate that is issued, and a record to the load balancer", async () => {
  const stack = await withName("receipts.example.com");
  const planned = await deployment.plan("domain", stack, ...TARGETS);
  expect(plannedValues(planned)).toMatchObject({
    "aws_acm_certificate.main": { domain_name: "receipts.example.com", validation_method: "DNS" },
    "aws_route53_record.validation": { zone_id: zone, ttl: 60 },
    "aws_route53_record.api": { zone_id: zone, name: "receipts.example.com", type: "A" },
    "aws_iam_role_policy.api_keys": {
      policy: expect.stringMatching(
        `"secretsmanager:GetSecretValue"\\],"Effect":"Allow","Resource":"${SECRET}"`,
      ),
    },
  });
  await deployment.apply("domain");
  expect(changes(await deployment.plan("domain again", stack, ...TARGETS))).toEqual([]);
});
