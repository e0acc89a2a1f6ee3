/** `npm run verify -- URL|STACK`: is the API there, and does it read a receipt? For a stack, also what AWS says. */
import { parseArgs } from "node:util";
import { readSettings } from "../stacks/read-settings.ts";
import { type Finding, reportService } from "./aws/service-report.ts";
import { endWithMessage, Failure } from "./console/failure.ts";
import { likelyCauses } from "./console/likely-causes.ts";
import { table } from "./console/steps.ts";
import { STACKS, type Stack } from "./programs/cdktf.ts";
import { outputOf, readState } from "./programs/state.ts";
import { type CheckResult, checkApi } from "./verify/api-checks.ts";

const USAGE = `usage: npm run verify -- URL|STACK [--wait SECONDS]
  URL     for example http://localhost:8000
  STACK   express-stack or custom-stack, as deployed from here
  --wait  how long /health may take, 300 by default`;

/** A new task needs a minute or two, a new load balancer some more. */
const PATIENCE_S = 300;

/** Verifies a deployed stack and prints what it finds. @throws Failure when something is wrong */
export async function verifyStack(stack: Stack, patience = PATIENCE_S * 1000): Promise<void> {
  const url = await outputOf(stack, "service_url");
  process.stdout.write(`${url}\n`);
  const checks = await checkApi(url, patience);
  const findings = await reportService(await readState(stack), readSettings());
  conclude(url, checks, findings, stack);
}

/** Verifies an address. @throws Failure when something is wrong */
async function verifyUrl(url: string, patience: number): Promise<void> {
  conclude(url, await checkApi(url, patience), []);
}

function conclude(
  url: string,
  checks: readonly CheckResult[],
  findings: readonly Finding[],
  stack?: Stack,
): void {
  process.stdout.write(
    table([
      ...checks.map(({ check, passed, detail, milliseconds }) => [
        passed ? "ok" : "FAILED",
        check,
        `${milliseconds} ms`,
        detail,
      ]),
      ...findings.map(({ what, detail, good }) => [good ? "ok" : "LOOK", what, "", detail]),
    ]),
  );
  // Tasks that stopped and were replaced are no failure of an API that answers.
  if (checks.every(({ passed }) => passed)) return;

  const bad = findings.filter(({ good, what }) => !good || what === "log").map(({ detail }) => detail);
  const answers = checks.filter(({ passed }) => !passed).map(({ detail }) => detail);
  const causes = likelyCauses([...bad, ...answers].join("\n"));
  const model = findings.find(({ what, good }) => what === "model endpoint" && !good);
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

if (import.meta.main) {
  await endWithMessage(async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { wait: { type: "string" } },
    });
    const [subject, ...rest] = positionals;
    const seconds = Number(values.wait ?? PATIENCE_S);
    if (subject === undefined || rest.length > 0 || !(seconds >= 0)) throw new Failure(USAGE);
    const stack = STACKS.find((name) => name === subject);
    if (stack === "express-stack" || stack === "custom-stack") {
      await verifyStack(stack, seconds * 1000);
    } else if (/^https?:$/.test(URL.parse(subject)?.protocol ?? "")) {
      await verifyUrl(subject, seconds * 1000);
    } else {
      throw new Failure(`${subject} is neither an address nor a stack with an API.\n${USAGE}`);
    }
  });
}
