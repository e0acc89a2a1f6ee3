/** One line of the log. Never contains anything from a receipt. */
export type LogEntry = Readonly<Record<string, unknown>>;

export type Log = (level: "info" | "error", entry: LogEntry) => void;

/** Standard output, or what a test has for it. */
export interface LogOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Writes short lines where a person is looking, else JSON lines, which ECS takes to CloudWatch. */
export function logTo(output: LogOutput): Log {
  return (level, entry) => {
    const time = new Date();
    const line = output.isTTY
      ? shortLine(time, entry)
      : JSON.stringify({ time: time.toISOString(), level, ...entry });
    output.write(`${line}\n`);
  };
}

/** `14:05:12 POST /predict 200 812 ms`, with what went wrong behind it; or a message as it is. */
function shortLine(time: Date, { message, method, path, status, ms, problem, cause }: LogEntry): string {
  if (message !== undefined) {
    return String(message);
  }
  const clock = time.toTimeString().slice(0, 8);
  const line = [clock, method, path, status, `${Math.round(Number(ms))} ms`, problem, cause]
    .filter((part) => part !== undefined)
    .join(" ");
  // A path can hold characters that command the terminal.
  return line.replace(/\p{Cc}/gu, "\uFFFD");
}

/** What may be logged of an error: its name and code. Messages of upstream errors can quote the request. */
export function nameOf(error: unknown): string | undefined {
  if (error === undefined) {
    return undefined;
  }
  if (!(error instanceof Error)) {
    return typeof error;
  }
  return "code" in error && typeof error.code === "string" ? `${error.name} ${error.code}` : error.name;
}
