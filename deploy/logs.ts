/** `npm run logs -- STACK`: follows the container's log until Ctrl-C, starting ten minutes ago. */
import { setTimeout as sleep } from "node:timers/promises";
import { CloudWatchLogsClient, paginateFilterLogEvents } from "@aws-sdk/client-cloudwatch-logs";
import { readSettings } from "../stacks/read-settings.ts";
import { awsFailure } from "./aws/aws-failure.ts";
import { endWithMessage, Failure } from "./console/failure.ts";
import { findServiceStack, SERVICE_STACKS } from "./console/service-arguments.ts";
import { outputOf } from "./programs/state.ts";

const BACK_MS = 10 * 60_000;
const INTERVAL_MS = 2_000;

/** Lines arrive late and out of order, so each query goes back this far; lines already shown are skipped. */
const OVERLAP_MS = 60_000;

await endWithMessage(async () => {
  const [given = "", ...rest] = process.argv.slice(2);
  const stack = findServiceStack(given);
  if (stack === undefined || rest.length > 0) {
    throw new Failure(`usage: npm run logs -- ${SERVICE_STACKS.join("|")}`);
  }
  const settings = readSettings();
  const logGroupName = await outputOf(stack, settings, "log_group_name");
  const client = new CloudWatchLogsClient({ region: settings.region });
  let from = Date.now() - BACK_MS;
  let shown = new Set<string>();
  for (;;) {
    const seen = new Set<string>();
    const started = Date.now();
    try {
      for await (const { events = [] } of paginateFilterLogEvents(
        { client },
        { logGroupName, startTime: from },
      )) {
        for (const { eventId = "", timestamp = 0, message = "" } of events) {
          seen.add(eventId);
          if (!shown.has(eventId)) {
            process.stdout.write(`${new Date(timestamp).toISOString()} ${message.trimEnd()}\n`);
          }
        }
      }
    } catch (error) {
      throw awsFailure(`Cannot read the log group ${logGroupName}`, error);
    }
    shown = seen;
    from = Math.max(from, started - OVERLAP_MS);
    await sleep(INTERVAL_MS);
  }
});
