/** The JSON of a task definition, of which Terraform only checks that it is JSON. */
import { z } from "zod";
import { containersOf } from "../look-up/api-task.ts";
import { type Rule, ruleForEach } from "../rule.ts";
import { type Instance, instancesOf } from "../terraform/plan.ts";
import { at, entriesAt, listAt, numberAt, stringAt, type Value } from "../terraform/value.ts";
import { docs } from "./common.ts";

const SOURCE = docs("AmazonECS/latest/APIReference/API_ContainerDefinition.html");
const LOGS = docs("AmazonECS/latest/developerguide/using_awslogs.html");

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
  secrets: z.array(z.strictObject({ name: text, valueFrom: text })).optional(),
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
const NEEDED_LOG_OPTIONS = [
  "awslogs-group",
  "awslogs-region",
  "awslogs-stream-prefix",
  "mode",
  "max-buffer-size",
];

/** The log options of each container, each with its path. */
const logOptions = (definition: Instance): { name: string; value: Value; argument: string }[] =>
  containersOf(definition).flatMap((container, index) =>
    entriesAt(container, "logConfiguration.options").map(([name, value]) => ({
      name,
      value,
      argument: `container_definitions.${index}.logConfiguration.options.${name}`,
    })),
  );

/** Values that are there more than once. */
const repeated = (values: readonly (string | number | undefined)[]): (string | number | undefined)[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

const portMappings = (definition: Instance): Value[] =>
  containersOf(definition).flatMap((container) => [...listAt(container, "portMappings")]);

const forEachDefinition = (id: string, source: string, find: Parameters<typeof ruleForEach>[3]): Rule =>
  ruleForEach("aws_ecs_task_definition", id, source, find);

export const CONTAINER_RULES: readonly Rule[] = [
  forEachDefinition("container/form", SOURCE, function* (definition) {
    const parsed = definitionsSchema.safeParse(containersOf(definition), { reportInput: true });
    for (const { path, message, input } of parsed.error?.issues ?? []) {
      yield [["container_definitions", ...path].join("."), message, input];
    }
  }),

  forEachDefinition("container/each-name-once", SOURCE, function* (definition) {
    const names = containersOf(definition).map((container) => stringAt(container, "name"));
    for (const name of repeated(names)) {
      yield ["container_definitions", "unique names", name];
    }
  }),

  forEachDefinition("container/each-port-once", SOURCE, function* (definition) {
    const ports = portMappings(definition).map((mapping) => numberAt(mapping, "containerPort"));
    for (const port of repeated(ports)) {
      yield ["container_definitions", "unique ports", port];
    }
  }),

  forEachDefinition("container/host-port", SOURCE, function* (definition) {
    for (const mapping of portMappings(definition)) {
      const host = at(mapping, "hostPort");
      if (host !== undefined && host !== at(mapping, "containerPort")) {
        yield ["container_definitions", "with awsvpc, a hostPort that is the containerPort", host];
      }
    }
  }),

  forEachDefinition("container/one-essential", SOURCE, function* (definition) {
    if (containersOf(definition).every((container) => at(container, "essential") === false)) {
      yield ["container_definitions", "at least one container that is essential", undefined];
    }
  }),

  forEachDefinition("container/within-task", SOURCE, function* (definition) {
    for (const key of ["cpu", "memory"]) {
      const sum = containersOf(definition).reduce<number>(
        (total, container) => total + (numberAt(container, key) ?? 0),
        0,
      );
      const limit = numberAt(definition.values, key);
      if (limit !== undefined && sum > limit) {
        yield [`container_definitions.${key}`, `at most the task's, ${limit}`, sum];
      }
    }
  }),

  forEachDefinition("container/reservation", SOURCE, function* (definition) {
    for (const [index, container] of containersOf(definition).entries()) {
      const reserved = numberAt(container, "memoryReservation");
      const limit = numberAt(container, "memory") ?? numberAt(definition.values, "memory");
      if (reserved !== undefined && limit !== undefined && reserved > limit) {
        const argument = `container_definitions.${index}.memoryReservation`;
        yield [argument, `at most the container's memory, ${limit}`, reserved];
      }
    }
  }),

  forEachDefinition("container/log-options", LOGS, function* (definition) {
    for (const { name, value, argument } of logOptions(definition)) {
      const pattern = LOG_OPTIONS[name];
      if (pattern === undefined) {
        yield [argument, Object.keys(LOG_OPTIONS).join(", "), value];
      } else if (!pattern.test(String(value))) {
        yield [argument, `a value like ${pattern.source}`, value];
      }
    }
  }),

  forEachDefinition("container/log-region", LOGS, function* (definition, { region }) {
    for (const { name, value, argument } of logOptions(definition)) {
      if (name === "awslogs-region" && value !== region) {
        yield [argument, `the Region of the stack, ${region}`, value];
      }
    }
  }),

  forEachDefinition("container/log-group", LOGS, function* (definition, plan) {
    const groups = instancesOf(plan, "aws_cloudwatch_log_group").map(({ values }) =>
      stringAt(values, "name"),
    );
    for (const { name, value, argument } of logOptions(definition)) {
      if (name === "awslogs-group" && !groups.includes(String(value))) {
        yield [argument, `a log group of this stack: ${groups.join(", ")}`, value];
      }
    }
  }),

  forEachDefinition("container/log-options-needed", LOGS, function* (definition) {
    for (const [index, container] of containersOf(definition).entries()) {
      const given = entriesAt(container, "logConfiguration.options").map(([name]) => name);
      const missing = NEEDED_LOG_OPTIONS.filter((name) => !given.includes(name));
      for (const name of missing) {
        yield [`container_definitions.${index}.logConfiguration.options.${name}`, "a value", undefined];
      }
    }
  }),
];
