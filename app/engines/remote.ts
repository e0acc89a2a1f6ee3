import { dimensionsOf } from "../image.ts";
import type { MediaType } from "../media-type.ts";
import type { Parameter } from "../parameters.ts";
import { Problem } from "../problem.ts";
import { bodyBytes, ChatBody } from "./chat-body.ts";
import { chatRequest, LONGEST_REQUEST } from "./chat-request.ts";
import { cleanFileReading } from "./clean-reading.ts";
import { detailsTokens } from "./details-request.ts";
import type { Engine } from "./engine.ts";
import type { Model } from "./model.ts";

/** What vLLM decodes (it uses Pillow) and browsers show. */
const REMOTE_MEDIA_TYPES = [
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
] as const satisfies MediaType[];

/** A model names no places and reads one receipt; `evidence` has always been taken. */
const REMOTE_PARAMETERS = [
  "evidence",
  "details",
  "country",
  "dateOrder",
  "currency",
] as const satisfies Parameter[];

/** Larger pictures are refused: Pillow, which decodes them at the model, treats twice 89 million as a bomb. */
const MAX_PIXELS = 150_000_000;

/** The model sees an image as at most 1120 tokens, each of 48 x 48 pixels. */
const USEFUL_PIXELS = 1120 * 48 * 48;

export interface RemoteOptions {
  /** Receipts that clients should send at the same time. */
  readonly concurrency: number;
  /** Milliseconds for one request. */
  readonly deadline: number;
  /** Tokens of the longest answer with details. */
  readonly maxTokens: number;
}

/** The engine on a model elsewhere. Pictures are not decoded here: only their first bytes and dimensions are read. */
export function remoteEngine(model: Model, { concurrency, deadline, maxTokens }: RemoteOptions): Engine {
  // The longest texts, so that there is enough memory for each.
  const longest = chatRequest("image/jpeg", LONGEST_REQUEST, model.model);
  return {
    name: model.name,
    parameters: REMOTE_PARAMETERS,
    hasPreview: false,
    mediaTypes: REMOTE_MEDIA_TYPES,
    usefulPixels: USEFUL_PIXELS,
    concurrency,
    memoryFor: (imageBytes) => bodyBytes(longest, imageBytes),
    async prepare() {
      await model.prepare();
      await loadReply();
    },
    receive(mediaType, slab) {
      const started = performance.now();
      const body = new ChatBody(slab, chatRequest(mediaType, { hints: {} }, model.model)[0]);
      return {
        write: (chunk) => body.write(chunk),
        async preview() {
          throw new Problem("not-found", `The ${model.name} engine makes no previews.`);
        },
        async read({ hints, details }, signal) {
          const left = deadline - (performance.now() - started);
          const request = { hints, detailsTokens: details ? detailsTokens(left, maxTokens) : undefined };
          const { peek, ...call } = body.finish(chatRequest(mediaType, request, model.model)[1]);
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
          const [answer, { parseChatReply }] = await Promise.all([model.call(call, signal), loadReply()]);
          return {
            reading: cleanFileReading(parseChatReply(answer.body, details)),
            attempts: answer.attempts,
          };
        },
      };
    },
    isReady: true,
    close: async () => model.close(),
  };
}

/** With its words for dates and countries it is a third of what would be loaded before the first answer. */
const loadReply = () => import("./chat-reply.ts");
