import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { boundConnections, isPipelining } from "./connections.ts";
import type { UploadTurns } from "./upload-turns.ts";
import { WholeBody } from "./whole-body.ts";

/** Milliseconds for the headers of a request. */
const HEADERS_TIMEOUT = 15_000;

/** Milliseconds between checks for slow connections. */
const CHECK_INTERVAL = 5_000;

/** Milliseconds after the deadline in which the last answers are sent. */
const DRAIN_MORE = 1_000;

/** Milliseconds more than the deadline, and than the time between two requests, after which a silent connection is closed. */
const SILENCE_MORE = 10_000;

export interface Listening {
  /** The actual port, also if 0 was asked for. */
  readonly port: number;
  readonly server: Server;
  /** Accepts no more connections and resolves when every request has its answer. */
  drain(): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** Milliseconds that a request may take. */
  readonly deadline: number;
  /** Milliseconds after which an idle connection is closed. */
  readonly keepAlive: number;
  /** The app's as well: see {@link UploadTurns}. */
  readonly turns: UploadTurns;
}

/** Anything that answers requests, such as a Hono app. */
interface App {
  readonly fetch: Parameters<typeof getRequestListener>[0];
}

/** @throws the system's error, for example EADDRINUSE */
export function listen(
  { fetch }: App,
  { host, port, deadline, keepAlive, turns }: ListenOptions,
): Promise<Listening> {
  const answer = getRequestListener(fetch);
  const server = createServer(
    {
      IncomingMessage: WholeBody,
      keepAliveTimeout: keepAlive,
      headersTimeout: HEADERS_TIMEOUT,
      // A backstop: the app's own deadline comes first and gives a better answer.
      requestTimeout: deadline + HEADERS_TIMEOUT,
      connectionsCheckingInterval: CHECK_INTERVAL,
    },
    (request, response) => {
      if (!isPipelining(request, response)) {
        void answer(request, response);
      }
    },
  );
  boundConnections(server, Math.max(deadline, keepAlive) + SILENCE_MORE);
  return new Promise((resolve, reject) => {
    server.on("connection", () => turns.connectionAccepted());
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve({
        server,
        port: typeof address === "object" && address !== null ? address.port : port,
        drain: () => drain(server, deadline + DRAIN_MORE),
      });
    });
  });
}

/** @param most milliseconds after which connections are cut, such as one that never sent a request */
function drain(server: Server, most: number): Promise<void> {
  return new Promise((resolve) => {
    const cutting = setTimeout(() => server.closeAllConnections(), most);
    // A connection becomes idle again when its request is done; nothing else closes it before its timeout.
    const closing = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearInterval(closing);
      clearTimeout(cutting);
      resolve();
    });
  });
}
