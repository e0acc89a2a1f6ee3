/** `npm run verify -- URL|STACK`: does the API answer, and does it read a receipt? For a stack, also what AWS reports. */
import { parseArgs } from "node:util";
import { leftOut } from "../stacks/left-out.ts";
import { readSettings } from "../stacks/read-settings.ts";
import { endWithMessage, Failure } from "./console/failure.ts";
import { findServiceStack } from "./console/service-arguments.ts";
import { PATIENCE_S, verifyStack, verifyUrl } from "./verify/verify-service.ts";

const USAGE = `usage: npm run verify -- URL|STACK [--wait SECONDS]
  URL     for example http://localhost:8000
  STACK   express-stack or custom-stack, as deployed from here
  --wait  seconds until /health must answer, 300 by default
The variable API_KEY is the key of an API that wants one.`;

await endWithMessage(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { wait: { type: "string" } },
  });
  const [subject, ...rest] = positionals;
  const seconds = Number(values.wait ?? PATIENCE_S);
  if (subject === undefined || rest.length > 0 || !(seconds >= 0)) {
    throw new Failure(USAGE);
  }
  const stack = findServiceStack(subject);
  if (stack !== undefined) {
    const settings = readSettings();
    for (const line of leftOut(stack, settings)) {
      process.stdout.write(`${line}\n`);
    }
    await verifyStack(stack, settings, seconds * 1000);
  } else if (/^https?:$/.test(URL.parse(subject)?.protocol ?? "")) {
    await verifyUrl(subject, seconds * 1000);
  } else {
    throw new Failure(`${subject} is neither a URL nor a stack with an API.\n${USAGE}`);
  }
});
