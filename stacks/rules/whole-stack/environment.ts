/** The container's environment, in either mode, as the app will read it. */
import { environmentSchema } from "../../../app/environment.ts";
import { nearest } from "../../helpers/nearest.ts";
import { type ApiTask, apiTasks, variable } from "../look-up/api-task.ts";
import { faultIn, type Rule, textAt } from "../rule.ts";
import type { Finding } from "../terraform/finding.ts";

const APP = "app/environment.ts";
/** The app's own, and the AWS SDK's. */
const KNOWN = [...Object.keys(environmentSchema.shape), "AWS_REGION"];
/** The app has defaults for a developer's machine; in a task they are wrong, or would hide what runs. */
const NEEDED = ["AWS_REGION", "DEADLINE_MS", "EXTRACTOR", "HOST", "MAX_UPLOAD_BYTES", "PORT"];

const namesOf = ({ environment }: ApiTask): string[] =>
  environment.map((entry) => textAt(entry, "name") ?? "");

export const environmentNames: Rule = function* (plan) {
  for (const task of apiTasks(plan)) {
    const names = namesOf(task);
    const found = (index: number, allowed: string, source = APP): Finding =>
      faultIn(task.instance, `${task.path}.environment.${index}.name`, names[index], allowed, source);
    for (const [index, name] of names.entries()) {
      if (!KNOWN.includes(name)) yield found(index, `what the app knows, such as ${nearest(name, KNOWN)}`);
      if (names.indexOf(name) !== index) yield found(index, "each name once");
      if (name < (names[index - 1] ?? "")) {
        const issue = "https://github.com/hashicorp/terraform-provider-aws/issues/45792";
        yield found(index, "names in alphabetical order, as AWS returns them", issue);
      }
    }
  }
};

export const environmentValues: Rule = function* (plan) {
  for (const task of apiTasks(plan)) {
    const found = (name: string, allowed: string): Finding =>
      faultIn(task.instance, `${task.path}.environment ${name}`, variable(task, name), allowed, APP);
    const extractor = variable(task, "EXTRACTOR");
    const needed = extractor === "sagemaker" ? [...NEEDED, "SAGEMAKER_ENDPOINT_NAME"] : NEEDED;
    for (const name of needed) {
      if (!namesOf(task).includes(name)) yield found(name, "a value");
    }
    const variables = Object.fromEntries(namesOf(task).map((name) => [name, variable(task, name)]));
    for (const { path, message } of environmentSchema.safeParse(variables).error?.issues ?? []) {
      yield found(String(path[0]), message);
    }
    // In a task, nobody else reaches the loopback address.
    if (variable(task, "HOST") !== "0.0.0.0") yield found("HOST", "0.0.0.0");
    if (variable(task, "PORT") !== String(task.port))
      yield found("PORT", `the container's port, ${task.port}`);
    if (variable(task, "AWS_REGION") !== plan.region)
      yield found("AWS_REGION", `the stack's Region, ${plan.region}`);
    if (extractor === "openai")
      yield found("EXTRACTOR", "sagemaker or local; these stacks reach no other server");
    if (variable(task, "OPENAI_API_KEY") !== undefined)
      yield found("OPENAI_API_KEY", "no secret in plain text");
  }
};
