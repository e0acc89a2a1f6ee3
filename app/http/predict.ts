import { Readable } from "node:stream";
import type { Context, Handler } from "hono";
import type { Engine } from "../engines/engine.ts";
import type { Environment } from "../environment.ts";
import { Problem } from "../problem.ts";
import { toPrediction } from "./prediction.ts";
import type { RequestEnv } from "./request-env.ts";
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
  return async (c) => {
    const { timings } = c.var;
    const withEvidence = parseEvidence(c.req.query("evidence"));
    const imageBytes = mostImageBytes(c.req.header("Content-Length"), MAX_UPLOAD_BYTES);
    const body = bodyOf(c);
    const signal = AbortSignal.any([c.req.raw.signal, AbortSignal.timeout(DEADLINE_MS)]);
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
      lease.lend(() => intake.read({ hints: {} }, signal)),
    );
    c.set("attempts", answer.attempts);
    c.header("Cache-Control", "no-store");
    return c.json(toPrediction(answer.reading, engine.name, withEvidence));
  };
}

function parseEvidence(value: string | undefined): boolean {
  if (value !== undefined && value !== "true" && value !== "false") {
    throw new Problem("bad-query", 'The parameter "evidence" is true or false.');
  }
  return value === "true";
}

/** The body as Node's own stream, where there is a server: a web stream around it costs a tenth of the upload's CPU. */
function bodyOf({ env, req }: Context<RequestEnv>): Readable {
  return env?.incoming ?? (req.raw.body === null ? Readable.from([]) : Readable.fromWeb(req.raw.body));
}
