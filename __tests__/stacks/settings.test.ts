import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { environmentSchema } from "../../app/environment.ts";
import { FARGATE_MEMORY } from "../../stacks/facts/fargate.ts";
import { REGIONS } from "../../stacks/facts/regions.ts";
import { LONGEST_DEADLINE_MS } from "../../stacks/facts/timeouts.ts";
import { stateFile } from "../../stacks/parts/state-file.ts";
import { readSettings } from "../../stacks/read-settings.ts";
import { DEFAULT_SETTINGS } from "../../stacks/settings.ts";
import { STACK_NAMES, stackId, stacksIn } from "../../stacks/stack-ids.ts";
import { at, type Json, settings, synth } from "./synth.ts";

const SECRET = "arn:aws:secretsmanager:us-west-2:123456789012:secret:receipts/keys-AbCdEf";
const PARAMETER = "arn:aws:ssm:us-west-2:123456789012:parameter/receipts/keys";

const cdktfJson = (receipts: object) => JSON.stringify({ app: "node run main.ts", context: { receipts } });

describe("precedence", () => {
  it("takes the defaults, which are the article's values", () => {
    expect(readSettings("{}", {})).toEqual(DEFAULT_SETTINGS);
    expect(DEFAULT_SETTINGS).toMatchObject({ region: "us-west-2", cpu: 256, memory: 512, maxTasks: 3 });
  });

  it("takes cdktf.json before the defaults, and the environment before both", () => {
    const file = cdktfJson({ minTasks: 2, maxTasks: 4, forceDelete: true });
    const environment = { RECEIPTS_MAX_TASKS: "6", RECEIPTS_FORCE_DELETE: "false", PATH: "/bin" };
    expect(readSettings(file, environment)).toMatchObject({ minTasks: 2, maxTasks: 6, forceDelete: false });
  });

  it("sizes the task for who reads the receipts", () => {
    expect(settings({ extractor: "local" })).toMatchObject({ cpu: 1024, memory: 2048 });
    expect(settings({ extractor: "local", memory: 4096 })).toMatchObject({ cpu: 1024, memory: 4096 });
  });
});

describe("refuses", () => {
  it.each([
    [{ cpu: 300 }, "cdktf.json: cpu = 300; allowed: 256, 512, 1024"],
    [
      { extractor: "local", cpu: 512, memory: 1024 },
      "cdktf.json: memory = 1024; allowed: EXTRACTOR=local needs at least",
    ],
    [{ cpu: 4096 }, "default: memory = 512; allowed: with cpu = 4096: 8192,"],
    [{ memory: 4096 }, "cdktf.json: memory = 4096; allowed: with cpu = 256: 512, 1024, 2048"],
    [{ minTasks: 5 }, "default: maxTasks = 3; allowed: at least minTasks, which is 5"],
    [{ minTasks: 1.5 }, "cdktf.json: minTasks = 1.5; allowed: 1 to 100"],
    [{ region: "us-west-22" }, 'cdktf.json: region = "us-west-22"; allowed: a Region'],
    [
      { region: "cn-north-1" },
      'cdktf.json: region = "cn-north-1"; allowed: a Region of the commercial partition',
    ],
    [{ providerVersion: "5.100.0" }, "allowed: 6.66.0 or 6.45.0"],
    [{ namePrefix: "internal-x-" }, "but not with internal-"],
    [{ namePrefix: "far-too-long-a-prefix-" }, "up to 20 lowercase letters"],
    [{ repository: "Receipts" }, "allowed: 2 to 256 lowercase letters"],
    [{ image: "sha256:abc" }, "allowed: a tag, or a digest"],
    [{ immutableTags: "yes" }, 'cdktf.json: immutableTags = "yes"; allowed: true or false'],
    [{ extractor: "openai" }, "allowed: sagemaker or local"],
    [{ deadlineMs: 31_000 }, `allowed: 1000 to ${LONGEST_DEADLINE_MS}`],
    [{ maxUploadBytes: 19_000_000 }, "allowed: at most 18000000 with extractor = sagemaker"],
    [{ allowedOrigins: "example.com" }, "allowed: origins such as https://example.com"],
    [{ tags: {} }, "cdktf.json: tags = {}; allowed: 1 to 40 tags"],
    [{ tags: "" }, "allowed: 1 to 40 tags"],
    [{ tags: "name=receipts" }, "neither Name nor aws:"],
    [{ tags: { "AWS:team": "x" } }, "neither Name nor aws:"],
    [{ tags: { team: "x", Team: "y" } }, "keys that differ in more than capitals"],
    [{ permissionsBoundary: "boundary" }, "allowed: ARN of a policy"],
    [{ logRetentionDays: 31 }, "cdktf.json: logRetentionDays = 31; allowed: 1, 3, 5"],
    [{ logKmsKey: "alias/logs" }, "allowed: ARN of a symmetric key of KMS"],
    [
      { logKmsKey: "arn:aws:kms:us-east-1:123456789012:key/12345678" },
      "allowed: a key in the Region of the logs: region = us-west-2",
    ],
    [{ stateBucket: "States" }, "name of a bucket of S3"],
    [{ stateBucket: "team.states" }, "name of a bucket of S3"],
    [{ modes: "none" }, "allowed: both, express or custom"],
    [{ allowedCidrs: "" }, "allowed: 1 to 30 different blocks"],
    [{ allowedCidrs: "203.0.113.7" }, 'cdktf.json: allowedCidrs = "203.0.113.7"; allowed: 1 to 30 different'],
    [{ allowedCidrs: "203.0.113.0/24,0.0.0.0/0" }, "and not the whole Internet"],
    [{ allowedCidrs: "2001:db8::/32" }, "allowed: at least one block of IPv4, since the load balancer"],
    [{ apiKeysSecret: "receipts/keys" }, "allowed: whole ARN of a secret"],
    [{ apiKeysSecret: SECRET.replace("-AbCdEf", "") }, "allowed: whole ARN of a secret"],
    [{ apiKeysSecret: `${SECRET}:key::` }, "allowed: whole ARN of a secret"],
    [{ apiKeysSecret: PARAMETER.replace("ssm", "s3") }, "allowed: whole ARN of a secret"],
    [
      { apiKeysSecret: SECRET, region: "us-east-1", modes: "express" },
      "allowed: a secret or a parameter in the Region of the tasks: region = us-east-1",
    ],
    [
      { apiKeysSecret: SECRET },
      `cdktf.json: apiKeysSecret = "${SECRET}"; allowed: nothing while custom-stack answers HTTP`,
    ],
    [{ apiKeysSecret: PARAMETER, modes: "custom" }, "or leave custom-stack out with modes = express"],
    [{ country: "Singapore" }, "allowed: an ISO 3166-1 code"],
    [{ dateOrder: "day first" }, "allowed: DMY, MDY or YMD"],
    [{ currency: "sgd" }, "allowed: an ISO 4217 code"],
    [{ metricsNamespace: "AWS/ECS" }, "that do not begin with AWS/"],
    [{ alarmTopic: "team" }, "allowed: new, which makes a topic, or the ARN of a topic"],
    [{ alarmTopic: "arn:aws:sns:us-west-2:123456789012:team.fifo" }, "not of a FIFO one"],
    [
      { alarmTopic: "arn:aws:sns:us-east-1:123456789012:team" },
      "allowed: a topic in the Region of the alarms: region = us-west-2",
    ],
    [{ alarmErrors: 5 }, "cdktf.json: alarmErrors = 5; allowed: nothing without alarmTopic"],
    [{ alarmTopic: "new", alarmErrors: 0 }, "cdktf.json: alarmErrors = 0; allowed: 1 to 1000000"],
    [
      { alarmTopic: "new", alarmCpuPercent: 70 },
      "allowed: 71 to 100, since autoscaling adds tasks from 70 on",
    ],
    [{ alarmTopic: "new", alarmMemoryPercent: 101 }, "allowed: 1 to 100"],
    [
      { alarmTopic: "new", alarmLatencyMs: 20_000, deadlineMs: 10_000 },
      "cdktf.json: alarmLatencyMs = 20000; allowed: at most deadlineMs, which is 10000",
    ],
    [{ alarmTopic: "new", alarmRefusedUploads: 1 }, "allowed: nothing without metricsNamespace"],
    [{ containerInsights: true }, "allowed: enabled, enhanced or disabled"],
    [{ endpointName: "Gemma" }, "allowed: 1 to 63 lowercase letters"],
    [{ serviceName: "1st" }, "beginning with a letter"],
    [{ certificateArn: "my-certificate" }, "allowed: ARN of an ACM certificate"],
    [
      {
        certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
      },
      "allowed: a certificate in the Region of the load balancer: region = us-west-2",
    ],
    [
      { domainName: "receipts.example.com" },
      "allowed: a name together with certificateArn, or with hostedZoneId",
    ],
    [{ domainName: "*.example.com" }, "allowed: a name such as receipts.example.com"],
    [{ domainName: "Receipts.example.com" }, "allowed: a name such as receipts.example.com"],
    [{ domainName: "localhost" }, "allowed: a name such as receipts.example.com"],
    [{ hostedZoneId: "Z0123456789" }, "allowed: nothing without domainName"],
    [{ hostedZoneId: "example.com", domainName: "a.example.com" }, "allowed: id of a public hosted zone"],
    [{ keepEndpoints: "Old" }, "allowed: up to ten names of endpoints"],
    [{ zones: ["us-west-2a"] }, "allowed: two zones of the Region"],
    [{ zones: "us-west-2a,us-west-2a" }, "allowed: two zones of the Region"],
    [{ zones: "us-west-2a,us-west-2b,us-west-2c" }, "allowed: two zones of the Region"],
    [
      { zones: "us-west-2a,us-east-1b" },
      "allowed: two zones of region = us-west-2, such as us-west-2a,us-west-2b",
    ],
    [{ zones: ["us-west-2-lax-1a", "us-west-2a"] }, "allowed: two zones of region = us-west-2"],
    [{ modelInstanceType: "ml.m5.large" }, "allowed: a GPU instance"],
    [{ modelInstanceType: "ml.p5.xlarge" }, "allowed: a GPU instance"],
    [{ modelInstanceType: "ml.p6e-gb200.36xlarge" }, "allowed: a GPU instance"],
    [
      { modelHostImage: "al2-ami-sagemaker-inference-neuron-2" },
      "allowed: al2-ami-sagemaker-inference-gpu-2,",
    ],
    [
      { modelImage: "vllm:0.27.1-cu130", modelHostImage: "al2-ami-sagemaker-inference-gpu-3-1" },
      "allowed: for an image with CUDA 13: al2023-ami-sagemaker-inference-gpu-4-1",
    ],
    [
      { modelInstanceType: "ml.g7.2xlarge", modelHostImage: "al2-ami-sagemaker-inference-gpu-3-1" },
      "allowed: for ml.g7.2xlarge, whose GPU needs driver 580: al2023-ami-sagemaker-inference-gpu-4-1",
    ],
    [
      { modelId: "google/gemma-4-31B-it" },
      "allowed: GPUs with at least 72 GB together for google/gemma-4-31B-it",
    ],
    [{ modelId: "google/gemma-3-4b-it" }, "allowed: a model that anybody may download, such as"],
    [{ modelMaxLength: 262_144 }, "allowed: at most 131072 for google/gemma-4-E4B-it"],
    [{ modelParallelism: 4 }, "allowed: at most the GPUs of ml.g6.2xlarge, which are 1"],
    [{ modelRevision: "-x" }, "allowed: a commit, tag or branch"],
    [{ modelImage: "vllm" }, "allowed: repository:tag"],
    [
      { modelImage: "123456789012.dkr.ecr.us-west-2.amazonaws.com/vllm:1" },
      "or in AWS's for us-west-2: 763104351884.dkr.ecr.us-west-2.amazonaws.com/…",
    ],
    [
      { modelImage: "763104351884.dkr.ecr.us-west-2.amazonaws.com/vllm:1", region: "af-south-1" },
      "or in AWS's for af-south-1: 626614931356.dkr.ecr.af-south-1.amazonaws.com/…",
    ],
    [
      { modelImage: "763104351884.dkr.ecr.sa-west-1.amazonaws.com/vllm:1", region: "sa-west-1" },
      "AWS has no images in sa-west-1, only in af-south-1, ap-east-1,",
    ],
    [{ modelId: "gemma" }, "allowed: organisation/model"],
    [{ modelImageTokens: 1000 }, "allowed: 70, 140, 280, 560 or 1120"],
    [{ maxTask: 4 }, "cdktf.json: unknown setting maxTask; did you mean maxTasks?"],
  ])("%j", (receipts, message) => {
    expect(() => readSettings(cdktfJson(receipts), {})).toThrow(message);
  });

  it("a wrong variable, and one that it does not know", () => {
    const read = (environment: NodeJS.ProcessEnv) => () => readSettings("{}", environment);
    expect(read({ RECEIPTS_CPU: "many" })).toThrow('environment: RECEIPTS_CPU = "many"; allowed: 256,');
    expect(read({ RECEIPTS_REGOIN: "x" })).toThrow("unknown RECEIPTS_REGOIN; did you mean RECEIPTS_REGION?");
  });

  it("a deadline or an upload limit that the app would not take", () => {
    for (const [key, values] of Object.entries({
      DEADLINE_MS: [1_000, LONGEST_DEADLINE_MS],
      MAX_UPLOAD_BYTES: [1_000, 50_000_000],
    })) {
      for (const value of values) {
        const environment = environmentSchema.safeParse({ EXTRACTOR: "local", [key]: String(value) });
        expect({ key, value, ok: environment.success }).toEqual({ key, value, ok: true });
      }
    }
  });
});

describe("reaches", () => {
  const CERTIFICATE = "arn:aws:acm:us-west-2:123456789012:certificate/12345678-1234-1234-1234-123456789012";
  const DIGEST = `sha256:${"a".repeat(64)}`;

  it.each([
    ["custom", { region: "eu-central-1" }, "provider.aws.0.region", "eu-central-1"],
    ["custom", { providerVersion: "6.45.0" }, "terraform.required_providers.aws.version", "6.45.0"],
    ["custom", { namePrefix: "demo-" }, "resource.aws_lb.main.name", "demo-fastapi-alb"],
    ["custom", { minTasks: 2 }, "resource.aws_ecs_service.fastapi.desired_count", 2],
    ["custom", { cpu: 512, memory: 1024 }, "resource.aws_ecs_task_definition.fastapi.memory", "1024"],
    [
      "express",
      { maxTasks: 9 },
      "resource.aws_ecs_express_gateway_service.fastapi.scaling_target.0.max_task_count",
      9,
    ],
    [
      "express",
      { serviceName: "receipts" },
      "resource.aws_ecs_express_gateway_service.fastapi.service_name",
      "receipts",
    ],
    [
      "registry",
      { immutableTags: true, image: "v1" },
      "resource.aws_ecr_repository.api.image_tag_mutability",
      "IMMUTABLE",
    ],
    ["registry", { forceDelete: true }, "resource.aws_ecr_repository.api.force_delete", true],
    ["sagemaker", { endpointName: "receipts" }, "resource.aws_sagemaker_endpoint.endpoint.name", "receipts"],
  ] as const)("%s-stack: %j", (stack, given, path, value) => {
    expect(at(synth(stack, given), path)).toBe(value);
  });

  it("the image by tag or by digest", () => {
    const image = (given: object) =>
      at(
        synth("express", { ...given }),
        "resource.aws_ecs_express_gateway_service.fastapi.primary_container.0.image",
      );
    expect(image({ repository: "shop/receipts", image: "v1" })).toMatch(
      /\.amazonaws\.com\/shop\/receipts:v1$/,
    );
    expect(image({ image: DIGEST })).toMatch(new RegExp(`/receipt-extraction-gemma-4@${DIGEST}$`));
  });

  it.each(["express", "custom"] as const)(
    "the container of %s-stack: origins, metrics and tokens",
    (stack) => {
      const given = {
        allowedOrigins: "https://a.example",
        metricsNamespace: "Receipts",
        modelMaxTokens: 600,
      };
      const text = JSON.stringify(synth(stack, given));
      expect(text).toMatch(/ALLOWED_ORIGINS\W+value\W+https:\/\/a\.example/);
      expect(text).toMatch(/METRICS_NAMESPACE\W+value\W+Receipts/);
      expect(text).toMatch(/MODEL_MAX_TOKENS\W+value\W+600\W/);
      expect(JSON.stringify(synth(stack))).not.toMatch(/ALLOWED_ORIGINS|METRICS_NAMESPACE|MODEL_MAX_TOKENS/);
    },
  );

  it.each(["express", "custom"] as const)("the container of %s-stack: hints", (stack) => {
    const text = JSON.stringify(synth(stack, { country: "SG", dateOrder: "DMY", currency: "SGD" }));
    expect(text).toMatch(/COUNTRY\W+value\W+SG\W.*CURRENCY\W+value\W+SGD\W.*DATE_ORDER\W+value\W+DMY\W/);
    expect(JSON.stringify(synth(stack))).not.toMatch(/COUNTRY|CURRENCY|DATE_ORDER/);
  });

  describe("keys", () => {
    const VERSION = ":::12345678-1234-1234-1234-123456789012";
    const HTTPS = { certificateArn: CERTIFICATE };
    const EXPRESS = { modes: "express" };
    const json = (value: unknown): unknown => JSON.parse(String(value));

    it.each([
      [SECRET, "secretsmanager:GetSecretValue", SECRET],
      [SECRET + VERSION, "secretsmanager:GetSecretValue", SECRET],
      [PARAMETER, "ssm:GetParameters", PARAMETER],
    ])("reach the containers of both modes by the ARN %s alone", (apiKeysSecret, Action, Resource) => {
      const custom = synth("custom", { ...HTTPS, apiKeysSecret });
      const express = synth("express", { ...EXPRESS, apiKeysSecret });
      const definition = at(custom, "resource.aws_ecs_task_definition.fastapi.container_definitions");
      expect(at(json(definition), "0.secrets")).toEqual([{ name: "API_KEYS", valueFrom: apiKeysSecret }]);
      const service = at(express, "resource.aws_ecs_express_gateway_service.fastapi");
      expect(at(service, "primary_container.0.secret")).toEqual([
        { name: "API_KEYS", value_from: apiKeysSecret },
      ]);
      for (const stack of [custom, express]) {
        const policy = at(stack, "resource.aws_iam_role_policy.api_keys");
        expect(at(policy, "role")).toBe("${aws_iam_role.execution.name}");
        expect(json(at(policy, "policy"))).toMatchObject({
          Statement: [{ Effect: "Allow", Action: [Action], Resource }],
        });
      }
      expect(at(service, "depends_on")).toContain("aws_iam_role_policy.api_keys");
    });

    it.each([
      ["secretsmanager", SECRET],
      ["ssm", PARAMETER],
    ])("have a way to %s in the private subnets, and no other", (service, apiKeysSecret) => {
      const endpoints = (given: Json) =>
        Object.entries(Object(at(synth("custom", given), "resource.aws_vpc_endpoint"))).map(
          ([name, values]) => [name, at(values, "service_name")],
        );
      const added = [service, `com.amazonaws.\${data.aws_region.current.region}.${service}`];
      const all = endpoints({ ...HTTPS, apiKeysSecret });
      expect(all.filter(([name]) => !endpoints(HTTPS).some(([other]) => other === name))).toEqual([added]);
      const depends = at(
        synth("custom", { ...HTTPS, apiKeysSecret }),
        "resource.aws_ecs_service.fastapi.depends_on",
      );
      expect(depends).toEqual(
        expect.arrayContaining([`aws_vpc_endpoint.${service}`, "aws_iam_role_policy.api_keys"]),
      );
    });

    it("themselves are in nothing that is synthesized, and without the setting nothing is", () => {
      const [API_KEYS, API_KEY] = ['["in-the-environment-1"]', "in-the-environment-2"];
      vi.stubEnv("API_KEYS", API_KEYS).stubEnv("API_KEY", API_KEY);
      for (const stack of STACK_NAMES) {
        const text = JSON.stringify(synth(stack, { ...HTTPS, apiKeysSecret: SECRET }));
        expect(text).not.toContain("in-the-environment");
        expect(JSON.stringify(synth(stack))).not.toMatch(/API_KEY|api_keys|secretsmanager|ssm/);
      }
      vi.unstubAllEnvs();
    });
  });

  describe("addresses that may call", () => {
    const GROUP = "resource.aws_security_group.alb_sg.ingress";
    const given = { allowedCidrs: "203.0.113.0/24, 198.51.100.7/32,2001:db8::/32" };

    it("are who reaches 80 and 443 of custom-stack's load balancer, instead of the world", () => {
      const rules = at(synth("custom", given), GROUP);
      expect(rules).toMatchObject(
        [80, 443].map((port) => ({
          from_port: port,
          to_port: port,
          cidr_blocks: ["203.0.113.0/24", "198.51.100.7/32"],
          ipv6_cidr_blocks: ["2001:db8::/32"],
        })),
      );
      expect(rules).toHaveLength(2);
      expect(JSON.stringify(synth("custom", given))).not.toContain("ALLOWED_CIDRS");
    });

    it("are known to the app of express-stack, whose load balancer is AWS's", () => {
      const service = at(synth("express", given), "resource.aws_ecs_express_gateway_service.fastapi");
      expect(at(service, "primary_container.0.environment")).toContainEqual({
        name: "ALLOWED_CIDRS",
        value: given.allowedCidrs,
      });
      const groups = (settings: Json) => at(synth("express", settings), GROUP);
      expect(groups(given)).toEqual(groups({}));
      const six = { allowedCidrs: "2001:db8::/32", modes: "express" };
      expect(JSON.stringify(synth("express", six))).toContain("ALLOWED_CIDRS");
      expect(JSON.stringify(synth("express"))).not.toContain("ALLOWED_CIDRS");
    });
  });

  it("the provider with tags, from cdktf.json or the environment, and the tasks of custom-stack", () => {
    const tags = { team: "receipts", stage: "a=b" };
    const given = { tags: "team=receipts, stage=a=b" };
    for (const stack of STACK_NAMES) {
      expect(at(synth(stack, given), "provider.aws.0.default_tags")).toEqual([{ tags }]);
      expect(synth(stack, { tags })).toEqual(synth(stack, given));
    }
    expect(at(synth("custom", given), "resource.aws_ecs_service.fastapi.propagate_tags")).toBe("SERVICE");
  });

  it("every role with the boundary, and every log with retention and key", () => {
    const logKmsKey = "arn:aws:kms:us-west-2:123456789012:key/12345678-1234-1234-1234-123456789012";
    const permissionsBoundary = "arn:aws:iam::123456789012:policy/boundary";
    const given = { logKmsKey, permissionsBoundary, logRetentionDays: 365 };
    const kinds = (stack: (typeof STACK_NAMES)[number], type: string) =>
      Object.values(Object(at(synth(stack, given), `resource.${type}`)));
    for (const [stack, roles] of [
      ["express", 3],
      ["custom", 3],
      ["sagemaker", 1],
    ] as const) {
      expect(kinds(stack, "aws_iam_role").map((role) => at(role, "permissions_boundary"))).toEqual(
        Array(roles).fill(permissionsBoundary),
      );
      expect(kinds(stack, "aws_cloudwatch_log_group")).toMatchObject([
        { kms_key_id: logKmsKey, retention_in_days: 365 },
      ]);
    }
  });

  it("which stacks there are", () => {
    expect(stacksIn(DEFAULT_SETTINGS)).toEqual(STACK_NAMES);
    expect(stacksIn({ modes: "express" })).toEqual(["registry", "sagemaker", "express"]);
    expect(stacksIn({ modes: "custom", stateBucket: "states" })).toEqual([
      ...["bootstrap", "registry", "sagemaker", "custom"],
    ]);
  });

  it("the place of the state: a bucket with a lock, but for the state of the bucket itself", () => {
    const given = { stateBucket: "states-of-a-team", region: "eu-west-1", namePrefix: "dev-" };
    for (const stack of STACK_NAMES) {
      const file = stateFile(stackId(stack), settings(given));
      expect(at(synth(stack, given), "terraform.backend")).toEqual({
        s3: {
          bucket: "states-of-a-team",
          key: `receipts-on-ecs/${file}`,
          region: "eu-west-1",
          encrypt: true,
          use_lockfile: true,
        },
      });
    }
    expect(at(synth("bootstrap", given), "terraform.backend")).toEqual({
      local: { path: "../../../terraform.bootstrap-stack.tfstate" },
    });
    expect(() => synth("bootstrap")).toThrow("bootstrap-stack is only there with the setting stateBucket");
  });

  describe("a domain name", () => {
    const DOMAIN = { domainName: "receipts.example.com" };
    const ZONE = { hostedZoneId: "Z0123456789" };
    const made = (given: Json) =>
      Object.keys(Object(at(synth("custom", given), "resource"))).filter((type) => /route53|acm/.test(type));
    const url = (given: Json) => at(synth("custom", given), "output.service_url.value");

    it("makes a certificate, its proof and the record in the zone", () => {
      expect(made({ ...DOMAIN, ...ZONE })).toEqual([
        "aws_acm_certificate",
        "aws_route53_record",
        "aws_acm_certificate_validation",
      ]);
      expect(url({ ...DOMAIN, ...ZONE })).toBe("https://receipts.example.com");
    });

    it("makes only the record with a certificate that is there, and nothing without a zone", () => {
      expect(made({ ...DOMAIN, ...ZONE, certificateArn: CERTIFICATE })).toEqual(["aws_route53_record"]);
      expect(made({ ...DOMAIN, certificateArn: CERTIFICATE })).toEqual([]);
      expect(url({ ...DOMAIN, certificateArn: CERTIFICATE })).toBe("https://receipts.example.com");
    });

    it("names the load balancer for the CNAME", () => {
      const output = at(synth("custom", { certificateArn: CERTIFICATE }), "output.load_balancer_dns_name");
      expect(output).toMatchObject({ value: "${aws_lb.main.dns_name}" });
    });

    it("does nothing in express-stack", () => {
      expect(synth("express", { ...DOMAIN, ...ZONE })).toEqual(synth("express"));
    });
  });

  describe("what tasks of the version before use", () => {
    const OLD = { keepEndpoints: "old" };
    const rights = (given: Json) =>
      JSON.stringify(at(synth("custom", given), "resource.aws_iam_role_policy.sagemaker.policy")).match(
        /endpoint\/[a-z0-9-]+/g,
      );
    const way = (given: Json) => at(synth("custom", given), "resource.aws_vpc_endpoint.sagemaker_runtime");

    it("stays when the endpoint changes", () => {
      expect(rights({ ...OLD, endpointName: "new" })).toEqual(["endpoint/new", "endpoint/old"]);
      expect(rights({ ...OLD, endpointName: "old" })).toEqual(["endpoint/old"]);
    });

    it("stays when the API reads by itself from now on", () => {
      const given = { ...OLD, extractor: "local" };
      expect(rights(given)).toEqual(["endpoint/old"]);
      expect(way(given)).toEqual(way({}));
      const depends = at(synth("custom", given), "resource.aws_ecs_service.fastapi.depends_on");
      expect(depends).toEqual(
        expect.arrayContaining(["aws_vpc_endpoint.sagemaker_runtime", "aws_iam_role_policy.sagemaker"]),
      );
      expect(JSON.stringify(synth("custom", given))).not.toMatch(
        /SAGEMAKER_ENDPOINT_NAME|model_endpoint_name/,
      );
    });

    it("is a right in express-stack, too", () => {
      expect(JSON.stringify(synth("express", { ...OLD, extractor: "local" }))).toContain("endpoint/old");
    });
  });

  it("who may have the roles used, or not", () => {
    const conditions = (given: Json) =>
      [
        at(synth("custom", given), "resource.aws_iam_role"),
        at(synth("sagemaker", given), "resource.aws_iam_role"),
      ]
        .flatMap((roles) => Object.entries(Object(roles)))
        .filter(([, role]) => String(at(role, "assume_role_policy")).includes("aws:SourceAccount"))
        .map(([name]) => name);
    expect(conditions({})).toEqual(["task", "sagemaker"]);
    expect(conditions({ trustConditions: false })).toEqual([]);
  });

  it("the subnets' zones, by name", () => {
    const filters = (given: Json) =>
      at(synth("custom", given), "data.aws_availability_zones.available.filter");
    expect(filters({ zones: "us-west-2b,us-west-2c" })).toEqual([
      { name: "opt-in-status", values: ["opt-in-not-required"] },
      { name: "zone-name", values: ["us-west-2b", "us-west-2c"] },
    ]);
  });

  it("endpoints for ECS, in Regions opened since December 2023 only", () => {
    const endpoints = (region: string) =>
      Object.keys(Object(at(synth("custom", { region }), "resource.aws_vpc_endpoint"))).filter((name) =>
        name.startsWith("ecs"),
      );
    expect(endpoints("ap-southeast-6")).toEqual(["ecs", "ecs_agent", "ecs_telemetry"]);
    expect(endpoints("il-central-1")).toEqual([]);
  });

  it("HTTPS: a listener with the certificate, and HTTP redirects to it", () => {
    const json = synth("custom", { certificateArn: CERTIFICATE });
    expect(at(json, "resource.aws_lb_listener.https")).toMatchObject({
      port: 443,
      certificate_arn: CERTIFICATE,
    });
    expect(at(json, "resource.aws_lb_listener.http.default_action.0.type")).toBe("redirect");
    expect(at(json, "resource.aws_ecs_service.fastapi.depends_on")).toContain("aws_lb_listener.https");
    expect(at(json, "output.service_url.value")).toBe("https://${aws_lb.main.dns_name}");
  });

  it.each(["express", "custom"] as const)(
    "%s-stack without SageMaker when the API reads by itself",
    (stack) => {
      expect(JSON.stringify(synth(stack))).toMatch(/sagemaker/i);
      expect(JSON.stringify(synth(stack, { extractor: "local" }))).not.toMatch(
        /sagemaker:|sagemaker_|SAGEMAKER/,
      );
    },
  );
});

it("knows the Regions that the AWS SDK knows", async () => {
  const sdk = dirname(createRequire(import.meta.url).resolve("@aws-sdk/core/package.json"));
  const file = join(sdk, "dist-es/submodules/client/util-endpoints/lib/aws/partitions.js");
  const { partitionsInfo } = z
    .object({
      partitionsInfo: z.object({
        partitions: z.array(z.object({ id: z.string(), regions: z.record(z.string(), z.unknown()) })),
      }),
    })
    .parse(await import(file));
  const regions = Object.keys(partitionsInfo.partitions.find(({ id }) => id === "aws")?.regions ?? {});
  expect([...REGIONS]).toEqual(regions.filter((region) => region !== "aws-global").sort());
});

it("pairs CPU and memory as Fargate does, at both ends of every row", () => {
  expect([...FARGATE_MEMORY].map(([cpu, all]) => [cpu, all.at(0), all.at(-1), all.length])).toEqual([
    [256, 512, 2048, 3],
    [512, 1024, 4096, 4],
    [1024, 2048, 8192, 7],
    [2048, 4096, 16_384, 13],
    [4096, 8192, 30_720, 23],
    [8192, 16_384, 61_440, 12],
    [16_384, 32_768, 122_880, 12],
  ]);
});
