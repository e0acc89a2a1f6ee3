import { expect } from "vitest";
import type { Outcome } from "./project.ts";

/** What is worth seeing of a run that went well, also for docs/deploy.md: plans, times of the steps, verification. */
const SUMMARY = /^(?:.*Plan: \d+ to .*|digest: .*|== .*: done in .*|(?:ok|LOOK|FAILED) .*)$/gm;

/** Fails with everything that the command wrote; else gives it, and shows a summary. */
export function expectSuccess({ status, output }: Outcome): string {
  if (status !== 0) expect.fail(`ended with ${status}:\n${output}`);
  console.log(output.match(SUMMARY)?.join("\n") ?? "");
  return output;
}

/** At the end of an image's name. */
export const DIGEST = /@(sha256:[0-9a-f]{64})$/;
