/** Sizes of tasks, in either mode. */
import { FARGATE_MEMORY } from "../../facts/fargate.ts";
import { type Rule, ruleForEach } from "../rule.ts";
import { numberAt } from "../terraform/value.ts";
import { docs } from "./common.ts";

const TASKS = ["aws_ecs_task_definition", "aws_ecs_express_gateway_service"];
const SIZES = docs("AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size");

export const FARGATE_RULES: readonly Rule[] = [
  ruleForEach(TASKS, "fargate/size", SIZES, function* ({ values }) {
    const cpu = numberAt(values, "cpu");
    const allowed = FARGATE_MEMORY.get(cpu ?? Number.NaN);
    const memory = numberAt(values, "memory");
    if (allowed !== undefined && (memory === undefined || !allowed.includes(memory))) {
      yield ["memory", `with cpu ${cpu}: ${allowed.join(", ")} MiB`];
    }
  }),
];
