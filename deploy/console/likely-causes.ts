/**
 * What messages of AWS, Terraform and the container most likely mean: stop reasons of tasks, events of services, errors
 * of Terraform, log lines.
 */
import { ACCOUNT_SYMPTOMS } from "./causes/account.ts";
import { MODEL_SYMPTOMS } from "./causes/model.ts";
import { STACK_SYMPTOMS } from "./causes/stack.ts";
import type { LikelyCause } from "./causes/symptom.ts";
import { TASK_SYMPTOMS } from "./causes/task.ts";

/** The first match counts, so special ones come first. */
const SYMPTOMS = [...MODEL_SYMPTOMS, ...TASK_SYMPTOMS, ...STACK_SYMPTOMS, ...ACCOUNT_SYMPTOMS];

/**
 * The likely causes of a text: the first match of each line, none twice.
 * @param stack that it is about, for the commands in the advice
 */
export function likelyCauses(text: string, stack = "STACK"): LikelyCause[] {
  const found = text.split("\n").map((line) => SYMPTOMS.find(({ says }) => says.test(line)));
  return [...new Set(found)].flatMap((symptom) =>
    symptom === undefined
      ? []
      : [{ cause: symptom.cause, remedy: symptom.remedy.replaceAll("STACK", stack) }],
  );
}
