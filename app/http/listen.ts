import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { connectionAccepted } from "./upload-turns.ts";

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
  /** Milliseconds after which an idle connection is closed. */
  readonly keepAlive: number;
}

/** Whatever answers requests, such as a Hono app. */
type App = Pick<Parameters<typeof createAdaptorServer>[0], "fetch">;

/** @throws the system's error, for example EADDRINUSE */
export function listen(
  { fetch }: App,
  { host, port, deadline, keepAlive }: ListenOptions,
): Promise<Listening> {
  const server = createAdaptorServer({
    fetch,
    serverOptions: {
      keepAliveTimeout: keepAlive,
      headersTimeout: HEADERS_TIMEOUT,
      // A backstop: the app's own deadline comes first and gives a better answer.
      requestTimeout: deadline + HEADERS_TIMEOUT,
      connectionsCheckingInterval: CHECK_INTERVAL,
    },
  }) as Server;
  return new Promise((resolve, reject) => {
    server.on("connection", connectionAccepted);
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
