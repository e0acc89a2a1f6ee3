import type { HttpBindings } from "@hono/node-server";
import type { Timings } from "./timings.ts";

/** What handlers know of a request and its connection, and what they leave for its line in the log. */
export interface RequestEnv {
  /** Absent when the app is called without a server. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    timings: Timings;
    /** For the log. */
    uploadBytes: number;
    attempts: number;
    error: unknown;
  };
}
