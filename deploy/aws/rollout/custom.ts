/** The deployments of custom-stack's service: ECS replaces the tasks, and its circuit breaker takes a failed version back. */
import { type Deployment, DescribeServicesCommand, type ECSClient, type Service } from "@aws-sdk/client-ecs";
import { NO_DEPLOYMENT, type Rollout } from "./rollout.ts";

interface Where {
  readonly cluster: string;
  /** Name of the service. */
  readonly service: string;
  /** ARN of the task definition that was applied; undefined if it is not known. */
  readonly taskDefinition: string | undefined;
}

export async function customRollout(
  ecs: ECSClient,
  { cluster, service, taskDefinition }: Where,
): Promise<Rollout> {
  const command = new DescribeServicesCommand({ cluster, services: [service] });
  const [found] = (await ecs.send(command)).services ?? [];
  return judge(found, taskDefinition);
}

/** An ARN and family:revision may name the same task definition. */
const nameOf = (taskDefinition: string): string => taskDefinition.split("/").at(-1) ?? taskDefinition;

function judge(service: Service | undefined, wanted: string | undefined): Rollout {
  const { deployments = [] } = service ?? {};
  const primary = deployments.find(({ status }) => status === "PRIMARY");
  if (primary === undefined) {
    return NO_DEPLOYMENT;
  }
  const { taskDefinition = "an unknown task definition", rolloutState } = primary;
  const isWanted = (deployment: Deployment) =>
    wanted === undefined || nameOf(deployment.taskDefinition ?? "") === nameOf(wanted);
  const failed = deployments.find((each) => each.rolloutState === "FAILED" && isWanted(each));
  const underWay = (rolloutState ?? (deployments.length > 1 ? "IN_PROGRESS" : "COMPLETED")) === "IN_PROGRESS";
  const about = {
    deployment: primary.id,
    underWay,
    // While one is under way, the tasks of both serve.
    runs: deployments
      .filter((each) => each === primary || (each.runningCount ?? 0) > 0)
      .map((each) => nameOf(each.taskDefinition ?? ""))
      .join(" and "),
  };

  const rollback = rollbackTo(primary, service);
  const isBack = rollback !== undefined && (failed !== undefined || !isWanted(primary));
  if (isBack || (failed !== undefined && !isWanted(primary))) {
    const reason = failed?.rolloutStateReason ?? rollback ?? "ECS gives no reason";
    const how = !isBack ? "" : underWay ? ", and ECS is taking it back" : ", and ECS took it back";
    return {
      ...about,
      detail: `${isBack ? "rolled back" : "failed"}: ${reason}`,
      trouble: `The deployment of ${nameOf(failed?.taskDefinition ?? wanted ?? "a version")} failed${how}${isBack ? ` to ${nameOf(taskDefinition)}` : ""}: ${reason}`,
    };
  }
  if (isWanted(primary) && rolloutState === "FAILED") {
    const reason = primary.rolloutStateReason ?? "ECS gives no reason";
    return {
      ...about,
      detail: `failed: ${reason}`,
      trouble: `The deployment of ${nameOf(taskDefinition)} failed: ${reason}`,
    };
  }
  if (!isWanted(primary)) {
    return {
      ...about,
      detail: `of ${nameOf(taskDefinition)}, by somebody else: ${rolloutState}`,
      trouble: `Somebody else deployed ${nameOf(taskDefinition)} after ${nameOf(wanted ?? "")}, which this state deployed.`,
    };
  }
  const { runningCount = 0, desiredCount = 0, failedTasks = 0 } = primary;
  const failures = failedTasks > 0 ? `, ${failedTasks} failed` : "";
  return {
    ...about,
    trouble: undefined,
    detail: underWay
      ? `in progress: ${runningCount} of ${desiredCount} new tasks run${failures}`
      : (rolloutState?.toLowerCase() ?? "completed"),
  };
}

/** Why ECS went back to this deployment; undefined if it did not. When the rollback has ended, only the events tell. */
function rollbackTo({ id = "", rolloutStateReason: reason = "" }: Deployment, service?: Service) {
  const messages = (service?.events ?? []).map(({ message = "" }) => message);
  const isBack = (text: string) => /rolling back/i.test(text) && text.split(/[\s.,()]+/).includes(id);
  if (!isBack(reason) && !messages.some(isBack)) {
    return undefined;
  }
  return messages.find((message) => /deployment failed/i.test(message)) ?? reason;
}
