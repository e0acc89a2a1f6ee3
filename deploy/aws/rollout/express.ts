/**
 * The deployments of an Express service. They are canaries: a new revision gets 5 % of the traffic, then all of it, each
 * for 3 minutes, and an alarm takes it back. Terraform's attributes say nothing about that.
 */
import {
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  type ECSClient,
  ListServiceDeploymentsCommand,
  type ServiceDeployment,
  type ServiceDeploymentBrief,
  type ServiceDeploymentStatus,
} from "@aws-sdk/client-ecs";
import { NO_DEPLOYMENT, type Rollout } from "./rollout.ts";

interface Where {
  readonly cluster: string;
  /** ARN of the service. */
  readonly service: string;
  /** The image that was applied; undefined if it is not known. */
  readonly image: string | undefined;
}

const UNDER_WAY: ReadonlySet<ServiceDeploymentStatus> = new Set(["PENDING", "IN_PROGRESS"]);
const GOING_BACK: ReadonlySet<ServiceDeploymentStatus> = new Set([
  "STOP_REQUESTED",
  "ROLLBACK_REQUESTED",
  "ROLLBACK_IN_PROGRESS",
]);

export async function expressRollout(ecs: ECSClient, { cluster, service, image }: Where): Promise<Rollout> {
  const last = await lastDeployment(ecs, cluster, service);
  if (last === undefined) {
    return NO_DEPLOYMENT;
  }
  const { status = "PENDING" } = last;
  const target = await imageOf(ecs, last.targetServiceRevision?.arn);
  const about = { deployment: last.serviceDeploymentArn, runs: target };
  if (UNDER_WAY.has(status)) {
    const runs = await imageOf(ecs, last.sourceServiceRevisions?.[0]?.arn);
    return { ...about, runs: runs ?? target, underWay: true, trouble: undefined, detail: progress(last) };
  }
  if (status === "SUCCESSFUL") {
    const trouble = isAnother(image, target)
      ? `Somebody else deployed ${target} after ${image}, which this state deployed.`
      : undefined;
    return { ...about, underWay: false, trouble, detail: "completed" };
  }
  const before = last.rollback?.serviceRevisionArn ?? last.sourceServiceRevisions?.[0]?.arn;
  const runs = await imageOf(ecs, before);
  const reason = last.rollback?.reason ?? last.statusReason ?? alarms(last) ?? "AWS gives no reason";
  const underWay = GOING_BACK.has(status);
  const detail = `${status.toLowerCase().replaceAll("_", " ")}: ${reason}`;
  // What was applied runs, and the failed deployment was of something else.
  if (image !== undefined && runs !== undefined && !isAnother(image, runs) && isAnother(image, target)) {
    return { ...about, runs, underWay, trouble: undefined, detail: `by somebody else, ${detail}` };
  }
  const how = underWay ? "and AWS is taking it back" : ENDS[status];
  return { ...about, runs, underWay, detail, trouble: `The deployment failed, ${how}: ${reason}` };
}

const ENDS: Readonly<Partial<Record<ServiceDeploymentStatus, string>>> = {
  STOPPED: "and was stopped",
  ROLLBACK_SUCCESSFUL: "and AWS took it back",
  ROLLBACK_FAILED: "and AWS could not take it back",
};

/** Of two in a row the last counts. AWS promises no order. */
async function lastDeployment(
  ecs: ECSClient,
  cluster: string,
  service: string,
): Promise<ServiceDeployment | undefined> {
  const all: ServiceDeploymentBrief[] = [];
  let nextToken: string | undefined;
  do {
    const command = new ListServiceDeploymentsCommand({ cluster, service, ...(nextToken && { nextToken }) });
    const page = await ecs.send(command);
    all.push(...(page.serviceDeployments ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  const [last] = all.toSorted((one, other) => Number(other.createdAt ?? 0) - Number(one.createdAt ?? 0));
  if (last?.serviceDeploymentArn === undefined) {
    return undefined;
  }
  const command = new DescribeServiceDeploymentsCommand({
    serviceDeploymentArns: [last.serviceDeploymentArn],
  });
  const [described] = (await ecs.send(command)).serviceDeployments ?? [];
  return described ?? { ...last, targetServiceRevision: { arn: last.targetServiceRevisionArn } };
}

/** The image of a revision, by its digest if AWS names it. */
async function imageOf(ecs: ECSClient, revision: string | undefined): Promise<string | undefined> {
  if (revision === undefined) {
    return undefined;
  }
  const command = new DescribeServiceRevisionsCommand({ serviceRevisionArns: [revision] });
  const [found] = (await ecs.send(command)).serviceRevisions ?? [];
  const { image, imageDigest } = found?.containerImages?.[0] ?? {};
  return image === undefined || imageDigest === undefined || image.includes("@")
    ? image
    : `${image}@${imageDigest}`;
}

/** Whether two images differ for sure: one that is not known may be the same, and a tag may name any digest. */
function isAnother(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) {
    return false;
  }
  const [, oneDigest] = one.split("@");
  const [, otherDigest] = other.split("@");
  if (oneDigest !== undefined && otherDigest !== undefined) {
    return oneDigest !== otherDigest;
  }
  return one.split("@")[0] !== other.split("@")[0];
}

function progress({ status, lifecycleStage, targetServiceRevision: target }: ServiceDeployment): string {
  const stage = lifecycleStage === undefined ? "" : ` (${lifecycleStage.toLowerCase().replaceAll("_", " ")})`;
  const { runningTaskCount, requestedTaskCount, requestedProductionTrafficWeight: weight } = target ?? {};
  const tasks =
    requestedTaskCount === undefined
      ? ""
      : `: ${runningTaskCount ?? 0} of ${requestedTaskCount} new tasks run`;
  const traffic = weight === undefined ? "" : `, ${weight} % of the traffic`;
  return `${status === "PENDING" ? "pending" : "in progress"}${stage}${tasks}${traffic}`;
}

/** The alarms that ended it. */
function alarms({ alarms }: ServiceDeployment): string | undefined {
  const names = alarms?.triggeredAlarmNames ?? [];
  return names.length === 0 ? undefined : `the alarm ${names.join(", ")} went off`;
}
