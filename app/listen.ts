import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";

/** Milliseconds; longer than the 60 s after which load balancers close idle connections, who must be the first. */
const KEEP_ALIVE_TIMEOUT = 75_000;

/** Milliseconds for the headers of a request. */
const HEADERS_TIMEOUT = 15_000;

/** Milliseconds between the looks at slow connections. */
const CHECK_INTERVAL = 5_000;

export interface Listening {
  /** The port, also when 0 was asked for. */
  readonly port: number;
  readonly server: Server;
  /** Takes no more connections and resolves when every request has its answer. */
  drain(): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Milliseconds that a request may take. */
  readonly deadline: number;
}

/** @throws the system's error, for example EADDRINUSE */
// biome-ignore lint/suspicious/noExplicitAny: any app, whatever its bindings
export function listen(app: Hono<any>, { host, port, deadline }: ListenOptions): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
      headersTimeout: HEADERS_TIMEOUT,
      // A backstop: the app's own deadline comes first and gives a better answer.
      requestTimeout: deadline + HEADERS_TIMEOUT,
      connectionsCheckingInterval: CHECK_INTERVAL,
    },
  }) as Server;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve({
        server,
        port: (server.address() as AddressInfo).port,
        drain: () => drain(server),
      });
    });
  });
}

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection becomes idle again when its request is done; nobody else would close it before its timeout.
    const closing = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearInterval(closing);
      resolve();
    });
  });
}
