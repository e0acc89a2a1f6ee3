import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import { secureHeaders } from "hono/secure-headers";
import type { Engine } from "../engines/engine.ts";
import { type Environment, HEALTH_PATH } from "../environment.ts";
import { type Log, nameOf } from "../log.ts";
import { createPage } from "../page/create-page.ts";
import { metricsOf } from "./metrics.ts";
import { toPrediction } from "./prediction.ts";
import { Problem, problemResponse } from "./problem.ts";
import { Timings } from "./timings.ts";
import { mostImageBytes, receiveUpload } from "./upload.ts";
import { UploadMemory } from "./upload-memory.ts";
import type { UploadTurns } from "./upload-turns.ts";

/** What a client may name as its request's id; anything else is replaced. */
const REQUEST_ID = /^[\w.:=;-]{1,128}$/;

/** Waiting for memory may take this part of the deadline, so that time is left to read the receipt. */
const PATIENCE = 0.6;

/** Status in the log, where the client had gone before there was an answer. Never sent. */
const CLIENT_GONE = 499;

interface Env {
  /** The whole object is absent when the app is called without a server. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    timings: Timings;
    /** For the log. */
    uploadBytes: number;
    attempts: number;
    error: unknown;
  };
}

export interface AppOptions {
  readonly engine: Engine;
  readonly environment: Environment;
  readonly log: Log;
  /** The same that the server tells of its connections. */
  readonly turns: UploadTurns;
}

/** The routes. Does not listen. */
export function createApp({ engine, environment, log, turns }: AppOptions): Hono<Env> {
  const { MAX_UPLOAD_BYTES, DEADLINE_MS, UPLOAD_MEMORY_BYTES, ALLOWED_ORIGINS, METRICS_NAMESPACE } =
    environment;
  const memory = new UploadMemory(Math.max(UPLOAD_MEMORY_BYTES, engine.memoryFor(MAX_UPLOAD_BYTES)));
  const app = new Hono<Env>();

  app.use(async (c, next) => {
    const timings = new Timings();
    c.set("timings", timings);
    const asked = c.req.header("X-Request-Id") ?? c.req.header("X-Amzn-Trace-Id");
    const requestId = asked !== undefined && REQUEST_ID.test(asked) ? asked : randomUUID();
    await next();
    c.header("X-Request-Id", requestId);
    c.header("Server-Timing", timings.header());
    const status = c.env?.outgoing?.destroyed ? CLIENT_GONE : c.res.status;
    const error = c.get("error");
    const problem = error instanceof Problem ? error.kind : undefined;
    log(status >= 500 ? "error" : "info", {
      requestId,
      method: c.req.method,
      path: c.req.path.slice(0, 200),
      status,
      ...timings.milliseconds(),
      uploadBytes: c.get("uploadBytes"),
      engine: engine.name,
      attempts: c.get("attempts"),
      problem,
      cause: nameOf(error instanceof Problem ? error.cause : error),
      ...(METRICS_NAMESPACE !== undefined && c.req.path === "/predict"
        ? metricsOf(METRICS_NAMESPACE, { status, timings, problem, waiting: memory.waiting })
        : {}),
    });
  });
  app.use(secureHeaders());
  if (ALLOWED_ORIGINS.length > 0) {
    app.use(
      cors({ origin: ALLOWED_ORIGINS, exposeHeaders: ["X-Request-Id", "Retry-After", "Server-Timing"] }),
    );
  }

  app.get(HEALTH_PATH, (c) => c.json({ status: "ok" }));

  app.get("/config", (c) =>
    c.json({
      engine: engine.name,
      mediaTypes: engine.mediaTypes,
      maxUploadBytes: MAX_UPLOAD_BYTES,
      usefulPixels: engine.usefulPixels,
      concurrentUploads: Math.min(
        engine.concurrency,
        Math.floor(memory.capacity / engine.memoryFor(MAX_UPLOAD_BYTES)),
      ),
    }),
  );

  app.post("/predict", async (c) => {
    const { timings } = c.var;
    const withEvidence = parseEvidence(c.req.query("evidence"));
    const imageBytes = mostImageBytes(c.req.header("Content-Length"), MAX_UPLOAD_BYTES);
    const body = bodyOf(c);
    const signal = AbortSignal.any([c.req.raw.signal, AbortSignal.timeout(DEADLINE_MS)]);
    const slab = await timings.measure(
      "wait",
      memory.take(engine.memoryFor(imageBytes), DEADLINE_MS * PATIENCE, signal),
    );
    let slabIsOurs = true;
    try {
      const upload = await timings.measure(
        "upload",
        receiveUpload(body, {
          contentType: c.req.header("Content-Type"),
          engine,
          slab,
          maxBytes: MAX_UPLOAD_BYTES,
          turns,
          signal,
        }),
      );
      c.set("uploadBytes", upload.imageBytes);
      slabIsOurs = false;
      const answer = await timings.measure("engine", upload.intake.read(signal));
      slabIsOurs = true;
      c.set("attempts", answer.attempts);
      c.header("Cache-Control", "no-store");
      return c.json(toPrediction(answer, engine.name, withEvidence));
    } finally {
      if (slabIsOurs) {
        memory.release(slab);
      } else {
        memory.drop(slab);
      }
    }
  });

  app.get("/openapi.json", async (c) => {
    const { openApiDocument } = await import("./contract.ts");
    return c.json(openApiDocument());
  });

  app.route("/", createPage({ engine: engine.name }));

  for (const [path, allow] of [
    ["/predict", "POST"],
    [HEALTH_PATH, "GET, HEAD"],
    ["/config", "GET, HEAD"],
    ["/openapi.json", "GET, HEAD"],
  ] as const) {
    app.all(path, () => {
      throw new Problem("method-not-allowed", `${path} answers ${allow}.`, { allow });
    });
  }
  app.notFound(() => problemResponse(new Problem("not-found", "There is nothing at this address.")));
  app.onError((error, c) => {
    c.set("error", error);
    return problemResponse(
      error instanceof Problem ? error : new Problem("internal", "Something went wrong on the server."),
    );
  });
  return app;
}

function parseEvidence(value: string | undefined): boolean {
  if (value !== undefined && value !== "true" && value !== "false") {
    throw new Problem("bad-query", 'The parameter "evidence" is true or false.');
  }
  return value === "true";
}

/** The body as Node's own stream, where there is a server: a web stream around it costs a tenth of the upload's CPU. */
function bodyOf(c: Context<Env>): Readable {
  const body =
    c.env?.incoming ?? (c.req.raw.body === null ? Readable.from([]) : Readable.fromWeb(c.req.raw.body));
  return body;
}
