import { readdir } from "node:fs/promises";
import { expect } from "vitest";
import type { CommandResult, Project } from "./project.ts";

/** What is worth seeing of a run, also for docs/deploy.md: plans, times of the steps, verification. */
const SUMMARY =
  /^(?:.*Plan: \d+ to .*|.*No changes\..*|digest: .*|== .*: done in .*|(?:ok|LOOK|FAILED) .*|Interrupted after .*)$/gm;

/** Fails with everything that the command wrote; else gives it, and shows a summary. */
export function expectSuccess({ status, output }: CommandResult): string {
  if (status !== 0) {
    expect.fail(`ended with ${status}:\n${output}`);
  }
  showSummary(output);
  return output;
}

const showSummary = (output: string): void => console.log(output.match(SUMMARY)?.join("\n") ?? "");

/** Fails unless the command ended because of Ctrl-C in that step, and said so, and left no state locked. */
export async function expectInterrupted(
  { status, output }: CommandResult,
  title: string,
  { folder }: Project,
): Promise<void> {
  showSummary(output);
  expect(output).toMatch(new RegExp(`\nInterrupted after [\\d.]+ s in the step "${title}"\\.`));
  expect(output).toContain("the same command continues from here");
  expect(status).toBe(130);
  expect((await readdir(folder)).filter((name) => name.endsWith(".lock.info"))).toEqual([]);
}

/** At the end of an image's name. */
export const DIGEST = /@(sha256:[0-9a-f]{64})$/;
