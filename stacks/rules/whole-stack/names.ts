/** Two of a kind under one name: Terraform makes the first, and AWS refuses the second. */
import { faultOf, type Rule, rule } from "../rule.ts";
import { type Instance, instancesOf, type Plan } from "../terraform/plan.ts";
import { stringAt } from "../terraform/value.ts";

/** Argument that names a thing, where it is not `name`. */
const NAME: Readonly<Record<string, string>> = {
  aws_ecs_task_definition: "family",
  aws_ecs_express_gateway_service: "service_name",
  aws_cloudwatch_metric_alarm: "alarm_name",
};
/** Their names are unique only within what these arguments say. */
const WITHIN: Readonly<Record<string, string>> = {
  aws_iam_role_policy: "role",
  aws_ecs_service: "cluster",
  aws_appautoscaling_policy: "resource_id",
  aws_security_group: "vpc_id",
};

/** The argument that names a thing of this type. */
export const nameArgument = (type: string): string => NAME[type] ?? "name";

const typesOf = (plan: Plan): Set<string> =>
  new Set([...plan.resources.values()].map(({ type }) => type).filter((type) => !type.startsWith("data.")));

/** What must be unique among the instances of a type; undefined without a name. */
function keyOf({ resource: { type }, values }: Instance): string | undefined {
  // IAM does not tell capitals from lowercase letters.
  const name = stringAt(values, nameArgument(type))?.toLowerCase();
  return name && JSON.stringify([name, values[WITHIN[type] ?? ""]]);
}

export const NAME_RULES: readonly Rule[] = [
  rule("names/unique", "AWS names each thing once", function* (plan) {
    for (const type of typesOf(plan)) {
      const taken = new Map<string, string>();
      for (const instance of instancesOf(plan, type)) {
        const key = keyOf(instance);
        if (key === undefined) {
          continue;
        }
        const owner = taken.get(key);
        if (owner !== undefined) {
          yield faultOf(instance, [NAME[type] ?? "name", `a name other than that of ${owner}`]);
        }
        taken.set(key, instance.address);
      }
    }
  }),
];
