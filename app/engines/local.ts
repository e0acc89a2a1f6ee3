import { availableParallelism, totalmem } from "node:os";
import { type Environment, planReader } from "../environment.ts";
import { MEDIA_TYPES } from "../media-type.ts";
import { PARAMETERS } from "../parameters.ts";
import { Problem } from "../problem.ts";
import { createReader } from "../reader/create-reader.ts";
import {
  NoSuchPageError,
  type Reader,
  ReaderUnavailableError,
  UnreadableImageError,
} from "../reader/reader.ts";
import { cleanFileReading } from "./clean-reading.ts";
import type { Engine } from "./engine.ts";

/** Bytes of memory that are assumed where nothing limits them: what the smallest useful task has. */
const ASSUMED_MEMORY = 2 * 1024 ** 3;

/** `reader/picture/decode.ts` scales larger pictures down to 1600 x 4000. */
const USEFUL_PIXELS = 1600 * 4000;

/**
 * The embedded reader: needs no account and no network.
 * @param onBroken called when the reader cannot recover
 * @throws EnvironmentError when the memory does not suffice
 */
export function localEngine(environment: Environment, onBroken: (reason: Error) => void): Engine {
  const cores = availableParallelism();
  const plan = planReader(environment, memoryLimit(), cores);
  const { DEADLINE_MS: deadline, MAX_PAGES: maxPages } = environment;
  return engineOfReader(() => createReader({ ...plan, deadline, maxPages, onBroken }), cores);
}

/** An engine around a reader, which is created by {@link Engine.prepare} or by the first receipt. */
export function engineOfReader(create: () => Reader, concurrency: number): Engine {
  let started: Reader | undefined;
  const reader = () => {
    started ??= create();
    return started;
  };
  return {
    name: "local",
    parameters: PARAMETERS,
    hasPreview: true,
    mediaTypes: MEDIA_TYPES,
    usefulPixels: USEFUL_PIXELS,
    concurrency,
    memoryFor: (imageBytes) => imageBytes,
    async prepare() {
      reader();
    },
    receive(_mediaType, slab) {
      let length = 0;
      return {
        write(chunk) {
          length += chunk.copy(slab, length);
        },
        async read(request, signal) {
          const file = slab.subarray(0, length);
          const reading = await orProblem(reader().read(file, request, signal), signal);
          return { reading: cleanFileReading(reading), attempts: 1 };
        },
        preview: (page, signal) =>
          orProblem(reader().preview(slab.subarray(0, length), page, signal), signal),
      };
    },
    get isReady() {
      return started?.isReady ?? false;
    },
    async close() {
      await started?.close();
    },
  };
}

async function orProblem<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw problemOf(error, signal);
  }
}

function problemOf(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) {
    return new Problem("engine-too-slow", "The reader was not done in time.", { cause: error });
  }
  if (error instanceof UnreadableImageError) {
    return new Problem("unreadable-image", error.message, { cause: error });
  }
  if (error instanceof NoSuchPageError) {
    return new Problem("bad-query", error.message, { cause: error });
  }
  if (error instanceof ReaderUnavailableError) {
    return new Problem(
      "engine-unavailable",
      "The reader has no capacity at the moment. Try again in a few seconds.",
      { cause: error },
    );
  }
  return error;
}

/** Bytes of memory that this process and those that it starts may hold together, where a container limits them. */
function memoryLimit(): number {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < totalmem() ? limit : Math.min(ASSUMED_MEMORY, totalmem());
}
