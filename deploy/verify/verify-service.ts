/** Checks a running API and prints the result. For a stack, also what AWS reports. */
import { readSettings } from "../../stacks/read-settings.ts";
import type { StackId } from "../../stacks/stack-ids.ts";
import { textTable } from "../../tools/tables.ts";
import { type Observation, reportService } from "../aws/service-report.ts";
import { Failure } from "../console/failure.ts";
import { likelyCauses } from "../console/likely-causes.ts";
import { outputOf, readState } from "../programs/state.ts";
import { type CheckResult, checkApi } from "./api-checks.ts";

/** Seconds until /health must answer: a new task needs a minute or two, a new load balancer more. */
export const PATIENCE_S = 300;

/** Verifies a deployed stack. @param patience milliseconds @throws Failure if a check fails */
export async function verifyStack(stack: StackId, patience = PATIENCE_S * 1000): Promise<void> {
  const url = await outputOf(stack, "service_url");
  process.stdout.write(`${url}\n`);
  const checks = await checkApi(url, patience);
  const observations = await reportService(await readState(stack), readSettings());
  conclude(url, checks, observations, stack);
}

/** Verifies the API at a URL. @param patience milliseconds @throws Failure if a check fails */
export async function verifyUrl(url: string, patience: number): Promise<void> {
  conclude(url, await checkApi(url, patience), []);
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
  const causes = likelyCauses([...bad, ...answers].join("\n"));
  const model = observations.find(({ what, good }) => what === "model endpoint" && !good);
  const advice = [
    ...(model === undefined
      ? []
      : [`The ${model.detail.replace(/^/, "model endpoint ")}; receipts need it in service.`]),
    ...causes.map(({ cause, remedy }) => `${cause}\n  ${remedy.replace("STACK", stack ?? "STACK")}`),
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
