import { expect } from "vitest";
import type { Outcome } from "./project.ts";

/** Fails with everything that the command wrote; else gives it, and shows the times of the steps. */
export function expectSuccess({ status, output }: Outcome): string {
  if (status !== 0) expect.fail(`ended with ${status}:\n${output}`);
  console.log(output.match(/^== .*: done in .*$/gm)?.join("\n") ?? "");
  return output;
}

/** At the end of an image's name. */
export const DIGEST = /@(sha256:[0-9a-f]{64})$/;
