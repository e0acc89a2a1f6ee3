import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Makes a folder in which the first reader's process leaves its compiled code, so that those that replace it load in two
 * thirds of the time. It is new, since what others could write there would be run.
 * @returns undefined where no folder can be made, such as in a container whose files are read-only
 */
export function createCodeCache(): string | undefined {
  try {
    return mkdtempSync(join(tmpdir(), "receipts-reader-"));
  } catch {
    return undefined;
  }
}
