import { Hono } from "hono";
import { cors } from "hono/cors";
import { secureHeaders } from "hono/secure-headers";
import type { Engine } from "../engines/engine.ts";
import { type Environment, HEALTH_PATH } from "../environment.ts";
import type { Log } from "../log.ts";
import { createPage } from "../page/create-page.ts";
import { Problem } from "../problem.ts";
import { allowAddresses } from "./allow-addresses.ts";
import { predict } from "./predict.ts";
import { preview } from "./preview.ts";
import { problemResponse } from "./problem-response.ts";
import type { RequestEnv } from "./request-env.ts";
import { requestLog } from "./request-log.ts";
import { requireKey } from "./require-key.ts";
import { UploadMemory } from "./upload-memory.ts";
import type { UploadTurns } from "./upload-turns.ts";

/** The methods of the API's routes; other methods get a 405. On the page's addresses they get a 404. */
const METHODS = {
  "/predict": "POST",
  "/preview": "POST",
  [HEALTH_PATH]: "GET, HEAD",
  "/ready": "GET, HEAD",
  "/config": "GET, HEAD",
  "/openapi.json": "GET, HEAD",
};

/** What needs a key where there are keys: what works for the caller. The others are the same for everybody. */
const PROTECTED = ["/predict", "/preview", "/config"];

export interface AppOptions {
  readonly engine: Engine;
  readonly environment: Environment;
  readonly log: Log;
  /** The server's as well: see {@link UploadTurns}. */
  readonly turns: UploadTurns;
}

/** The routes. Does not listen. */
export function createApp({ engine, environment, log, turns }: AppOptions): Hono<RequestEnv> {
  const {
    MAX_UPLOAD_BYTES,
    UPLOAD_MEMORY_BYTES,
    ALLOWED_CIDRS,
    ALLOWED_ORIGINS,
    API_KEYS,
    METRICS_NAMESPACE,
    DEPLOYMENT,
  } = environment;
  const memory = new UploadMemory(Math.max(UPLOAD_MEMORY_BYTES, engine.memoryFor(MAX_UPLOAD_BYTES)));
  const app = new Hono<RequestEnv>();

  const metrics =
    METRICS_NAMESPACE === undefined ? undefined : { namespace: METRICS_NAMESPACE, deployment: DEPLOYMENT };
  app.use(requestLog({ log, engine: engine.name, memory, metrics }));
  app.use(secureHeaders());
  if (ALLOWED_CIDRS !== undefined) {
    app.use(allowAddresses(ALLOWED_CIDRS));
  }
  if (ALLOWED_ORIGINS.length > 0) {
    app.use(
      cors({ origin: ALLOWED_ORIGINS, exposeHeaders: ["X-Request-Id", "Retry-After", "Server-Timing"] }),
    );
  }
  if (API_KEYS !== undefined) {
    // After CORS, which answers what a browser asks before the request: that carries no key.
    const withKey = requireKey(API_KEYS);
    for (const path of PROTECTED) {
      app.use(path, withKey);
    }
  }

  app.get(HEALTH_PATH, (c) => c.json({ status: "ok" }));
  app.get("/ready", (c) => {
    if (!engine.isReady) {
      throw new Problem(
        "engine-unavailable",
        "The reader is loading its models. Try again in a few seconds.",
      );
    }
    return c.json({ status: "ready" });
  });
  app.get("/config", (c) => c.json(configOf(engine, memory, MAX_UPLOAD_BYTES)));
  const options = { engine, environment, memory, turns };
  app.post("/predict", predict(options));
  app.post("/preview", preview(options));
  // Made once, since it takes milliseconds.
  let document: Promise<string> | undefined;
  app.get("/openapi.json", async (c) => {
    document ??= import("./contract.ts").then(({ openApiDocument }) =>
      JSON.stringify(
        openApiDocument({ keys: API_KEYS !== undefined, addresses: ALLOWED_CIDRS !== undefined }),
      ),
    );
    return c.body(await document, 200, { "Content-Type": "application/json" });
  });
  app.route("/", createPage({ engine: engine.name }));

  for (const [path, allow] of Object.entries(METHODS)) {
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

/** What a client should know before it sends anything. */
function configOf(engine: Engine, memory: UploadMemory, maxUploadBytes: number) {
  return {
    engine: engine.name,
    parameters: engine.parameters,
    preview: engine.hasPreview,
    mediaTypes: engine.mediaTypes,
    maxUploadBytes,
    usefulPixels: engine.usefulPixels,
    concurrentUploads: Math.min(
      engine.concurrency,
      Math.floor(memory.capacity / engine.memoryFor(maxUploadBytes)),
    ),
  };
}
