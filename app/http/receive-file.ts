import { Readable } from "node:stream";
import type { Context } from "hono";
import type { Engine, Intake } from "../engines/engine.ts";
import type { Environment } from "../environment.ts";
import type { RequestEnv } from "./request-env.ts";
import { Stop } from "./stop.ts";
import { firstBytes, mostImageBytes, receiveUpload } from "./upload.ts";
import type { UploadMemory } from "./upload-memory.ts";
import type { UploadTurns } from "./upload-turns.ts";

/** The part of the deadline that waiting for memory may take, so that there is time left to read the receipt. */
const PATIENCE = 0.6;

export interface ReceiveOptions {
  readonly engine: Engine;
  readonly environment: Environment;
  readonly memory: UploadMemory;
  readonly turns: UploadTurns;
}

/**
 * Memory, then the upload into it, then the engine's work on it, all before one deadline.
 * @param work what is asked of the engine
 * @throws Problem
 */
export async function receiveFile<Result>(
  c: Context<RequestEnv>,
  { engine, environment, memory, turns }: ReceiveOptions,
  work: (intake: Intake, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const { MAX_UPLOAD_BYTES, MIN_UPLOAD_BYTES_PER_SECOND, DEADLINE_MS } = environment;
  const { timings } = c.var;
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
  return await timings.measure(
    "engine",
    lease.lend(() => work(intake, signal)),
  );
}

/** The body as Node's own stream, where there is a server: a web stream around it costs a tenth of the upload's CPU. */
function bodyOf({ env, req }: Context<RequestEnv>): Readable {
  return env?.incoming ?? (req.raw.body === null ? Readable.from([]) : Readable.fromWeb(req.raw.body));
}
