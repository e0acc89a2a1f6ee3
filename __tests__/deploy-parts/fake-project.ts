/**
 * A folder in which `up` and `down` run in seconds: what they start (the CDKTF CLI, Terraform, git, docker) are scripts that
 * note their calls and answer as told, and AWS is a stand-in.
 */
import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** Answers from files: plan-N.STACK or plan.STACK for the Nth diff of a stack; a deploy takes new.STACK as its state. */
const CLI = `
import { appendFileSync, copyFileSync, existsSync, readFileSync, rmSync } from "node:fs";
const [command, stack] = process.argv.slice(2);
// As Terraform, in a folder in which the run before had another state.
if (!process.env.TF_CLI_ARGS_init?.includes("-reconfigure")) throw new Error("Backend configuration changed");
const calls = existsSync("calls") ? readFileSync("calls", "utf8") : "";
const former = process.env.RECEIPTS_KEEP_ENDPOINTS;
const how = (former === undefined ? "" : \` keeping \${former}\`) + (process.env.RECEIPTS_MODEL_LOGS_EXIST ? " with the logs that exist" : "");
appendFileSync("calls", \`\${command} \${stack}\${how}\\n\`);
if (command === "diff") {
  const number = calls.split("\\n").filter((line) => line === \`diff \${stack}\`).length + 1;
  const file = [\`plan-\${number}.\${stack}\`, \`plan.\${stack}\`].find((name) => existsSync(name));
  console.log(file === undefined ? "No changes. Your infrastructure matches the configuration." : readFileSync(file, "utf8"));
} else {
  const state = \`terraform.\${stack}.tfstate\`;
  if (command === "destroy") rmSync(state);
  else if (existsSync(\`new.\${stack}\`)) copyFileSync(\`new.\${stack}\`, state);
}
`;

export interface FakeProject {
  readonly folder: string;
  write(file: string, content: string | object): Promise<void>;
  /** Commands of the CLI so far, such as `deploy custom-stack`. */
  calls(): Promise<string[]>;
  /** Runs `npm run NAME -- ARGS`, less npm. Ctrl-C comes once what it wrote matches `interruptAt`. */
  command(
    name: string,
    args: readonly string[],
    options?: { environment?: Readonly<Record<string, string>>; interruptAt?: RegExp },
  ): Promise<{ readonly status: number; readonly output: string }>;
  remove(): Promise<void>;
}

export async function fakeProject(): Promise<FakeProject> {
  const folder = await mkdtemp(join(tmpdir(), "fake-"));
  const write = async (file: string, content: string | object) => {
    await mkdir(join(folder, file, ".."), { recursive: true });
    await writeFile(join(folder, file), typeof content === "string" ? content : JSON.stringify(content));
  };
  await write("package.json", '{"type":"module"}');
  await write("node_modules/cdktf-cli/bundle/package.json", '{"type":"module"}');
  await write("node_modules/cdktf-cli/bundle/bin/cdktf", CLI);
  const program = async (name: string, text: string) => {
    await write(`bin/${name}`, `#!/bin/sh\n${text}\n`);
    await chmod(join(folder, "bin", name), 0o755);
  };
  await program("terraform", `echo '{"terraform_version": "1.11.4"}'`);
  await program("git", `case "$1" in rev-parse) echo ${"c0".repeat(20)} ;; esac`);
  await program("docker", `case "$1" in push) echo "digest: sha256:${"a1".repeat(32)}" ;; esac`);
  await program("npm", "echo {}");
  return {
    folder,
    write,
    async calls() {
      const text = await readFile(join(folder, "calls"), "utf8").catch(() => "");
      return text.split("\n").filter((line) => line !== "");
    },
    command(name, args, { environment = {}, interruptAt } = {}) {
      const inherited = Object.entries(process.env).filter(
        ([key]) => !/^(?:RECEIPTS|TF)_|^AWS_REGION$/.test(key),
      );
      const child = spawn(process.execPath, [join(ROOT, `deploy/${name}.ts`), ...args], {
        cwd: folder,
        env: {
          ...Object.fromEntries(inherited),
          PATH: `${folder}/bin:${process.env.PATH}`,
          ...environment,
        },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      let interrupted = false;
      const read = (text: string) => {
        output += text;
        if (interruptAt?.test(output) && !interrupted) {
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
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
