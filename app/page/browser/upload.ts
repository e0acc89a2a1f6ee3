import { parseJson } from "../../parse-json.ts";
import { secondsToWait } from "../../retry-after.ts";
import { strings } from "../strings.ts";
import { type Answer, parseAnswer } from "./answer.ts";
import { askForKey, keyHeaders } from "./api-key.ts";

export type UploadResult =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "busy" /** Milliseconds. */; readonly wait: number }
  | { readonly kind: "offline" }
  /** No answer, or that of something in front of the server. */
  | { readonly kind: "unreachable" }
  | {
      readonly kind: "failed" /** A sentence. */;
      readonly reason: string /** Whether another try may help. */;
      readonly again: boolean;
    };

/** Milliseconds from the last byte sent to the answer; the server's own deadline comes first. */
const PATIENCE = 150_000;

/** Seconds to wait for a busy server: if it names none, at least, and at most. */
const WAIT = 5;
const LEAST_WAIT = 1;
const MOST_WAIT = 120;

/** Statuses that another try cannot change. A 422 may also be a file that took too long next to others. */
const FINAL = [413, 415];

/** Query parameters of the API that the page makes use of. */
const WANTED = ["evidence", "all", "lines", "details"];

/** Without a problem document they come from a load balancer that finds no server. */
const GATEWAY_FAILURES = [502, 504];

interface UploadOptions {
  /** Query parameters that the server takes. */
  readonly parameters: readonly string[];
  /** @param share 0 to 1 */
  onProgress(share: number): void;
  readonly signal: AbortSignal;
}

/** Sends one file to be read, with a key if the server wants one. */
export async function upload(picture: Blob, name: string, options: UploadOptions): Promise<UploadResult> {
  for (;;) {
    const headers = keyHeaders();
    const result = await send(picture, name, headers, options);
    if (result !== "key wanted") {
      return result;
    }
    if (!(await askForKey(headers)) || options.signal.aborted) {
      return { kind: "failed", reason: strings.failed.noKey, again: true };
    }
  }
}

/** An XMLHttpRequest, since `fetch` does not tell how much has been sent. */
function send(
  picture: Blob,
  name: string,
  headers: Readonly<Record<string, string>>,
  { parameters, onProgress, signal }: UploadOptions,
): Promise<UploadResult | "key wanted"> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let patience: ReturnType<typeof setTimeout> | undefined;
    const tooSlow = () => {
      resolve({ kind: "failed", reason: strings.failed.tooSlow, again: true });
      request.abort();
    };
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
    request.upload.onload = () => {
      onProgress(1);
      patience = setTimeout(tooSlow, PATIENCE);
    };
    request.onload = () => resolve(resultOf(request));
    request.onerror = () => resolve({ kind: navigator.onLine ? "unreachable" : "offline" });
    request.onloadend = () => clearTimeout(patience);
    signal.addEventListener("abort", () => request.abort());
    request.onabort = () => resolve({ kind: "failed", reason: strings.cancelled, again: true });
    const body = new FormData();
    body.append("file", picture, name);
    const query = WANTED.filter((parameter) => parameters.includes(parameter)).map((name) => `${name}=true`);
    request.open("POST", query.length === 0 ? "/predict" : `/predict?${query.join("&")}`);
    for (const [header, value] of Object.entries(headers)) {
      request.setRequestHeader(header, value);
    }
    request.send(body);
  });
}

function resultOf(request: XMLHttpRequest): UploadResult | "key wanted" {
  const { status } = request;
  if (status === 401) {
    return "key wanted";
  }
  const body = parseJson(request.responseText);
  if (status === 503 || status === 429) {
    const seconds = secondsToWait(request.getResponseHeader("Retry-After"), new Date()) ?? WAIT;
    return { kind: "busy", wait: 1000 * Math.min(MOST_WAIT, Math.max(LEAST_WAIT, seconds)) };
  }
  if (GATEWAY_FAILURES.includes(status) && detailOf(body) === undefined) {
    return { kind: "unreachable" };
  }
  if (status !== 200) {
    return {
      kind: "failed",
      reason: detailOf(body) ?? strings.failed.status(status),
      again: !FINAL.includes(status),
    };
  }
  const answer = parseAnswer(body);
  return answer === undefined
    ? { kind: "failed", reason: strings.failed.strangeAnswer, again: true }
    : { kind: "answer", answer };
}

/** The sentence of an RFC 9457 problem document. */
function detailOf(body: unknown): string | undefined {
  return typeof body === "object" && body !== null && "detail" in body && typeof body.detail === "string"
    ? body.detail
    : undefined;
}
