import { Readable } from "node:stream";
import type { Context, Handler } from "hono";
import type { Engine } from "../engines/engine.ts";
import { type Environment, hintsOf } from "../environment.ts";
import type { Hints } from "../hints.ts";
import { toPrediction } from "./prediction.ts";
import { parseQuery, type Query } from "./query.ts";
import type { RequestEnv } from "./request-env.ts";
import { Stop } from "./stop.ts";
import { firstBytes, mostImageBytes, receiveUpload } from "./upload.ts";
import type { UploadMemory } from "./upload-memory.ts";
import type { UploadTurns } from "./upload-turns.ts";

/** The part of the deadline that waiting for memory may take, so that there is time left to read the receipt. */
const PATIENCE = 0.6;

export interface PredictOptions {
  readonly engine: Engine;
  readonly environment: Environment;
  readonly memory: UploadMemory;
  readonly turns: UploadTurns;
}

/** `POST /predict`: memory, then the upload into it, then the reading from it, all before one deadline. */
export function predict({ engine, environment, memory, turns }: PredictOptions): Handler<RequestEnv> {
  const { MAX_UPLOAD_BYTES, MIN_UPLOAD_BYTES_PER_SECOND, DEADLINE_MS } = environment;
  const hints = hintsOf(environment);
  return async (c) => {
    const { timings } = c.var;
    const query = parseQuery(c.req.query(), engine);
    const imageBytes = mostImageBytes(c.req.header("Content-Length"), MAX_UPLOAD_BYTES);
    const body = bodyOf(c);
    using stop = new Stop(c.req.raw.signal, DEADLINE_MS);
    const { signal } = stop;
    await timings.measure("upload", firstBytes(body, signal));
    using lease = await timings.measure(
      "wait",
      memory.lease(engine.memoryFor(imageBytes), DEADLINE_MS * PATIENCE, signal),
    );
    const { intake, imageBytes: uploadBytes } = await timings.measure(
      "upload",
      receiveUpload(body, {
        contentType: c.req.header("Content-Type"),
        engine,
        lease,
        leastRate: MIN_UPLOAD_BYTES_PER_SECOND,
        maxBytes: MAX_UPLOAD_BYTES,
        turns,
        signal,
      }),
    );
    c.set("uploadBytes", uploadBytes);
    const answer = await timings.measure(
      "engine",
      lease.lend(() => intake.read({ hints: withDefaults(query, hints) }, signal)),
    );
    c.set("attempts", answer.attempts);
    c.header("Cache-Control", "no-store");
    return c.json(toPrediction(answer.reading, engine.name, query));
  };
}

/** The hints of a request; where it has none, those of the environment. */
function withDefaults({ country, dateOrder, currency }: Query, defaults: Hints): Hints {
  return {
    country: country ?? defaults.country,
    dateOrder: dateOrder ?? defaults.dateOrder,
    currency: currency ?? defaults.currency,
  };
}

/** The body as Node's own stream, where there is a server: a web stream around it costs a tenth of the upload's CPU. */
function bodyOf({ env, req }: Context<RequestEnv>): Readable {
  return env?.incoming ?? (req.raw.body === null ? Readable.from([]) : Readable.fromWeb(req.raw.body));
}
