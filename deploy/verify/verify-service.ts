/** Is the API there, and does it read a receipt? For a stack, also what AWS says. */
import { readSettings } from "../../stacks/read-settings.ts";
import type { StackId } from "../../stacks/stack-ids.ts";
import { textTable } from "../../tools/tables.ts";
import { type Observation, reportService } from "../aws/service-report.ts";
import { Failure } from "../console/failure.ts";
import { likelyCauses } from "../console/likely-causes.ts";
import { outputOf, readState } from "../programs/state.ts";
import { type CheckResult, checkApi } from "./api-checks.ts";

/** A new task needs a minute or two, a new load balancer some more. */
export const PATIENCE_S = 300;

/** Verifies a deployed stack and prints what it finds. @throws Failure when something is wrong */
export async function verifyStack(stack: StackId, patience = PATIENCE_S * 1000): Promise<void> {
  const url = await outputOf(stack, "service_url");
  process.stdout.write(`${url}\n`);
  const checks = await checkApi(url, patience);
  const observations = await reportService(await readState(stack), readSettings());
  conclude(url, checks, observations, stack);
}

/** Verifies an address. @throws Failure when something is wrong */
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
  // Tasks that stopped and were replaced are no failure of an API that answers.
  if (checks.every(({ passed }) => passed)) return;

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
      ? "See whether the address is right and the server runs."
      : `Look at its log (npm run logs -- ${stack}) and at the service's events in the ECS console.`;
  throw new Failure(
    [`${url} does not work as it should.`, ...advice.map((text) => `Likely cause: ${text}`), where].join(
      "\n",
    ),
  );
}
