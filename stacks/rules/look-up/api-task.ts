/** The API's container in either mode: as a block of the Express service, or as JSON in the task definition. */
import { type Instance, instancesOf, type Plan } from "../terraform/plan.ts";
import { isList, jsonAt, listAt, numberAt, stringAt, type Value } from "../terraform/value.ts";

export interface ApiTask {
  /** The Express service, or the task definition. */
  readonly instance: Instance;
  /** Where the container is, for findings: `primary_container.0`. */
  readonly path: string;
  readonly image: string | undefined;
  readonly port: number | undefined;
  readonly environment: readonly Value[];
  readonly secrets: readonly Secret[];
  /** Empty where the image's own applies. */
  readonly entryPoint: readonly string[];
  readonly command: readonly string[];
  /** Seconds between SIGTERM and SIGKILL. */
  readonly stopTimeout: number;
}

/** What ECS fetches for a container before it starts. */
export interface Secret {
  /** Environment variable; undefined for the password of a registry. */
  readonly name: string | undefined;
  readonly arn: string;
  /** Where it is, for findings. */
  readonly path: string;
}

/** What Express does, and ECS when a container definition says nothing. */
const DEFAULT_STOP_TIMEOUT_S = 30;

/** The containers of a task definition; none when it cannot be read, which is a finding of its own. */
export function containersOf(definition: Instance): readonly Value[] {
  const containers = jsonAt(definition.values, "container_definitions");
  return isList(containers) ? containers : [];
}

/** The secrets of a container in a list; `key` is the argument that has the ARN. */
const secretsIn = (container: Value, path: string, list: string, key: string): Secret[] =>
  listAt(container, list).map((secret, index) => ({
    name: stringAt(secret, "name"),
    arn: stringAt(secret, key) ?? "",
    path: `${path}.${list}.${index}`,
  }));

const texts = (values: readonly Value[]): string[] => values.map(String);

export function apiTasks(plan: Plan): ApiTask[] {
  const express = instancesOf(plan, "aws_ecs_express_gateway_service").flatMap((instance) =>
    listAt(instance.values, "primary_container").map((container, index) => ({
      instance,
      path: `primary_container.${index}`,
      image: stringAt(container, "image"),
      port: numberAt(container, "container_port"),
      environment: listAt(container, "environment"),
      secrets: [
        ...secretsIn(container, `primary_container.${index}`, "secret", "value_from"),
        ...secretsIn(
          container,
          `primary_container.${index}`,
          "repository_credentials",
          "credentials_parameter",
        ),
      ],
      entryPoint: [],
      command: texts(listAt(container, "command")),
      stopTimeout: DEFAULT_STOP_TIMEOUT_S,
    })),
  );
  const custom = instancesOf(plan, "aws_ecs_task_definition").flatMap((instance) =>
    containersOf(instance).map((container, index) => ({
      instance,
      path: `container_definitions.${index}`,
      image: stringAt(container, "image"),
      port: numberAt(container, "portMappings.0.containerPort"),
      environment: listAt(container, "environment"),
      secrets: secretsIn(container, `container_definitions.${index}`, "secrets", "valueFrom"),
      entryPoint: texts(listAt(container, "entryPoint")),
      command: texts(listAt(container, "command")),
      stopTimeout: numberAt(container, "stopTimeout") ?? DEFAULT_STOP_TIMEOUT_S,
    })),
  );
  return [...express, ...custom];
}

/** Value of an environment variable. */
export const variable = ({ environment }: ApiTask, name: string): string | undefined =>
  stringAt(
    environment.find((entry) => stringAt(entry, "name") === name),
    "value",
  );
