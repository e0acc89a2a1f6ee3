/** Checks a running API and prints the result. For a stack, also what AWS reports. */
import { lookup } from "node:dns/promises";
import type { Settings } from "../../stacks/settings.ts";
import type { StackId } from "../../stacks/stack-ids.ts";
import { takeKey } from "../../tools/api-key.ts";
import { textTable } from "../../tools/tables.ts";
import { waitForQuiet } from "../aws/rollout/wait.ts";
import { type Observation, reportService } from "../aws/service-report.ts";
import { Failure } from "../console/failure.ts";
import { likelyCauses } from "../console/likely-causes.ts";
import { outputIn, readState, type State } from "../programs/state.ts";
import { type CheckResult, checkApi } from "./api-checks.ts";
import { keyForChecks } from "./key-for-checks.ts";
import { atHost, byUrl, certificateName, type Reach } from "./reach.ts";

/** Seconds until /health must answer: a new task needs a minute or two, a new load balancer more. */
export const PATIENCE_S = 300;

/** How long a certificate may take to be shown. */
const CERTIFICATE_MS = 10_000;

/**
 * Verifies a deployed stack.
 * @param patience milliseconds
 * @param given one of the API's keys; by default that of the environment
 * @throws Failure if a check fails
 */
export async function verifyStack(
  stack: StackId,
  settings: Settings,
  patience = PATIENCE_S * 1000,
  given?: string,
): Promise<void> {
  const key = given ?? keyForChecks(settings);
  const state = await readState(stack, settings);
  const url = outputIn(state, stack, settings, "service_url");
  process.stdout.write(`${url}\n`);
  const way = await findWay(url, state);
  const checks = await checkApi(way.url, patience, () => waitForQuiet(state, settings), way.reach, key);
  const observations = await reportService(state, settings);
  conclude(way.url, checks, observations, stack);
}

/** Where a stack is reached: with HTTPS under the certificate's name, at the load balancer while no record leads there. */
async function findWay(url: string, { loadBalancer }: State): Promise<{ url: string; reach: Reach }> {
  const target = new URL(url);
  if (target.protocol !== "https:" || loadBalancer === undefined) {
    return { url, reach: byUrl(url) };
  }
  let name: string | undefined = target.hostname;
  if (name === loadBalancer) {
    // A load balancer's own name is in no certificate. Without an answer, the checks say what is wrong.
    name = await certificateName(target, CERTIFICATE_MS).catch(() => undefined);
  }
  if (name === undefined || (name !== loadBalancer && (await hasAddress(name)))) {
    target.hostname = name ?? target.hostname;
    return { url: target.origin, reach: byUrl(target.origin) };
  }
  target.hostname = name;
  process.stdout.write(
    `No DNS record leads to ${name} yet. Make one: ${name} CNAME ${loadBalancer}\nUntil then it is checked at the load balancer, under that name.\n`,
  );
  return { url: target.origin, reach: atHost(target.origin, loadBalancer) };
}

const hasAddress = (name: string): Promise<boolean> =>
  lookup(name).then(
    () => true,
    () => false,
  );

/** Verifies the API at a URL, with the key of the environment. @param patience milliseconds @throws Failure if a check fails */
export async function verifyUrl(url: string, patience: number): Promise<void> {
  conclude(url, await checkApi(url, patience, undefined, byUrl(url), takeKey()), []);
}

function conclude(
  url: string,
  checks: readonly CheckResult[],
  observations: readonly Observation[],
  stack?: StackId,
): void {
  process.stdout.write(
    `${textTable([
      ...checks.map(({ check, passed, detail, milliseconds }) => [
        passed ? "ok" : "FAILED",
        check,
        `${milliseconds} ms`,
        detail,
      ]),
      ...observations.map(({ what, detail, good }) => [good ? "ok" : "LOOK", what, "", detail]),
    ])}\n`,
  );
  // An API that answers is fine, even if a task stopped and was replaced.
  if (checks.every(({ passed }) => passed)) {
    return;
  }

  const bad = observations.filter(({ good, what }) => !good || what === "log").map(({ detail }) => detail);
  const answers = checks.filter(({ passed }) => !passed).map(({ detail }) => detail);
  const causes = likelyCauses([...bad, ...answers].join("\n"), stack);
  const model = observations.find(({ what, good }) => what === "model endpoint" && !good);
  const advice = [
    ...(model === undefined ? [] : [`The model endpoint ${model.detail}; receipts need it in service.`]),
    ...causes.map(({ cause, remedy }) => `${cause}\n  ${remedy}`),
  ];
  const where =
    stack === undefined
      ? "Check that the URL is right and the server is running."
      : `Look at its log (npm run logs -- ${stack}) and at the service's events in the ECS console.`;
  throw new Failure(
    [`${url} does not work as it should.`, ...advice.map((text) => `Likely cause: ${text}`), where].join(
      "\n",
    ),
  );
}
