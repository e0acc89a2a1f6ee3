import { readFileSync } from "node:fs";

/** An honest picture. */
export const RECEIPT = readFileSync(new URL("../../app/page/sample-receipt.jpg", import.meta.url));

export interface TimedAnswer {
  /** 0 when the connection was lost, or nothing came in time. */
  readonly status: number;
  readonly seconds: number;
  /** The answer's body. */
  readonly text: string;
  /** Seconds of Retry-After. */
  readonly retryAfter: number | undefined;
}

interface TimedOptions {
  /** Milliseconds to wait for the answer. */
  readonly patience?: number;
  readonly signal?: AbortSignal;
}

/** Uploads a file and says what came and when. */
export async function timedUpload(
  url: string,
  file: Uint8Array,
  { patience = 60_000, signal }: TimedOptions = {},
): Promise<TimedAnswer> {
  const body = new FormData();
  body.set("file", new Blob([new Uint8Array(file)]), "receipt.jpg");
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const timeout = AbortSignal.timeout(patience);
  try {
    const response = await fetch(`${url}/predict`, {
      method: "POST",
      body,
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    const text = await response.text();
    const retry = response.headers.get("Retry-After");
    return {
      status: response.status,
      seconds: seconds(),
      text,
      retryAfter: retry === null ? undefined : Number(retry),
    };
  } catch {
    return { status: 0, seconds: seconds(), text: "", retryAfter: undefined };
  }
}

/** Uploads the honest picture. */
export const honestUpload = (url: string, options?: TimedOptions) => timedUpload(url, RECEIPT, options);

/** Whether an honest picture is read: what a service is waited for. */
export const reads = async (url: string) => (await honestUpload(url)).status === 200;
