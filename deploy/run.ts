/** Other programs: Terraform by the CDKTF CLI, the container tool, git. */
import { spawn } from "node:child_process";

/** The person pressed Ctrl-C, and the program that was running has ended in its own way. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** A program ended with another status than 0. */
export class ProgramFailed extends Error {
  override readonly name = "ProgramFailed";
  /** What it wrote, both streams as they came. */
  readonly output: string;

  constructor(command: string, status: number | string, output: string) {
    super(`${command} ended with ${status}.`);
    this.output = output;
  }
}

export interface RunOptions {
  /** For its standard input. */
  readonly input?: string;
  /** Beside those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether the person sees what it writes, as it comes. */
  readonly show?: boolean;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Runs a program in the current folder to its end.
 *
 * It runs in a process group of its own and gets Ctrl-C from here, once: Terraform then finishes what it has begun and
 * writes its state, but a second signal, as the terminal would send to the whole group, makes it drop everything.
 * @returns what it wrote to standard output
 * @throws ProgramFailed, Interrupted, or the system's error when it cannot be started
 */
export async function run(
  command: string,
  args: readonly string[],
  { input, environment = {}, show = false }: RunOptions = {},
): Promise<string> {
  const child = spawn(command, args, {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...environment },
    detached: true,
  });
  let interrupted = false;
  const interrupt = () => {
    if (!interrupted && child.pid !== undefined) process.kill(-child.pid, "SIGINT");
    interrupted = true;
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);

  const output = { all: "", standard: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.all += text;
    output.standard += text;
    if (show) process.stdout.write(text);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.all += text;
    if (show) process.stderr.write(text);
  });
  // It may end before it has read everything.
  child.stdin.on("error", () => {}).end(input);

  try {
    const status = await new Promise<number | string>((resolve, reject) => {
      child.on("error", reject).on("close", (code, signal) => resolve(code ?? signal ?? 1));
    });
    if (interrupted) throw new Interrupted("Interrupted.");
    if (status !== 0) throw new ProgramFailed(command, status, output.all);
    return output.standard;
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}
