import { z } from "zod";
import { createEngine } from "../../app/engines/create-engine.ts";
import { parseEnvironment } from "../../app/environment.ts";
import { mediaTypeOf, SIGNATURE_BYTES } from "../../app/media-type.ts";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import type { Field, ReceiptValues } from "../../app/receipt.ts";
import { loadPage } from "./pages.ts";

/** What is measured of an answer. */
export interface Measured extends ReceiptValues {
  readonly confidence: Readonly<Record<Field, number | null>>;
}

/** Something that answers for a picture: an engine of this process, a deployed API, or recognised text alone. */
export interface Answerer {
  answer(image: Buffer, picture: string): Promise<Measured>;
  close(): Promise<void>;
}

/** Longer than the API's own deadline. */
const PATIENCE_MS = 60_000;

const responseSchema = z.object({
  receipt: z.object({
    storeName: z.string().nullable(),
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
  }),
});

/** An engine of this process, as the environment and the name configure it. */
export async function engineAnswerer(extractor: string): Promise<Answerer> {
  const engine = await createEngine(parseEnvironment({ ...process.env, EXTRACTOR: extractor }));
  await engine.prepare();
  return {
    async answer(image) {
      const mediaType = mediaTypeOf(image.subarray(0, SIGNATURE_BYTES));
      if (!mediaType) throw new Error("The file is not a picture of a known type.");
      const intake = engine.receive(mediaType, Buffer.alloc(engine.memoryFor(image.length)));
      intake.write(image);
      const { reading } = await intake.read(AbortSignal.timeout(PATIENCE_MS));
      return reading;
    },
    close: () => engine.close(),
  };
}

/** A deployed API. */
export function urlAnswerer(url: string): Answerer {
  const endpoint = new URL("/predict", url);
  return {
    async answer(image, picture) {
      const body = new FormData();
      body.append("file", new Blob([new Uint8Array(image)]), picture);
      const response = await fetch(endpoint, {
        method: "POST",
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${endpoint} answered ${response.status}: ${text.slice(0, 200)}`);
      return responseSchema.parse(JSON.parse(text)).receipt;
    },
    async close() {},
  };
}

/** The choice of the fields alone, from text that was recognised before. */
export function linesAnswerer(folder: string): Answerer {
  const today = new Date();
  return {
    async answer(_image, picture) {
      const page = loadPage(folder, picture);
      if (!page) throw new Error(`${folder} has no text for ${picture}.`);
      return chooseFields(page, today);
    },
    async close() {},
  };
}
