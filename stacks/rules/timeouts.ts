/** Whoever calls waits longer than whoever is called: client, load balancer, API, model. */
import { LONGEST_DEADLINE_MS } from "../shared/timeouts.ts";
import { apiTasks, variable } from "./api-task.ts";
import { fault, faultIn, numberAt, type Rule } from "./rule.ts";

const SOURCE = "stacks/shared/timeouts.ts";

export const timeouts: Rule = function* (plan) {
  for (const task of apiTasks(plan)) {
    const deadline = Number(variable(task, "DEADLINE_MS"));
    if (deadline > LONGEST_DEADLINE_MS) {
      yield faultIn(
        task.instance,
        `${task.path}.environment DEADLINE_MS`,
        deadline,
        `at most ${LONGEST_DEADLINE_MS}`,
        SOURCE,
      );
    }
    const seconds = deadline / 1000;
    const longer = `more than the API's deadline, ${seconds} s`;
    if (task.stopTimeout <= seconds) {
      yield faultIn(task.instance, `${task.path}.stopTimeout`, task.stopTimeout, longer, SOURCE);
    }
    for (const balancer of plan.of("aws_lb")) {
      if ((numberAt(balancer.values, "idle_timeout") ?? 60) <= seconds) {
        yield fault(balancer, "idle_timeout", longer, SOURCE);
      }
    }
    for (const group of plan.of("aws_lb_target_group")) {
      if ((numberAt(group.values, "deregistration_delay") ?? 300) <= seconds) {
        yield fault(group, "deregistration_delay", longer, SOURCE);
      }
    }
  }
};
