/** A copy of the project, as its own git checkout, with state and output of its own. */
import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const ROOT = join(import.meta.dirname, "../..");
const PARTS = [
  ...["app", "deploy", "stacks", "tools"],
  ...["__tests__/deploy", "fixtures/loopback.ts"],
  ...["main.ts", "package.json", "package-lock.json", ".npmrc", ".dockerignore", ".gitignore"],
];

export interface CommandResult {
  readonly status: number;
  /** Both streams, as a person sees them. */
  readonly output: string;
}

export interface Project {
  readonly folder: string;
  /** Runs `npm run NAME -- ARGS`, less npm. Ctrl-C comes once what it wrote matches `interruptAt`. */
  command(
    name: string,
    args: readonly string[],
    options?: { environment?: Readonly<Record<string, string>>; interruptAt?: RegExp },
  ): Promise<CommandResult>;
  /** Changes something in the image, and commits it. @param statement what the container does first */
  change(statement?: string): Promise<void>;
  remove(): Promise<void>;
}

export async function copyProject(environment: Readonly<Record<string, string>>): Promise<Project> {
  const folder = await mkdtemp(join(tmpdir(), "project-"));
  for (const part of PARTS) {
    // Times too: the container tool then finds the layers that it has.
    await cp(join(ROOT, part), join(folder, part), { recursive: true, preserveTimestamps: true });
  }
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const cdktf = JSON.parse(await readFile(join(ROOT, "cdktf.json"), "utf8"));
  const app = `${process.execPath} __tests__/deploy/synth-for-emulator.ts`;
  await writeFile(join(folder, "cdktf.json"), JSON.stringify({ ...cdktf, app }));
  await writeFile(join(folder, ".gitignore"), "node_modules\ncdktf.out\n*.tfstate*\n.cache\n");
  const git = async (...args: string[]) => {
    const identity = ["-c", "user.name=test", "-c", "user.email=test@localhost"];
    await run("git", [...identity, ...args], { cwd: folder });
  };
  await git("init", "--quiet");
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "As it is");

  return {
    folder,
    command(name, args, { environment: more = {}, interruptAt } = {}) {
      const child = spawn(process.execPath, [`deploy/${name}.ts`, ...args], {
        cwd: folder,
        env: { ...environment, ...more },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      let interrupted = false;
      const read = (text: string) => {
        output += text;
        if (interruptAt !== undefined && !interrupted && interruptAt.test(output)) {
          interrupted = true;
          child.kill("SIGINT");
        }
      };
      child.stdout.setEncoding("utf8").on("data", read);
      child.stderr.setEncoding("utf8").on("data", read);
      return new Promise((resolve, reject) => {
        child.on("error", reject).on("close", (status) => resolve({ status: status ?? 1, output }));
      });
    },
    async change(statement = 'process.title = "changed";') {
      // What has an effect is in the bundle, whoever imports it.
      const file = join(folder, "app/main.ts");
      await writeFile(file, `${statement}\n${await readFile(file, "utf8")}`);
      await git("commit", "--quiet", "--all", "--message", "Change the image");
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
