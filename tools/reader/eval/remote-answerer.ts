import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { cleanText } from "../../../app/clean-text.ts";
import { secondsToWait } from "../../../app/retry-after.ts";
import { keyHeader } from "../../api-key.ts";
import type { Answerer } from "./answerers.ts";

/** Milliseconds for one answer: longer than the largest DEADLINE_MS of the API, and the upload takes time too. */
const PATIENCE_MS = 150_000;

/** The API is full, or it starts or stops: the same request succeeds later. */
const LATER: readonly number[] = [429, 503];
const MOST_TRIES = 8;

/** Seconds between tries: where the API names none, and however many it names. */
const WAIT = 2;
const MOST_WAIT = 60;

const responseSchema = z.object({
  receipt: z.object({
    storeName: z.string().transform(cleanText).nullable(),
    purchaseDate: z.string().nullable(),
    total: z.number().nullable(),
    currency: z.string().nullable().default(null),
    confidence: z
      .object({
        storeName: z.number().nullable(),
        purchaseDate: z.number().nullable(),
        total: z.number().nullable(),
        currency: z.number().nullable(),
      })
      .default({ storeName: null, purchaseDate: null, total: null, currency: null }),
    details: z.unknown().optional(),
  }),
});

/** A deployed API, with a key if it wants one. It is asked again, as its Retry-After says, while it has no time. */
export function remoteAnswerer(url: string, key?: string, details = false): Answerer {
  const endpoint = new URL(details ? "/predict?details=true" : "/predict", url);
  return {
    async answer(image, picture) {
      const response = await post(endpoint, keyHeader(key), image, picture);
      const text = await response.text();
      if (!response.ok) {
        throw new Error(`${endpoint} answered ${response.status}: ${cleanText(text.slice(0, 200))}`);
      }
      return responseSchema.parse(JSON.parse(text)).receipt;
    },
    async close() {},
  };
}

async function post(
  endpoint: URL,
  headers: Record<string, string>,
  image: Buffer,
  picture: string,
): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const body = new FormData();
    body.append("file", new Blob([new Uint8Array(image)]), picture);
    const response = await fetch(endpoint, {
      method: "POST",
      headers,
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (attempt === MOST_TRIES || !LATER.includes(response.status)) {
      return response;
    }
    await response.body?.cancel();
    await sleep(1000 * waitAfter(response.headers.get("Retry-After"), new Date()));
  }
}

/** Seconds until the next try, by the Retry-After of the last answer. */
export const waitAfter = (header: string | null, now: Date): number =>
  Math.min(MOST_WAIT, secondsToWait(header, now) ?? WAIT);
