/** The JSON of a task definition, of which Terraform only checks that it is JSON. */
import { z } from "zod";
import { containersOf } from "../look-up/api-task.ts";
import { at, faultIn, listAt, numberAt, type Rule, textAt } from "../rule.ts";
import type { Finding } from "../terraform/finding.ts";
import type { Instance } from "../terraform/plan.ts";

const SOURCE = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html";
const LOGS = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html";

const text = z.string().min(1);
const whole = (least: number, most: number) => z.int().min(least).max(most);

/** What Fargate takes; what only EC2 takes (links, privileged, host ports, …) is an unknown key. */
const containerSchema = z.strictObject({
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,255}$/),
  image: text,
  cpu: whole(0, 16_384).optional(),
  memory: whole(6, 122_880).optional(),
  memoryReservation: whole(6, 122_880).optional(),
  essential: z.boolean().optional(),
  portMappings: z.array(
    z.strictObject({
      containerPort: whole(1, 65_535),
      hostPort: whole(1, 65_535).optional(),
      protocol: z.enum(["tcp"]).optional(),
      name: text.optional(),
      appProtocol: z.enum(["http"]).optional(),
    }),
  ),
  environment: z.array(z.strictObject({ name: text, value: z.string() })),
  secrets: z
    .array(z.strictObject({ name: text, valueFrom: z.string().regex(/^arn:aws:(?:secretsmanager|ssm):/) }))
    .optional(),
  logConfiguration: z.strictObject({
    logDriver: z.enum(["awslogs"]),
    options: z.record(z.string(), z.string()),
  }),
  command: z.array(text).optional(),
  entryPoint: z.array(text).optional(),
  workingDirectory: z.string().startsWith("/").optional(),
  user: z
    .string()
    .regex(/^(?!0(?::|$)|root(?::|$))[\w-]+(?::[\w-]+)?$/, "a user who is not root")
    .optional(),
  readonlyRootFilesystem: z.literal(true),
  linuxParameters: z
    .strictObject({
      capabilities: z.strictObject({ drop: z.tuple([z.literal("ALL")]) }).optional(),
      initProcessEnabled: z.boolean().optional(),
    })
    .optional(),
  startTimeout: whole(2, 120).optional(),
  stopTimeout: whole(2, 120).optional(),
  healthCheck: z
    .strictObject({
      command: z.array(text).min(2),
      interval: whole(5, 300).optional(),
      timeout: whole(2, 60).optional(),
      retries: whole(1, 10).optional(),
      startPeriod: whole(0, 300).optional(),
    })
    .optional(),
  dockerLabels: z.record(z.string(), z.string()).optional(),
  ulimits: z
    .array(z.strictObject({ name: text, softLimit: whole(0, 1_048_576), hardLimit: whole(0, 1_048_576) }))
    .optional(),
  versionConsistency: z.enum(["enabled", "disabled"]).optional(),
});

const definitionsSchema = z.array(containerSchema).min(1);

export const containerForm: Rule = function* (plan) {
  for (const definition of plan.of("aws_ecs_task_definition")) {
    const parsed = definitionsSchema.safeParse(containersOf(definition), { reportInput: true });
    for (const issue of parsed.error?.issues ?? []) {
      const argument = ["container_definitions", ...issue.path].join(".");
      yield faultIn(definition, argument, issue.input, issue.message, SOURCE);
    }
  }
};

/** Values of one key that stand more than once. */
const repeated = (values: readonly (string | number | undefined)[]): (string | number | undefined)[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

function* togetherIn(definition: Instance): Iterable<Finding> {
  const containers = containersOf(definition);
  const found = (argument: string, value: unknown, allowed: string): Finding =>
    faultIn(definition, `container_definitions${argument}`, value, allowed, SOURCE);
  for (const name of repeated(containers.map((container) => textAt(container, "name")))) {
    yield found("", name, "each name once");
  }
  const ports = containers.flatMap((container) => listAt(container, "portMappings"));
  for (const port of repeated(ports.map((mapping) => numberAt(mapping, "containerPort")))) {
    yield found("", port, "each port once");
  }
  for (const mapping of ports) {
    const host = at(mapping, "hostPort");
    if (host !== undefined && host !== at(mapping, "containerPort")) {
      yield found("", host, "with awsvpc, a hostPort that is the containerPort");
    }
  }
  if (containers.every((container) => at(container, "essential") === false)) {
    yield found("", undefined, "at least one container that is essential");
  }
  for (const key of ["cpu", "memory"]) {
    const sum = containers.reduce<number>((total, container) => total + (numberAt(container, key) ?? 0), 0);
    const limit = numberAt(definition.values, key);
    if (limit !== undefined && sum > limit) yield found(`.${key}`, sum, `at most the task's, ${limit}`);
  }
}

export const containersTogether: Rule = function* (plan) {
  for (const definition of plan.of("aws_ecs_task_definition")) yield* togetherIn(definition);
};

/** What Docker does with an option that it does not know is to refuse the container's start. */
const LOG_OPTIONS: Readonly<Record<string, RegExp>> = {
  "awslogs-group": /./,
  "awslogs-region": /./,
  "awslogs-stream-prefix": /^[^:*]+$/,
  "awslogs-create-group": /^false$/,
  "awslogs-datetime-format": /./,
  "awslogs-multiline-pattern": /./,
  mode: /^non-blocking$/,
  "max-buffer-size": /^[1-9]\d*[kmg]$/,
};
const NEEDED = ["awslogs-group", "awslogs-region", "awslogs-stream-prefix", "mode", "max-buffer-size"];

export const logOptions: Rule = function* (plan) {
  const groups = plan.of("aws_cloudwatch_log_group").map(({ values }) => textAt(values, "name"));
  for (const definition of plan.of("aws_ecs_task_definition")) {
    for (const [index, container] of containersOf(definition).entries()) {
      const path = `container_definitions.${index}.logConfiguration.options`;
      const options = Object.entries(at(container, "logConfiguration.options") ?? {});
      for (const [name, value] of options) {
        const pattern = LOG_OPTIONS[name];
        const argument = `${path}.${name}`;
        if (pattern === undefined) {
          yield faultIn(definition, argument, value, Object.keys(LOG_OPTIONS).join(", "), LOGS);
        } else if (!pattern.test(String(value))) {
          yield faultIn(definition, argument, value, `a value like ${pattern.source}`, LOGS);
        }
        if (name === "awslogs-region" && value !== plan.region) {
          yield faultIn(definition, argument, value, `the Region of the stack, ${plan.region}`, LOGS);
        }
        if (name === "awslogs-group" && !groups.includes(String(value))) {
          yield faultIn(definition, argument, value, `a log group of this stack: ${groups.join(", ")}`, LOGS);
        }
      }
      for (const name of NEEDED) {
        if (!options.some(([given]) => given === name)) {
          yield faultIn(definition, `${path}.${name}`, undefined, "a value", LOGS);
        }
      }
    }
  }
};
