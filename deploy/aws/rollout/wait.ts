/** Whether the version that was deployed last runs: a deployment of ECS only begins when Terraform ends. */
import { setTimeout as sleep } from "node:timers/promises";
import { ClusterNotFoundException, ECSClient, ServiceNotFoundException } from "@aws-sdk/client-ecs";
import type { Settings } from "../../../stacks/settings.ts";
import type { StackId } from "../../../stacks/stack-ids.ts";
import { Failure } from "../../console/failure.ts";
import { likelyCauses } from "../../console/likely-causes.ts";
import type { State } from "../../programs/state.ts";
import { awsFailure } from "../aws-failure.ts";
import { customRollout } from "./custom.ts";
import { expressRollout } from "./express.ts";
import { NO_DEPLOYMENT, type Rollout } from "./rollout.ts";

/** Express needs at least 6 minutes for its canary; a circuit breaker lets three tasks fail, each after some minutes. */
const LIMIT_MS = 40 * 60_000;
const INTERVAL_MS = 5_000;

/** After a change, AWS may need a moment until it lists the deployment; there may also be none. */
const APPEARS_MS = 15_000;

/** How often the same line of progress is repeated. */
const REPEAT_MS = 30_000;

/** How the last deployment of a stack's service goes; undefined if the state holds no service. */
export async function rolloutOf(
  state: State,
  { region }: Pick<Settings, "region">,
): Promise<Rollout | undefined> {
  const { cluster_name: cluster, service_arn: serviceArn, service_name: service } = state.outputs;
  if (cluster === undefined || (serviceArn ?? service) === undefined) {
    return undefined;
  }
  const ecs = new ECSClient({ region });
  try {
    return serviceArn === undefined
      ? await customRollout(ecs, { cluster, service: service ?? "", taskDefinition: state.taskDefinition })
      : await expressRollout(ecs, { cluster, service: serviceArn, image: state.image });
  } catch (error) {
    // Somebody has deleted it; Terraform will make it again.
    if (error instanceof ServiceNotFoundException || error instanceof ClusterNotFoundException) {
      return NO_DEPLOYMENT;
    }
    throw awsFailure("Cannot ask AWS about the deployments of the service", error);
  }
}

interface Waiting {
  /** The last deployment before the change, if something was changed: another one is expected for a moment. */
  readonly since?: { readonly deployment: string | undefined } | undefined;
  /** For the commands in the advice. */
  readonly stack?: StackId;
  /** Milliseconds. */
  readonly limit?: number;
  readonly interval?: number;
  readonly appears?: number;
}

/**
 * Asks again and again, with a line of progress now and then.
 * @returns the first answer that is the end; undefined if the state holds no service
 * @throws Failure if there is none within `limit`
 */
async function waitFor(
  isEnd: (rollout: Rollout) => boolean,
  state: State,
  settings: Pick<Settings, "region">,
  { since, limit = LIMIT_MS, interval = INTERVAL_MS, appears = APPEARS_MS }: Waiting,
): Promise<Rollout | undefined> {
  const started = performance.now();
  let shown = { detail: "", at: started };
  let hasAppeared = since === undefined;
  for (;;) {
    const rollout = await rolloutOf(state, settings);
    const waited = performance.now() - started;
    // When it is rolled back, the one before is the last again.
    hasAppeared ||= rollout?.deployment !== since?.deployment;
    const mayAppear = !hasAppeared && waited < appears;
    if (rollout === undefined || (!mayAppear && isEnd(rollout))) {
      return rollout;
    }
    if (waited > limit) {
      throw new Failure(
        `The deployment has not ended after ${Math.round(limit / 60_000)} minutes: ${rollout.detail}. It may still end well or be rolled back; the same command waits again.`,
      );
    }
    const detail = mayAppear ? "waiting for the deployment to begin" : rollout.detail;
    if (detail !== shown.detail || started + waited - shown.at > REPEAT_MS) {
      process.stdout.write(`${detail}, ${Math.round(waited / 1000)} s\n`);
      shown = { detail, at: started + waited };
    }
    await sleep(interval);
  }
}

/** Waits until no deployment and no rollback is under way. @throws Failure if one still is after the limit */
export async function waitForQuiet(
  state: State,
  settings: Pick<Settings, "region">,
  waiting: Waiting = {},
): Promise<void> {
  await waitFor(({ underWay }) => !underWay, state, settings, waiting);
}

/**
 * Waits until the version that was deployed from here runs.
 * @throws Failure with AWS's reason if it does not and will not, at once and not after its rollback; or if it does not
 *   within the limit
 */
export async function waitForRollout(
  state: State,
  settings: Pick<Settings, "region">,
  waiting: Waiting = {},
): Promise<void> {
  const rollout = await waitFor(
    ({ underWay, trouble }) => trouble !== undefined || !underWay,
    state,
    settings,
    waiting,
  );
  if (rollout === undefined) {
    return;
  }
  const { trouble, detail, runs } = rollout;
  if (trouble !== undefined) {
    throw new Failure(
      [
        trouble,
        ...(runs === undefined ? [] : [`Now runs: ${runs}.`]),
        ...likelyCauses(trouble, waiting.stack).map(
          ({ cause, remedy }) => `Likely cause: ${cause}\n${remedy}`,
        ),
        "The state is kept; when the cause is mended, the same command deploys again.",
      ].join("\n"),
    );
  }
  process.stdout.write(`deployment ${detail}${runs === undefined ? "" : `; ${runs} runs`}\n`);
}
