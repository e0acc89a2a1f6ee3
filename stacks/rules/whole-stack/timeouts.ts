/** A caller waits longer than whoever it calls: client, load balancer, API, model. */
import { environmentSchema } from "../../../app/environment.ts";
import { LONGEST_DEADLINE_MS, STOP_AFTER_DEADLINE_S } from "../../facts/timeouts.ts";
import { type ApiTask, apiTasks, variable } from "../look-up/api-task.ts";
import { type Fault, faultOf, type Rule, rule } from "../rule.ts";
import { instancesOf, type Plan } from "../terraform/plan.ts";
import { numberAt } from "../terraform/value.ts";

/** AWS's own, where a stack says nothing. */
const DEFAULT_IDLE_S = 60;
const DEFAULT_DEREGISTRATION_S = 300;

/** In seconds. */
const deadlineOf = (task: ApiTask): number => Number(variable(task, "DEADLINE_MS")) / 1000;
const longerThanDeadline = (task: ApiTask): string => `more than the API's deadline, ${deadlineOf(task)} s`;

const forEachTask = (id: string, find: (task: ApiTask, plan: Plan) => Iterable<Fault>): Rule =>
  rule(id, "stacks/facts/timeouts.ts", function* (plan) {
    for (const task of apiTasks(plan)) {
      yield* find(task, plan);
    }
  });

export const TIMEOUT_RULES: readonly Rule[] = [
  forEachTask("timeouts/deadline", function* (task) {
    const deadline = Number(variable(task, "DEADLINE_MS"));
    if (deadline > LONGEST_DEADLINE_MS) {
      const argument = `${task.path}.environment DEADLINE_MS`;
      yield faultOf(task.instance, [argument, `at most ${LONGEST_DEADLINE_MS}`, deadline]);
    }
  }),

  forEachTask("timeouts/stop", function* (task) {
    const { instance, path, stopTimeout } = task;
    const least = deadlineOf(task) + STOP_AFTER_DEADLINE_S;
    if (stopTimeout < least) {
      const allowed = `at least ${least} s, the API's deadline and ${STOP_AFTER_DEADLINE_S} s`;
      yield faultOf(instance, [`${path}.stopTimeout`, allowed, stopTimeout]);
    }
  }),

  // A connection that the API closes first may be one that the load balancer is about to use.
  forEachTask("timeouts/idle-below-keep-alive", function* (task, plan) {
    const keepAlive = environmentSchema.shape.KEEP_ALIVE_MS.safeParse(variable(task, "KEEP_ALIVE_MS")).data;
    for (const balancer of instancesOf(plan, "aws_lb")) {
      const idle = numberAt(balancer.values, "idle_timeout") ?? DEFAULT_IDLE_S;
      if (keepAlive !== undefined && idle >= keepAlive / 1000) {
        const allowed = `less than the time for which the API keeps idle connections, ${keepAlive / 1000} s`;
        yield faultOf(balancer, ["idle_timeout", allowed]);
      }
    }
  }),

  forEachTask("timeouts/idle-above-deadline", function* (task, plan) {
    for (const balancer of instancesOf(plan, "aws_lb")) {
      const idle = numberAt(balancer.values, "idle_timeout") ?? DEFAULT_IDLE_S;
      if (idle <= deadlineOf(task)) {
        yield faultOf(balancer, ["idle_timeout", longerThanDeadline(task)]);
      }
    }
  }),

  forEachTask("timeouts/deregistration", function* (task, plan) {
    for (const group of instancesOf(plan, "aws_lb_target_group")) {
      const delay = numberAt(group.values, "deregistration_delay") ?? DEFAULT_DEREGISTRATION_S;
      if (delay <= deadlineOf(task)) {
        yield faultOf(group, ["deregistration_delay", longerThanDeadline(task)]);
      }
    }
  }),
];
