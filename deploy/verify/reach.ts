/** How an API is reached: by its URL, or under a name that no DNS record leads to yet. */
import type { IncomingMessage } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { buffer } from "node:stream/consumers";
import type { PeerCertificate } from "node:tls";
import { keyHeader } from "../../tools/api-key.ts";

/** Like fetch, for a path of the API. */
export type Reach = (path: string, init?: RequestInit) => Promise<Response>;

/** By its URL. */
export const byUrl =
  (url: string): Reach =>
  (path, init) =>
    fetch(new URL(path, url), init);

/** With a key in each request. */
export const withKey =
  (reach: Reach, key: string | undefined): Reach =>
  (path, init) =>
    reach(path, { ...init, headers: keyHeader(key) });

/**
 * At a host, as if a DNS record led there from the name in the URL: the certificate is checked for that name.
 * @param host for example the name of a load balancer
 */
export const atHost =
  (url: string, host: string): Reach =>
  async (path, init = {}) => {
    // Request writes a form as bytes and names their type.
    const request = new Request(new URL(path, url), init);
    const { hostname, host: name, port, pathname, search } = new URL(request.url);
    const body = Buffer.from(await request.arrayBuffer());
    const answer = await send(
      {
        ...{ host, port, servername: hostname, path: pathname + search, method: request.method },
        headers: { ...Object.fromEntries(request.headers), host: name, "content-length": body.length },
        ...(init.signal && { signal: init.signal }),
      },
      body,
    );
    const headers = new Headers();
    for (const [header, value] of Object.entries(answer.headers)) {
      headers.set(header, String(value));
    }
    return new Response(await buffer(answer), { status: answer.statusCode ?? 500, headers });
  };

function send(options: RequestOptions, body?: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    httpsRequest(options, resolve).on("error", reject).end(body);
  });
}

/**
 * The name that the certificate at a host is for. The certificate must be valid and known, as always; only its name is
 * not compared with the host's, which no certificate of a load balancer holds.
 * @param label what a wildcard is filled in with
 */
export async function certificateName(
  { hostname, port }: { readonly hostname: string; readonly port: string },
  limit: number,
  label = "receipts",
): Promise<string | undefined> {
  let certificate: PeerCertificate | undefined;
  const answer = await send({
    ...{ host: hostname, port, path: "/health", signal: AbortSignal.timeout(limit) },
    checkServerIdentity: (_, shown) => {
      certificate = shown;
      return undefined;
    },
  });
  answer.resume();
  const names = (certificate?.subjectaltname ?? "")
    .split(", ")
    .flatMap((each) => (each.startsWith("DNS:") ? [each.slice("DNS:".length)] : []));
  return names.find((each) => !each.startsWith("*.")) ?? names[0]?.replace("*", label);
}
