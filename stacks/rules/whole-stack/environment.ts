/** The container's environment, in either mode, as the app will read it. */
import { environmentSchema, SECRET_VARIABLES } from "../../../app/environment.ts";
import { readerShortage } from "../../facts/reader-memory.ts";
import { nearest } from "../../helpers/nearest.ts";
import { type ApiTask, apiTasks, variable } from "../look-up/api-task.ts";
import { type Fault, faultOf, type Rule, rule } from "../rule.ts";
import type { Plan } from "../terraform/plan.ts";
import { numberAt, stringAt } from "../terraform/value.ts";

const APP = "app/environment.ts";
const SORTED = "https://github.com/hashicorp/terraform-provider-aws/issues/45792";
/** The app's own, and the AWS SDK's. */
const KNOWN = [...Object.keys(environmentSchema.shape), "AWS_REGION"];
/** The app has defaults for a developer's machine; in a task they are wrong, or would hide what runs. */
const NEEDED = ["AWS_REGION", "DEADLINE_MS", "EXTRACTOR", "HOST", "MAX_UPLOAD_BYTES", "PORT"];

const namesOf = ({ environment }: ApiTask): string[] =>
  environment.map((entry) => stringAt(entry, "name") ?? "");

const variablesOf = (task: ApiTask): Record<string, string | undefined> =>
  Object.fromEntries(namesOf(task).map((name) => [name, variable(task, name)]));

/** A rule about each name of a variable; it returns what is allowed, undefined when the name is that. */
const forEachName = (
  id: string,
  source: string,
  refusal: (name: string, index: number, names: readonly string[]) => string | undefined,
): Rule =>
  rule(id, source, function* (plan) {
    for (const task of apiTasks(plan)) {
      const names = namesOf(task);
      for (const [index, name] of names.entries()) {
        const allowed = refusal(name, index, names);
        const argument = `${task.path}.environment.${index}.name`;
        if (allowed !== undefined) {
          yield faultOf(task.instance, [argument, allowed, name]);
        }
      }
    }
  });

/** A rule about a task's variables by name: what is allowed for each that is wrong. */
const forEachTask = (
  id: string,
  find: (task: ApiTask, plan: Plan) => Iterable<readonly [name: string, allowed: string]>,
): Rule =>
  rule(id, APP, function* (plan): Iterable<Fault> {
    for (const task of apiTasks(plan)) {
      for (const [name, allowed] of find(task, plan)) {
        const argument = `${task.path}.environment ${name}`;
        const value = SECRET_VARIABLES.includes(name) ? "(not shown)" : variable(task, name);
        yield faultOf(task.instance, [argument, allowed, value]);
      }
    }
  });

export const ENVIRONMENT_RULES: readonly Rule[] = [
  forEachName("environment/known", APP, (name) =>
    KNOWN.includes(name) ? undefined : `what the app knows, such as ${nearest(name, KNOWN)}`,
  ),

  forEachName("environment/each-name-once", APP, (name, index, names) =>
    names.indexOf(name) === index ? undefined : "unique names",
  ),

  forEachName("environment/sorted", SORTED, (name, index, names) =>
    name < (names[index - 1] ?? "") ? "names in alphabetical order, as AWS returns them" : undefined,
  ),

  forEachTask("environment/needed", function* (task) {
    const extra = variable(task, "EXTRACTOR") === "sagemaker" ? ["SAGEMAKER_ENDPOINT_NAME"] : [];
    const names = namesOf(task);
    for (const name of [...NEEDED, ...extra]) {
      if (!names.includes(name)) {
        yield [name, "a value"];
      }
    }
  }),

  forEachTask("environment/values", function* (task) {
    for (const { path, message } of environmentSchema.safeParse(variablesOf(task)).error?.issues ?? []) {
      yield [String(path[0]), message];
    }
  }),

  forEachTask("environment/reader-memory", function* (task) {
    const environment = environmentSchema.safeParse(variablesOf(task)).data;
    const { values } = task.instance;
    const [cpu, memory] = [numberAt(values, "cpu"), numberAt(values, "memory")];
    if (environment?.EXTRACTOR !== "local" || cpu === undefined || memory === undefined) {
      return;
    }
    const shortage = readerShortage({ cpu, memory }, environment);
    if (shortage !== undefined) {
      yield ["READER_MEMORY_BYTES", shortage];
    }
  }),

  // In a task, nobody else reaches the loopback address.
  forEachTask("environment/host", function* (task) {
    if (variable(task, "HOST") !== "0.0.0.0") {
      yield ["HOST", "0.0.0.0"];
    }
  }),

  forEachTask("environment/port", function* (task) {
    if (variable(task, "PORT") !== String(task.port)) {
      yield ["PORT", `the container's port, ${task.port}`];
    }
  }),

  forEachTask("environment/region", function* (task, { region }) {
    if (variable(task, "AWS_REGION") !== region) {
      yield ["AWS_REGION", `the stack's Region, ${region}`];
    }
  }),

  forEachTask("environment/extractor", function* (task) {
    if (variable(task, "EXTRACTOR") === "openai") {
      yield ["EXTRACTOR", "sagemaker or local; these stacks reach no other server"];
    }
  }),

  forEachTask("environment/no-secret", function* (task) {
    for (const name of SECRET_VARIABLES.filter((one) => variable(task, one) !== undefined)) {
      yield [name, "no secret in plain text"];
    }
  }),
];
