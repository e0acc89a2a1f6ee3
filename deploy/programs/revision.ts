import { Failure } from "../console/failure.ts";
import { errorCode } from "./error-code.ts";
import { ProgramFailed, run } from "./run.ts";

/** What decides what is in the image. */
const SOURCES = ["app", "package.json", "package-lock.json", ".npmrc", ".dockerignore"];

export interface Revision {
  /** The commit, 40 hexadecimal digits. */
  readonly commit: string;
  /** Whether the image's sources differ from it. */
  readonly changed: boolean;
}

/** The git commit, where the image's sources are just as it has them. @throws Failure where they are not */
export async function cleanCommit(): Promise<string> {
  const { commit, changed } = await revision();
  if (changed) {
    throw new Failure(
      "The image would be named after a commit that it does not hold: commit your changes first.",
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
    if (!(error instanceof ProgramFailed) && errorCode(error) === undefined) throw error;
    throw new Failure("Images are named after the git commit, and git knows none here.", { cause: error });
  }
}
