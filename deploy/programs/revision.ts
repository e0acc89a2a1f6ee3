import { Failure } from "../console/failure.ts";
import { errorCode } from "./error-code.ts";
import { ProgramFailed, run } from "./run.ts";

/** What the image is built from. */
const SOURCES = ["app", "package.json", "package-lock.json", ".npmrc", ".dockerignore"];

export interface Revision {
  /** 40 hexadecimal digits. */
  readonly commit: string;
  /** Whether the image's sources differ from it. */
  readonly changed: boolean;
}

/** The git commit. @throws Failure if the image's sources differ from it */
export async function cleanCommit(): Promise<string> {
  const { commit, changed } = await revision();
  if (changed) {
    throw new Failure(
      "The image is named after the git commit, and its sources have changes that are not committed. Commit them first.",
    );
  }
  return commit;
}

/** The git commit that images are named after. @throws Failure outside a git checkout */
export async function revision(): Promise<Revision> {
  try {
    const commit = (await run("git", ["rev-parse", "HEAD"])).trim();
    const changes = await run("git", ["status", "--porcelain", "--", ...SOURCES]);
    return { commit, changed: changes !== "" };
  } catch (error) {
    if (!(error instanceof ProgramFailed) && errorCode(error) === undefined) {
      throw error;
    }
    throw new Failure("Images are named after the git commit, and there is none here.", { cause: error });
  }
}
