/** What clients may do with connections before a request is answered: each costs memory and time that uploads need. */
import { readFileSync } from "node:fs";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { STALL, UploadPace } from "./upload-pace.ts";

/** Connections at once. One that has begun an upload holds 85 KB: so many hold a fifth of a task of 1 GiB. */
const MOST_CONNECTIONS = 2_000;

/** File descriptors that are left for others: connections to the model, and the start of a reader's process. */
const OTHER_FILES = 128;

/** Requests of a connection without their answers. Load balancers and browsers send the next one after the answer. */
const MOST_UNANSWERED = 4;

/** Bytes a second at which a connection may stay: a fifth of what uploads must receive by default, in case of bad luck. */
const LEAST_RATE = 2_000;

/** Milliseconds between looks at what has come. */
const LOOK_EVERY = 250;

interface Connection {
  bytes: number;
  readonly pace: UploadPace;
  readonly unanswered: Set<ServerResponse>;
}

const connections = new WeakMap<Socket, Connection>();

/**
 * Closes connections on which nothing has moved for `silence` milliseconds, such as one that does not take its answer,
 * and, when there are too many, the one that has sent next to nothing for longest, if that is half a second. One whose
 * request is being answered stays.
 */
export function boundConnections(server: Server, silence: number): void {
  const open = new Set<Socket>();
  const most = mostConnections(filesOfProcess());
  server.timeout = silence;
  server.on("connection", (socket: Socket) => {
    if (open.size >= most) {
      (stalest(open) ?? socket).destroy();
    }
    connections.set(socket, { bytes: 0, pace: new UploadPace(LEAST_RATE), unanswered: new Set() });
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  const looking = setInterval(() => {
    for (const socket of open) {
      const connection = connections.get(socket);
      if (connection !== undefined) {
        connection.pace.received(socket.bytesRead - connection.bytes);
        connection.bytes = socket.bytesRead;
      }
    }
  }, LOOK_EVERY).unref();
  server.once("close", () => clearInterval(looking));
}

/** @param files file descriptors that the process may have */
export function mostConnections(files: number): number {
  return Math.min(MOST_CONNECTIONS, Math.max(Math.floor(files / 2), files - OTHER_FILES));
}

/** File descriptors that this process may have; infinitely many where the system does not say (anything but Linux). */
function filesOfProcess(): number {
  try {
    const [, files] = /^Max open files +(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
    return files === undefined ? Number.POSITIVE_INFINITY : Number(files);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function stalest(open: ReadonlySet<Socket>): Socket | undefined {
  let longest = STALL;
  let found: Socket | undefined;
  for (const socket of open) {
    const connection = connections.get(socket);
    const stalledFor = connection?.pace.stalledFor ?? 0;
    if (connection !== undefined && stalledFor > longest && !isWorkedOn(connection)) {
      longest = stalledFor;
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
