/** Two of a kind under one name: Terraform makes the first, and AWS refuses the second. */
import { fault, type Rule, textAt } from "../rule.ts";

/** Argument that names a thing, where it is not `name`. */
const NAME: Readonly<Record<string, string>> = {
  aws_ecs_task_definition: "family",
  aws_ecs_express_gateway_service: "service_name",
};
/** Their names are unique only within what these arguments say. */
const WITHIN: Readonly<Record<string, string>> = {
  aws_iam_role_policy: "role",
  aws_ecs_service: "cluster",
  aws_appautoscaling_policy: "resource_id",
  aws_security_group: "vpc_id",
};

export const names: Rule = function* (plan) {
  for (const type of new Set([...plan.elements.values()].map((element) => element.type))) {
    const argument = NAME[type] ?? "name";
    const taken = new Map<string, string>();
    for (const instance of type.startsWith("data.") ? [] : plan.of(type)) {
      // IAM does not tell capitals from small letters.
      const name = textAt(instance.values, argument)?.toLowerCase();
      if (name === undefined) continue;
      const key = JSON.stringify([name, instance.values[WITHIN[type] ?? ""]]);
      const owner = taken.get(key);
      if (owner !== undefined) {
        yield fault(instance, argument, `another name than that of ${owner}`, "AWS names each thing once");
      }
      taken.set(key, instance.address);
    }
  }
};
