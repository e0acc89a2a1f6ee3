import type { MiddlewareHandler } from "hono";
import { type Block, isIn, parseAddress } from "../cidr.ts";
import { HEALTH_PATH } from "../environment.ts";
import { Problem } from "../problem.ts";
import type { RequestEnv } from "./request-env.ts";

/**
 * The last entry of `X-Forwarded-For`: what the load balancer saw and has put behind all that the client may have sent, on
 * one line or several. Undefined when it is no address.
 */
export function callerOf(forwarded: string | undefined) {
  const entries = forwarded?.split(",") ?? [];
  return parseAddress(entries.at(-1)?.trim() ?? "");
}

/** Lets only callers from these blocks pass. /health is for all: the load balancer asks for it in its own name. */
export function allowAddresses(blocks: readonly Block[]): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    if (c.req.path !== HEALTH_PATH) {
      const caller = callerOf(c.req.header("X-Forwarded-For"));
      if (caller === undefined || !blocks.some((block) => isIn(caller, block))) {
        throw new Problem("forbidden", "This address may not call the API.");
      }
    }
    await next();
  };
}
