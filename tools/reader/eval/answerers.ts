import { createEngine } from "../../../app/engines/create-engine.ts";
import { parseEnvironment } from "../../../app/environment.ts";
import { mediaTypeOf, SIGNATURE_BYTES } from "../../../app/media-type.ts";
import { chooseFields } from "../../../app/reader/fields/choose-fields.ts";
import type { Field, ReceiptValues } from "../../../app/receipt.ts";
import { loadPage } from "./pages.ts";

/** What is measured of an answer. */
export interface Measured extends ReceiptValues {
  readonly confidence: Readonly<Record<Field, number | null>>;
  /** Only where they were asked for, as the API sends them. */
  readonly details?: unknown;
}

/** Something that answers for a picture: an engine of this process, a deployed API, or recognised text alone. */
export interface Answerer {
  answer(image: Buffer, picture: string): Promise<Measured>;
  close(): Promise<void>;
}

/** Milliseconds for one answer, remote models included. */
const PATIENCE_MS = 120_000;

/** An engine of this process, as the environment and the name configure it. */
export async function engineAnswerer(extractor: string, details = false): Promise<Answerer> {
  const engine = await createEngine(parseEnvironment({ ...process.env, EXTRACTOR: extractor }));
  await engine.prepare();
  return {
    async answer(image) {
      const mediaType = mediaTypeOf(image.subarray(0, SIGNATURE_BYTES));
      if (!mediaType) {
        throw new Error("The file is not a picture of a known type.");
      }
      const intake = engine.receive(mediaType, Buffer.alloc(engine.memoryFor(image.length)));
      intake.write(image);
      const { reading } = await intake.read({ hints: {}, details }, AbortSignal.timeout(PATIENCE_MS));
      const { details: read, ...receipt } = reading.receipts[0] ?? reading.nothing;
      return read ? { ...receipt, details: { ...read.values, confidence: read.confidence } } : receipt;
    },
    close: () => engine.close(),
  };
}

/** The choice of the fields alone, from text that was recognised before. */
export function linesAnswerer(folder: string): Answerer {
  const today = new Date();
  return {
    async answer(_image, picture) {
      const page = loadPage(folder, picture);
      if (!page) {
        throw new Error(`${folder} has no text for ${picture}.`);
      }
      return chooseFields(page, today);
    },
    async close() {},
  };
}
