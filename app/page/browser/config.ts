import * as z from "zod/mini";
import { askForKey, keyHeaders } from "./api-key.ts";

/** What the server reads. */
export interface Config {
  /** Undefined if the server does not say: then it refuses by itself. */
  readonly mediaTypes: readonly string[] | undefined;
  readonly maxUploadBytes: number | undefined;
  /** Uploads that may be open at the same time. */
  readonly concurrentUploads: number;
  /** Query parameters of `POST /predict` that the server takes. */
  readonly parameters: readonly string[];
  /** Whether the server draws pages that the browser cannot. */
  readonly hasPreview: boolean;
  /** A picture with more pixels may be scaled down to this many without loss for the engine. */
  readonly usefulPixels: number | undefined;
}

const configSchema = z.object({
  mediaTypes: z.optional(z.array(z.string())),
  maxUploadBytes: z.optional(z.int().check(z.positive())),
  concurrentUploads: z._default(z.int().check(z.positive()), 1),
  // A server that does not name them is older, and knows this one.
  parameters: z._default(z.array(z.string()), ["evidence"]),
  preview: z._default(z.boolean(), false),
  usefulPixels: z.optional(z.int().check(z.positive())),
});

/** For a server without `/config`. */
export const UNKNOWN_CONFIG: Config = {
  mediaTypes: undefined,
  maxUploadBytes: undefined,
  concurrentUploads: 1,
  parameters: ["evidence"],
  hasPreview: false,
  usefulPixels: undefined,
};

/** @returns undefined if the answer is not that of this version, or if there is none without a key */
export async function fetchConfig(): Promise<Config | undefined> {
  try {
    let headers = keyHeaders();
    let response = await fetch("/config", { headers });
    while (response.status === 401 && (await askForKey(headers))) {
      headers = keyHeaders();
      response = await fetch("/config", { headers });
    }
    if (!response.ok) {
      return undefined;
    }
    const { mediaTypes, maxUploadBytes, concurrentUploads, parameters, preview, usefulPixels } =
      configSchema.parse(await response.json());
    return { mediaTypes, maxUploadBytes, concurrentUploads, parameters, hasPreview: preview, usefulPixels };
  } catch {
    return undefined;
  }
}
