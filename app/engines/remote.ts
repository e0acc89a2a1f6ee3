import { pipeline, type Readable, Transform } from "node:stream";
import type { Extractor } from "../environment.ts";
import { dimensionsOf } from "../image.ts";
import type { MediaType } from "../media-type.ts";
import { Problem } from "../problem.ts";
import { chatRequest, parseChatReply } from "./chat.ts";
import { bodyBytes, ChatBody } from "./chat-body.ts";
import type { Engine } from "./engine.ts";

/** What vLLM decodes (it uses Pillow) and browsers show. */
const REMOTE_MEDIA_TYPES = [
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
] as const satisfies MediaType[];

/** Larger pictures are refused unread: Pillow, which decodes at the model, calls twice 89 million a bomb. */
const MAX_PIXELS = 150_000_000;

/** The model sees an image as at most 1120 tokens, each of 48 x 48 pixels. */
const USEFUL_PIXELS = 1120 * 48 * 48;

/** An answer is some hundred bytes; the rest of a longer one is not read. */
const MAX_ANSWER_BYTES = 1_000_000;

/** A failed call is made once more, if that can help. */
export const MAX_ATTEMPTS = 2;

/** A request body that is ready to send. */
export interface ModelCall {
  readonly body: Buffer;
  /** Of the body, in hexadecimal digits. */
  readonly sha256: string;
}

export interface ModelAnswer {
  readonly body: Uint8Array;
  readonly attempts: number;
}

/** A way to a model that speaks the chat API. */
export interface Model {
  readonly name: Extractor;
  /** Its name, where the server wants one in the request. */
  readonly model?: string;
  /** Loads what can wait until the server listens. */
  prepare(): Promise<void>;
  /** @throws Problem */
  call(call: ModelCall, signal: AbortSignal): Promise<ModelAnswer>;
  close(): void;
}

/** The engine on a model elsewhere. Pictures are not decoded here: only their first bytes and dimensions are looked at. */
export function remoteEngine(model: Model, concurrency: number): Engine {
  // The longest media type, so that the memory suffices for each.
  const longest = chatRequest("image/jpeg", model.model);
  return {
    name: model.name,
    mediaTypes: REMOTE_MEDIA_TYPES,
    usefulPixels: USEFUL_PIXELS,
    concurrency,
    memoryFor: (imageBytes) => bodyBytes(longest, imageBytes),
    prepare: () => model.prepare(),
    receive(mediaType, slab) {
      const body = new ChatBody(slab, chatRequest(mediaType, model.model));
      return {
        write: (chunk) => body.write(chunk),
        async read(signal) {
          const { peek, ...call } = body.finish();
          const dimensions = dimensionsOf(mediaType, peek);
          if (dimensions === undefined || dimensions.width === 0 || dimensions.height === 0) {
            throw new Problem("unreadable-image", "The header of this image is damaged.");
          }
          if (dimensions.width * dimensions.height > MAX_PIXELS) {
            throw new Problem(
              "unreadable-image",
              `This image has ${dimensions.width} x ${dimensions.height} pixels; at most ${MAX_PIXELS / 1e6} million are read.`,
            );
          }
          const answer = await model.call(call, signal);
          return { reading: parseChatReply(answer.body), attempts: answer.attempts };
        },
      };
    },
    close: async () => model.close(),
  };
}

/** The problem for a status that the model's server gave. */
export function problemOfStatus(status: number, cause?: unknown): Problem {
  if (status === 429 || status === 503) {
    return new Problem(
      "engine-unavailable",
      "The model is not ready or has too much to do. Try again shortly.",
      {
        cause,
      },
    );
  }
  if (status === 504 || status === 408) {
    return tooSlow(cause);
  }
  return new Problem("engine-failed", "The model could not read this picture.", { cause });
}

export function unreachable(cause: unknown): Problem {
  return new Problem("engine-failed", "The model could not be reached, or its answer broke off.", { cause });
}

/** Passes an answer on, and breaks it off with a Problem when it is longer than any receipt. */
export function limitAnswer(answer: Readable): Readable {
  let bytes = 0;
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > MAX_ANSWER_BYTES) {
        done(new Problem("engine-failed", "The model gave an answer that is far too long."));
      } else {
        done(null, chunk);
      }
    },
  });
  // Who reads the limited stream gets its errors; they need no second hearing here.
  return pipeline(answer, limit, () => {});
}

export function tooSlow(cause?: unknown): Problem {
  return new Problem("engine-too-slow", "The model did not answer in time.", { cause });
}
