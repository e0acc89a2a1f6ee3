/** Other programs: Terraform by the CDKTF CLI, the container tool, git. */
import { spawn } from "node:child_process";
import { errorCode } from "./error-code.ts";

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
  /** How to end it early, by the id of its process; by default SIGINT to it and all that it started. */
  readonly interrupt?: (pid: number) => void;
}

/** How many programs are running: they are told of Ctrl-C here, and end as they must. */
let running = 0;
export const isRunning = (): boolean => running > 0;

/**
 * What Ctrl-C does to a process, or to a group of them, given as a negative number.
 * @returns false when it has ended already, as it may have at any moment
 */
export function sendInterrupt(target: number): boolean {
  try {
    return process.kill(target, "SIGINT");
  } catch (error) {
    if (errorCode(error) === "ESRCH") return false;
    throw error;
  }
}

export const interruptGroup = (pid: number): void => void sendInterrupt(-pid);

export const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Runs a program in the current folder to its end.
 *
 * It runs in a process group of its own, so that Ctrl-C in the terminal reaches it from here only, and once.
 * @returns what it wrote to standard output
 * @throws ProgramFailed, Interrupted, or the system's error when it cannot be started
 */
export async function run(
  command: string,
  args: readonly string[],
  { input, environment = {}, show = false, interrupt = interruptGroup }: RunOptions = {},
): Promise<string> {
  let interrupted = false;
  const onSignal = () => {
    if (!interrupted && child.pid !== undefined) interrupt(child.pid);
    interrupted = true;
  };
  // First: a signal between the start and this would end us and leave the program running.
  for (const signal of SIGNALS) process.on(signal, onSignal);
  running += 1;
  const child = spawn(command, args, {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...environment },
    detached: true,
  });

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
    running -= 1;
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}
