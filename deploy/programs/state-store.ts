/** Where the states are: files in the project's root, or a bucket. */
import { existsSync } from "node:fs";
import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { stateBucketOf } from "../../stacks/parts/state-file.ts";
import type { Settings } from "../../stacks/settings.ts";
import type { StackId } from "../../stacks/stack-ids.ts";
import { statesInBucket } from "../aws/state-bucket.ts";
import { Failure } from "../console/failure.ts";
import { errorCode } from "./error-code.ts";

/** A place of states, each of which has the name of its file: see stacks/parts/state-file.ts. */
export interface StateStore {
  /** Where a state is, for people. */
  place(file: string): string;
  /** The text of a state; empty if there is none. */
  read(file: string): Promise<string>;
  /** The files of all states, sorted. */
  list(): Promise<string[]>;
  /** Keeps Terraform's runs away from a state. @returns what ends that @throws Failure if a run has the lock */
  lock(file: string): Promise<() => Promise<void>>;
  write(file: string, text: string): Promise<void>;
  /** Takes a state away. @returns where a copy of it is, as a sentence @throws Failure if a run has begun to write it */
  remove(file: string): Promise<string>;
}

/** The place of a stack's state. */
export function stateStore(stack: StackId, settings: Pick<Settings, "stateBucket" | "region">): StateStore {
  const bucket = stateBucketOf(stack, settings);
  return bucket === undefined ? statesInFolder : statesInBucket(bucket, settings.region);
}

/**
 * Terraform locks a file in a way that only programs like itself can, and writes this next to it while it has the lock.
 * So a run that has begun is seen, but none is kept from beginning.
 */
function checkUnlocked(file: string): void {
  const lock = `.${file}.lock.info`;
  if (existsSync(lock)) {
    throw new Failure(
      `A run of Terraform in this folder has the lock of ${file}. Wait until it has ended; if there is none, it was killed: rm ${lock}`,
    );
  }
}

/** The states in the current folder, the project's root. */
export const statesInFolder: StateStore = {
  place: (file) => file,
  // Terraform makes an empty file when it takes the lock.
  read: (file) =>
    readFile(file, "utf8").catch((error: unknown) => {
      if (errorCode(error) === "ENOENT") {
        return "";
      }
      throw error;
    }),
  list: async () => (await readdir(".")).filter((file) => /^terraform\..+\.tfstate$/.test(file)).sort(),
  async lock(file) {
    checkUnlocked(file);
    return async () => {};
  },
  async write(file, text) {
    // All of it or nothing, whatever happens in between.
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
  },
  async remove(file) {
    checkUnlocked(file);
    await rename(file, `${file}.moved`);
    return `A copy is ${file}.moved.`;
  },
};
