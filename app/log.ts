/** One line of the log. Never contains anything from a receipt. */
export type LogEntry = Readonly<Record<string, unknown>>;

export type Log = (level: "info" | "error", entry: LogEntry) => void;

/** JSON lines on standard output, where ECS and people find them. */
export const logToStdout: Log = (level, entry) => {
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, ...entry })}\n`);
};

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
