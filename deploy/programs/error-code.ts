/** The code of a system error or one of Node's, such as ENOENT; undefined for everything else. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
