/** Whatever the settings, together by twos: the rules find nothing to say. */

import { expect, it } from "vitest";
import { SET_NAMES, SETTING_SETS } from "../../fixtures/setting-sets.ts";
import { aboutSetting, SETTINGS } from "../../stacks/settings.ts";
import { STACK_NAMES, type StackName } from "../../stacks/stack-ids.ts";
import { type Json, terraformJson } from "../stacks/synth.ts";

const certificate = (region: string): string =>
  `arn:aws:acm:${region}:123456789012:certificate/12345678-1234-1234-1234-123456789012`;

const SECRET = "arn:aws:secretsmanager:us-west-2:123456789012:secret:receipts/keys-AbCdEf";
const PARAMETER = "arn:aws:ssm:us-west-2:123456789012:parameter/receipts/keys";

/**
 * Values of each setting that differ in what they do. Settings that depend on each other are in one line: CPU and
 * memory, certificate, Region, keys and modes, image and immutable tags, the numbers of tasks, engine and upload limit, the model and
 * its instance.
 */
const LINES: readonly (readonly Json[])[] = [
  [
    {},
    { region: "eu-central-1" },
    { logKmsKey: "arn:aws:kms:us-west-2:123456789012:key/12345678-1234-1234-1234-123456789012" },
    { region: "mx-central-1", zones: ["mx-central-1b", "mx-central-1c"] },
    { region: "us-west-1", certificateArn: certificate("us-west-1") },
    { certificateArn: certificate("us-west-2") },
    { certificateArn: certificate("us-west-2"), domainName: "receipts.example.com" },
    { domainName: "receipts.example.com", hostedZoneId: "Z0123456789" },
    {
      certificateArn: certificate("us-west-2"),
      domainName: "a.receipts.example.com",
      hostedZoneId: "Z0123456789",
    },
    { certificateArn: certificate("us-west-2"), apiKeysSecret: SECRET },
    { domainName: "receipts.example.com", hostedZoneId: "Z0123456789", apiKeysSecret: PARAMETER },
    { modes: "express", apiKeysSecret: `${SECRET}:::12345678-1234-1234-1234-123456789012` },
    { modes: "custom" },
  ],
  [{}, { providerVersion: "6.45.0" }],
  [{}, { namePrefix: "a" }, { namePrefix: "twenty-characters-a-" }],
  [{}, { repository: "r2" }, { repository: "team/receipts_api.v2" }],
  [{}, { image: "v1.2.3" }, { image: `sha256:${"0".repeat(64)}` }, { immutableTags: true, image: "v1" }],
  [{}, { forceDelete: true }],
  [
    {},
    { extractor: "local" },
    { extractor: "local", maxUploadBytes: 50_000_000 },
    { maxUploadBytes: 18_000_000 },
    { maxUploadBytes: 1_000 },
  ],
  [{}, { cpu: 1024, memory: 8192 }, { cpu: 16_384, memory: 122_880 }, { cpu: 2048, memory: 4096 }],
  [{}, { minTasks: 3 }, { minTasks: 100, maxTasks: 100 }, { maxTasks: 1 }],
  [{}, { deadlineMs: 1_000 }, { deadlineMs: 27_000, alarmTopic: "new", alarmLatencyMs: 26_000 }],
  [{}, { modelMaxTokens: 512 }, { modelMaxTokens: 100_000 }],
  [{}, { allowedOrigins: "https://example.com,https://example.org" }],
  [{}, { allowedCidrs: "203.0.113.0/24" }, { allowedCidrs: "2001:db8::/32,198.51.100.7/32" }],
  [{}, { country: "SG", dateOrder: "DMY", currency: "SGD" }],
  [
    {},
    { metricsNamespace: "Receipts/API" },
    { alarmTopic: "new", alarmErrors: 1, alarmCpuPercent: 71, alarmMemoryPercent: 100 },
    { alarmTopic: "new", metricsNamespace: "R", alarmRefusedUploads: 1_000_000 },
  ],
  [{}, { containerInsights: "enabled" }, { containerInsights: "disabled" }],
  [{}, { serviceName: "receipts" }],
  [{}, { tags: { team: "receipts", "cost centre": "42" } }, { tags: "stage=production" }],
  [{}, { permissionsBoundary: "arn:aws:iam::123456789012:policy/team/boundary" }],
  [{}, { logRetentionDays: 365 }, { logRetentionDays: 1 }],
  [{}, { trustConditions: false }],
  [
    {},
    { endpointName: "e", modelLogsExist: true },
    { endpointName: "e".repeat(63), keepEndpoints: ["gemma-4-receipt-extraction-vllm", "old"] },
  ],
  [
    {},
    { modelImage: "vllm:latest" },
    { modelImage: `team/vllm:sha256:${"0".repeat(64)}` },
    { modelImage: "vllm-gemma-4:0.19.1-sagemaker" },
  ],
  [{}, { modelImageTokens: 70 }, { modelImageTokens: 1120 }],
  [{}, { modelRevision: "main" }],
  [{}, { modelMaxLength: 4096 }, { modelMaxLength: 131_072 }],
  [
    {},
    { modelInstanceType: "ml.g6e.48xlarge", modelId: "google/gemma-4-31B-it" },
    { modelInstanceType: "ml.p5.48xlarge", modelParallelism: 2 },
    { modelInstanceType: "ml.g7e.2xlarge" },
    { modelHostImage: "al2023-ami-sagemaker-inference-gpu-4-1" },
  ],
];

/** A value of a line: [line, index of the value]. */
type Value = readonly [line: number, value: number];

const pairOf = (one: Value, other: Value): string => `${one} with ${other}`;

/** Every two values of two lines. */
const allPairs = (): Map<string, readonly [Value, Value]> => {
  const values = LINES.flatMap((line, index) => line.map((_, value): Value => [index, value]));
  const pairs = values.flatMap((one) =>
    values.filter((other) => one[0] < other[0]).map((other): readonly [Value, Value] => [one, other]),
  );
  return new Map(pairs.map((pair) => [pairOf(...pair), pair]));
};

/** Few choices of one value from each line, that hold every pair at least once. */
function choices(): Json[] {
  const open = allPairs();
  const found: Json[] = [];
  for (let [next] = open.values(); next !== undefined; [next] = open.values()) {
    const chosen: Value[] = [];
    for (const [line, values] of LINES.entries()) {
      const candidates = values.map((_, value): Value => [line, value]);
      const covers = (candidate: Value) => chosen.filter((one) => open.has(pairOf(one, candidate))).length;
      const wanted = next.find(([wantedLine]) => wantedLine === line);
      chosen.push(
        wanted ?? candidates.reduce((best, other) => (covers(other) > covers(best) ? other : best)),
      );
    }
    for (const one of chosen) {
      for (const other of chosen) {
        open.delete(pairOf(one, other));
      }
    }
    found.push(Object.assign({}, ...chosen.map(([line, value]) => LINES[line]?.[value])));
  }
  return found;
}

it("tries every setting", () => {
  const tried = new Set(LINES.flat().flatMap((values) => Object.keys(values)));
  expect([...tried].sort()).toEqual(Object.keys(SETTINGS.shape).sort());
});

it("has every setting in one of the sets that people have", () => {
  const settings = SET_NAMES.flatMap((name) => Object.keys(SETTING_SETS[name].settings));
  expect([...new Set(settings)].sort()).toEqual(Object.keys(SETTINGS.shape).sort());
});

it.each(SET_NAMES)("finds nothing in the set %s", (name) => {
  const { settings, stacks } = SETTING_SETS[name];
  for (const stack of stacks) {
    expect(terraformJson(stack, settings)).toBeDefined();
  }
});

const texts = new Map<string, string>();
const textOf = (stack: StackName, given: Json): string => {
  const key = JSON.stringify([stack, given]);
  const text = texts.get(key) ?? JSON.stringify(terraformJson(stack, given));
  texts.set(key, text);
  return text;
};

/** Settings that mean nothing alone, with what they need. */
const WITH: Readonly<Record<string, Json>> = {
  apiKeysSecret: { certificateArn: certificate("us-west-2") },
  domainName: { certificateArn: certificate("us-west-2") },
  hostedZoneId: { certificateArn: certificate("us-west-2"), domainName: "receipts.example.com" },
  alarmErrors: { alarmTopic: "new" },
  alarmRefusedUploads: { alarmTopic: "new", metricsNamespace: "R" },
  alarmLatencyMs: { alarmTopic: "new", metricsNamespace: "R" },
  alarmCpuPercent: { alarmTopic: "new" },
  alarmMemoryPercent: { alarmTopic: "new" },
  immutableTags: { image: "v1" },
  cpu: { cpu: 1024, memory: 2048 },
  memory: { cpu: 1024, memory: 2048 },
  modelParallelism: { modelInstanceType: "ml.p5.48xlarge" },
};
/** Values that do something by themselves, where the lines above have none. */
const ALONE: Readonly<Record<string, unknown>> = {
  zones: ["us-west-2c", "us-west-2d"],
  cpu: 512,
  memory: 4096,
  maxUploadBytes: 1_000,
  certificateArn: certificate("us-west-2"),
  dateOrder: "DMY",
  currency: "SGD",
  modelId: "google/gemma-4-E2B-it",
  apiKeysSecret: SECRET,
  alarmLatencyMs: 5_000,
};

it.each(Object.keys(SETTINGS.shape).filter((key) => key !== "modes"))(
  "%s changes exactly the stacks that it is said to be for",
  (key) => {
    const before = WITH[key] ?? {};
    const value =
      ALONE[key] ??
      LINES.flat()
        .map((given) => given[key])
        .find((given) => given !== undefined);
    const changed = STACK_NAMES.filter(
      (stack) => textOf(stack, { ...before, [key]: value }) !== textOf(stack, before),
    );
    expect(changed).toEqual(aboutSetting(key)?.stacks);
  },
);

it.each(choices())("finds nothing with $region $extractor $cpu $namePrefix %#", (given) => {
  // The synth itself runs the rules, and throws what they find.
  for (const stack of STACK_NAMES) {
    expect(terraformJson(stack, given)).toBeDefined();
  }
});
