import { PROBLEMS, type Problem } from "../problem.ts";

/** Seconds in Retry-After where nothing better is known. */
const RETRY_AFTER_SECONDS = 2;

/** A problem as an RFC 9457 document, with the headers of its status. */
export function problemResponse({ kind, message, allow }: Problem): Response {
  const { status, title } = PROBLEMS[kind];
  const document = { type: `urn:problem-type:receipts:${kind}`, title, status, detail: message };
  const headers: Record<string, string> = { "Content-Type": "application/problem+json" };
  if (status === 401) {
    headers["WWW-Authenticate"] = "Bearer";
  }
  if (status === 503) {
    headers["Retry-After"] = String(RETRY_AFTER_SECONDS);
  }
  if (allow !== undefined) {
    headers.Allow = allow;
  }
  return new Response(JSON.stringify(document), { status, headers });
}
