/** What a container runs: the API's images hold Node and nothing else, so no shell and no curl. */
import { type ApiTask, apiTasks, containersOf } from "../look-up/api-task.ts";
import { type Fault, faultOf, type Rule, rule, ruleForEach } from "../rule.ts";
import { listAt } from "../terraform/value.ts";

const IMAGE = "app/Dockerfile";
const NODE = "/usr/local/bin/node";

/** Node's own arguments: an option, or a file of the image. */
const isForNode = (argument: string): boolean => /^(?:-|\/app\/)/.test(argument);

const forEachTask = (id: string, find: (task: ApiTask) => string | undefined, argument: string): Rule =>
  rule(id, IMAGE, function* (plan): Iterable<Fault> {
    for (const task of apiTasks(plan)) {
      const allowed = find(task);
      if (allowed !== undefined) {
        yield faultOf(task.instance, [`${task.path}.${argument}`, allowed]);
      }
    }
  });

export const PROGRAM_RULES: readonly Rule[] = [
  ruleForEach("aws_ecs_task_definition", "program/health-check", IMAGE, function* (definition) {
    for (const [index, container] of containersOf(definition).entries()) {
      const command = listAt(container, "healthCheck.command");
      if (command.length > 0 && (command[0] !== "CMD" || command[1] !== NODE)) {
        const allowed = `["CMD", "${NODE}", …]; the image has no shell and no curl`;
        yield [`container_definitions.${index}.healthCheck.command`, allowed, command];
      }
    }
  }),

  forEachTask(
    "program/entry-point",
    ({ entryPoint }) =>
      entryPoint.length > 0 && entryPoint[0] !== NODE
        ? `["${NODE}", …]; the image has no other program`
        : undefined,
    "entryPoint",
  ),

  forEachTask(
    "program/command",
    ({ entryPoint, command }) =>
      entryPoint.length === 0 && command.length > 0 && !isForNode(command[0] ?? "")
        ? "arguments of Node, which the image runs: options, or a file in /app/"
        : undefined,
    "command",
  ),
];
