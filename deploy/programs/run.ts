/** Runs other programs: the CDKTF CLI with its Terraform, the container tool, git. */
import { spawn } from "node:child_process";
import { errorCode } from "./error-code.ts";

/** Somebody pressed Ctrl-C, and the program that was running has ended. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** A program ended with a status other than 0. */
export class ProgramFailed extends Error {
  override readonly name = "ProgramFailed";
  /** What it wrote: both streams, in the order in which it came. */
  readonly output: string;

  constructor(command: string, status: number | string, output: string) {
    super(`${command} ended with ${status}.`);
    this.output = output;
  }
}

export interface RunOptions {
  /** Text for its standard input. */
  readonly input?: string;
  /** Variables in addition to those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether its output is also shown, as it comes. */
  readonly show?: boolean;
  /** How to end it early, given its process id; by default SIGINT to it and to all that it started. */
  readonly interrupt?: (pid: number) => void;
}

/** How many programs are running. `run` passes Ctrl-C on to them. */
let running = 0;
export const isRunning = (): boolean => running > 0;

/**
 * Sends SIGINT, as Ctrl-C does.
 * @param target id of a process, or of a process group as a negative number
 * @returns false if it has already ended, which may happen at any moment
 */
export function sendInterrupt(target: number): boolean {
  try {
    return process.kill(target, "SIGINT");
  } catch (error) {
    if (errorCode(error) === "ESRCH") {
      return false;
    }
    throw error;
  }
}

export const interruptGroup = (pid: number): void => void sendInterrupt(-pid);

export const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Runs a program in the current folder to its end.
 *
 * It gets its own process group, so that Ctrl-C in the terminal reaches it only through us, and once.
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
    if (!interrupted && child.pid !== undefined) {
      interrupt(child.pid);
    }
    interrupted = true;
  };
  // Before the start: a signal in between would end us and leave the program running.
  for (const signal of SIGNALS) {
    process.on(signal, onSignal);
  }
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
    if (show) {
      process.stdout.write(text);
    }
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.all += text;
    if (show) {
      process.stderr.write(text);
    }
  });
  // The program may end before it has read everything.
  child.stdin.on("error", () => {}).end(input);

  try {
    const status = await new Promise<number | string>((resolve, reject) => {
      child.on("error", reject).on("close", (code, signal) => resolve(code ?? signal ?? 1));
    });
    if (interrupted) {
      throw new Interrupted("Interrupted.");
    }
    if (status !== 0) {
      throw new ProgramFailed(command, status, output.all);
    }
    return output.standard;
  } finally {
    running -= 1;
    for (const signal of SIGNALS) {
      process.off(signal, onSignal);
    }
  }
}
