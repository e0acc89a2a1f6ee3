/** What clients may do with connections before a request is answered: each costs memory and time that uploads need. */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Connections at once. One that has begun an upload holds 85 KB: so many hold a fifth of a task of 1 GiB. */
const MOST_CONNECTIONS = 2_000;

/** Requests of a connection without their answers. Load balancers and browsers send the next one after the answer. */
const MOST_UNANSWERED = 4;

/** Milliseconds in which a connection has sent nothing before it may have to go. */
const STALLED = 500;

/** Milliseconds between looks at what has come. */
const LOOK_EVERY = 250;

interface Connection {
  bytes: number;
  /** When more bytes came. */
  heard: number;
  readonly unanswered: Set<ServerResponse>;
}

const connections = new WeakMap<Socket, Connection>();

/**
 * Closes connections on which nothing has moved for `silence` milliseconds, such as one that does not take its answer,
 * and, when there are too many, the one that has sent nothing for longest, if that is half a second. One whose request
 * is being answered stays.
 */
export function boundConnections(server: Server, silence: number): void {
  const open = new Set<Socket>();
  server.timeout = silence;
  server.on("connection", (socket: Socket) => {
    if (open.size >= MOST_CONNECTIONS) {
      (stalest(open) ?? socket).destroy();
    }
    connections.set(socket, { bytes: 0, heard: performance.now(), unanswered: new Set() });
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  const looking = setInterval(() => {
    const now = performance.now();
    for (const socket of open) {
      const connection = connections.get(socket);
      if (connection !== undefined && connection.bytes !== socket.bytesRead) {
        connection.bytes = socket.bytesRead;
        connection.heard = now;
      }
    }
  }, LOOK_EVERY).unref();
  server.once("close", () => clearInterval(looking));
}

function stalest(open: ReadonlySet<Socket>): Socket | undefined {
  let heard = performance.now() - STALLED;
  let found: Socket | undefined;
  for (const socket of open) {
    const connection = connections.get(socket);
    if (connection !== undefined && connection.heard < heard && !isWorkedOn(connection)) {
      heard = connection.heard;
      found = socket;
    }
  }
  return found;
}

/** Whether a request of it has come whole and has no answer yet. */
function isWorkedOn({ unanswered }: Connection): boolean {
  return [...unanswered].some(({ req, writableEnded }) => req.complete && !writableEnded);
}

/** Whether a client sends more requests than it waits for; its connection is closed then. Call it once for each request. */
export function isPipelining({ socket }: IncomingMessage, response: ServerResponse): boolean {
  const unanswered = connections.get(socket)?.unanswered;
  if (unanswered === undefined || socket.destroyed) {
    return socket.destroyed;
  }
  unanswered.add(response);
  response.once("close", () => unanswered.delete(response));
  if (unanswered.size > MOST_UNANSWERED) {
    socket.destroy();
  }
  return socket.destroyed;
}
