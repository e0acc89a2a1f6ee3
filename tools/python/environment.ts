/** Python environments for tools, tests and benchmarks, each made once from pinned requirements. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const REQUIREMENTS = join(import.meta.dirname, "requirements.txt");
const CACHE = join(import.meta.dirname, "../../.cache");

/** The pinned packages need this version or later. */
const OLDEST = [3, 11] as const;

async function findPython(): Promise<{ readonly command: string; readonly version: string }> {
  const found: string[] = [];
  for (const command of ["python3", "python"]) {
    const version = await run(command, ["-c", "import platform; print(platform.python_version())"]).then(
      ({ stdout }) => stdout.trim(),
      () => undefined,
    );
    if (version === undefined) {
      continue;
    }
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (major === OLDEST[0] && minor >= OLDEST[1]) {
      return { command, version };
    }
    found.push(`${command} is ${version}`);
  }
  throw new Error(
    `Python ${OLDEST.join(".")} or later is needed (Debian: apt-get install python3 python3-venv); ${found.join(", ") || "there is no python3 on the PATH"}.`,
  );
}

/**
 * Path of a Python with the pinned packages, by default those of the emulator and the policy scan. The first call on a
 * machine installs them under `.cache/`, which takes about a minute; later calls find them there until the requirements
 * or the Python version change.
 */
export async function pythonEnvironment(requirements = REQUIREMENTS): Promise<string> {
  const { command, version } = await findPython();
  const hash = createHash("sha256")
    .update(version)
    .update(await readFile(requirements));
  const home = join(CACHE, `python-${hash.digest("hex").slice(0, 12)}`);
  const python = join(home, "bin", "python");
  if (existsSync(home)) {
    return python;
  }

  // Made under another name and then renamed, so that other processes see all of it or nothing.
  await mkdir(CACHE, { recursive: true });
  const draft = await mkdtemp(`${home}.`);
  try {
    await run(command, ["-m", "venv", draft]);
    const pip = [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "--no-deps",
      "-r",
      requirements,
    ];
    await run(join(draft, "bin", "python"), pip, { maxBuffer: 2 ** 24 });
    await rename(draft, home);
  } catch (error) {
    // Another process was faster.
    if (existsSync(home)) {
      return python;
    }
    const output = error instanceof Error ? error.message.trim() : String(error);
    throw new Error(
      `Cannot make the Python environment (Debian: apt-get install python3-venv; pip needs its package index).\n${output}`,
      { cause: error },
    );
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return python;
}
