import type { Extractor } from "../environment.ts";

/** A failed call is repeated once, if that can help. */
export const MAX_ATTEMPTS = 2;

/** A request body that is ready to send. */
export interface ModelCall {
  readonly body: Buffer;
  /** Of the body, in hexadecimal. */
  readonly sha256: string;
}

export interface ModelAnswer {
  readonly body: Uint8Array;
  readonly attempts: number;
}

/** A way to a model that speaks the chat API. */
export interface Model {
  readonly name: Extractor;
  /** The model's name, if the server needs it in the request. */
  readonly model?: string;
  /** Loads what can wait until the server listens. */
  prepare(): Promise<void>;
  /** @throws Problem */
  call(call: ModelCall, signal: AbortSignal): Promise<ModelAnswer>;
  close(): void;
}
