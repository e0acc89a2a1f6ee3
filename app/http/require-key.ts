import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { Problem } from "../problem.ts";
import type { RequestEnv } from "./request-env.ts";

/** What RFC 6750 calls credentials: the scheme in any letters, and a token. */
const CREDENTIALS = /^bearer +([\w.~+/-]+=*) *$/i;

/** The token in a header `Authorization: Bearer <token>`; undefined where there is none. */
export const bearerToken = (header: string | undefined): string | undefined =>
  CREDENTIALS.exec(header ?? "")?.[1];

const digestOf = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Lets a request pass only with one of the keys, before anything of its body is read. */
export function requireKey(keys: readonly string[]): MiddlewareHandler<RequestEnv> {
  const digests = keys.map(digestOf);
  return async (c, next) => {
    const given = digestOf(bearerToken(c.req.header("Authorization")) ?? "");
    // Each is compared, in full and by digests of one length, so that the time says nothing about any of them.
    const matches = digests.filter((digest) => timingSafeEqual(digest, given));
    if (matches.length === 0) {
      throw new Problem("unauthorized", "Send one of the keys of this API: Authorization: Bearer <key>.");
    }
    await next();
  };
}
