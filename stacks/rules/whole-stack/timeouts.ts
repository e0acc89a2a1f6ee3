/** Whoever calls waits longer than whoever is called: client, load balancer, API, model. */
import { environmentSchema } from "../../../app/environment.ts";
import { LONGEST_DEADLINE_MS } from "../../facts/timeouts.ts";
import { apiTasks, variable } from "../look-up/api-task.ts";
import { fault, faultIn, numberAt, type Rule } from "../rule.ts";

const SOURCE = "stacks/facts/timeouts.ts";

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
    const idle = environmentSchema.shape.KEEP_ALIVE_MS.safeParse(variable(task, "KEEP_ALIVE_MS")).data;
    for (const balancer of plan.of("aws_lb")) {
      // A connection that the API closes first may be one that the load balancer is about to use.
      if (idle !== undefined && (numberAt(balancer.values, "idle_timeout") ?? 60) >= idle / 1000) {
        yield fault(
          balancer,
          "idle_timeout",
          `less than the API keeps idle connections, ${idle / 1000} s`,
          SOURCE,
        );
      }
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
