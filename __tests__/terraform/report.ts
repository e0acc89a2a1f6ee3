/** What a run did, step by step, gathered from the test files and printed at its end. */
import { appendFile, readFile } from "node:fs/promises";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    reportFile: string;
  }
}

/** Runs a step and notes how long it took and what it says of itself. */
export async function step<T>(
  name: string,
  work: () => Promise<T>,
  summary: (result: T) => string,
): Promise<T> {
  const started = Date.now();
  const result = await work();
  const seconds = ((Date.now() - started) / 1000).toFixed(0).padStart(4);
  await appendFile(inject("reportFile"), `${name.padEnd(28)}${seconds} s  ${summary(result)}\n`);
  return result;
}

export const readReport = (file: string): Promise<string> => readFile(file, "utf8");
