import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { Extractor } from "../environment.ts";
import { type Log, nameOf } from "../log.ts";
import { maskNumbers } from "../mask-numbers.ts";
import { Problem } from "../problem.ts";
import { type Metrics, metricsOf } from "./metrics.ts";
import type { RequestEnv } from "./request-env.ts";
import { Timings } from "./timings.ts";
import type { UploadMemory } from "./upload-memory.ts";

/** Request ids that are accepted from clients; others are replaced. */
const REQUEST_ID = /^[\w.:=;-]{1,128}$/;

/** Status in the log if the client left before the answer. Never sent. */
const CLIENT_GONE = 499;

export interface RequestLogOptions {
  readonly log: Log;
  readonly engine: Extractor;
  /** For the number of requests that wait. */
  readonly memory: UploadMemory;
  /** Undefined without metrics. */
  readonly metrics: Metrics | undefined;
}

/** Gives each request its id and its timings, and writes its line of the log. */
export function requestLog({
  log,
  engine,
  memory,
  metrics,
}: RequestLogOptions): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    const timings = new Timings();
    c.set("timings", timings);
    const requestId = requestIdOf(c.req.header("X-Request-Id") ?? c.req.header("X-Amzn-Trace-Id"));
    await next();
    // `c.header` would turn the answer into a slower one, with a stream for its body.
    c.res.headers.set("X-Request-Id", requestId);
    c.res.headers.set("Server-Timing", timings.header());
    const status = c.env?.outgoing?.destroyed ? CLIENT_GONE : c.res.status;
    const error = c.get("error");
    const modelStatus = error instanceof Problem ? error.modelStatus?.toString() : undefined;
    const problem = error instanceof Problem ? error.kind : undefined;
    log(status >= 500 ? "error" : "info", {
      requestId,
      method: c.req.method,
      path: maskNumbers(c.req.path.slice(0, 200)),
      status,
      ...timings.milliseconds(),
      uploadBytes: c.get("uploadBytes"),
      engine,
      attempts: c.get("attempts"),
      problem,
      modelStatus,
      cause: nameOf(error instanceof Problem ? error.cause : error),
      ...(metrics !== undefined && c.req.path === "/predict"
        ? metricsOf(metrics, {
            status,
            timings,
            problem,
            modelStatus,
            waiting: memory.waiting,
          })
        : {}),
    });
  };
}

function requestIdOf(header: string | undefined): string {
  return header !== undefined && REQUEST_ID.test(header) ? header : randomUUID();
}
