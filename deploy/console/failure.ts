/** How the commands end when something is wrong. */
import { SynthError } from "../../stacks/helpers/errors.ts";
import { KeyError } from "../../tools/api-key.ts";
import { errorCode } from "../programs/error-code.ts";
import { Interrupted } from "../programs/run.ts";

/** Something that the user can fix. The message is all that they see. */
export class Failure extends Error {
  override readonly name = "Failure";
}

/** The exit code that shells use after Ctrl-C. */
export const INTERRUPTED_STATUS = 130;

/** Runs a command; sets the exit code: 0, 1 after a failure, 130 after Ctrl-C. */
export async function endWithMessage(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.exitCode = error instanceof Interrupted ? INTERRUPTED_STATUS : 1;
    process.stderr.write(`\n${messageOf(error)}\n`);
  }
  // Behind a proxy that drops connections, fetch keeps on connecting even after the request was aborted.
  process.exit();
}

function messageOf(error: unknown): string {
  if (
    error instanceof Failure ||
    error instanceof SynthError ||
    error instanceof KeyError ||
    error instanceof Interrupted
  ) {
    return error.message;
  }
  // Wrong arguments: the message of parseArgs is good enough.
  if (error instanceof TypeError && errorCode(error)?.startsWith("ERR_PARSE_ARGS")) {
    return error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
