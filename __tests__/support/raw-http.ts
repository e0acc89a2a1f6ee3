import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** Bytes to send, or milliseconds to wait. "FIN" ends our side, "RST" cuts the connection. */
export type Step = string | Buffer | number | "FIN" | "RST";

export interface RawAnswer {
  /** Status of each response on the connection, in order. */
  readonly statuses: number[];
  readonly text: string;
}

/** Sends exactly these bytes over a connection of its own and collects what comes back until it closes or is quiet. */
export async function exchange(port: number, steps: readonly Step[], quiet = 400): Promise<RawAnswer> {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  const chunks: Buffer[] = [];
  let last = Date.now();
  socket.on("data", (chunk) => {
    chunks.push(chunk);
    last = Date.now();
  });
  // The server may close while we still send.
  socket.on("error", () => {});
  const closed = new Promise<void>((resolve) =>
    socket.on("close", () => resolve()).on("end", () => resolve()),
  );
  for (const step of steps) {
    await perform(socket, step);
  }
  last = Date.now();
  const isQuiet = async () => {
    while (chunks.length === 0 || Date.now() - last < quiet) {
      await sleep(20);
      if (Date.now() - last > 5_000) {
        return;
      }
    }
  };
  await Promise.race([closed, isQuiet()]);
  socket.destroy();
  const text = Buffer.concat(chunks).toString("latin1");
  return { statuses: [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status)), text };
}

async function perform(socket: Socket, step: Step): Promise<void> {
  if (typeof step === "number") {
    await sleep(step);
  } else if (step === "FIN") {
    socket.end();
  } else if (step === "RST") {
    socket.resetAndDestroy();
  } else if (!socket.destroyed) {
    await new Promise<void>((resolve) => socket.write(step, () => resolve()));
  }
}

export const BOUNDARY = "----boundary";

/** One part of a multipart body. */
export function part(
  content: string | Buffer,
  disposition = 'form-data; name="file"; filename="a.png"',
): Buffer {
  return Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: ${disposition}\r\nContent-Type: image/png\r\n\r\n`),
    Buffer.from(content),
    Buffer.from("\r\n"),
  ]);
}

export function multipart(...parts: Buffer[]): Buffer {
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

/** A POST of /predict. `headers` replace the usual ones of the same name; null leaves one out. */
export function predictRequest(body: Buffer, headers: Record<string, string | number | null> = {}): Buffer {
  const all = {
    Host: "localhost",
    "Content-Type": `multipart/form-data; boundary=${BOUNDARY}`,
    "Content-Length": body.length,
    ...headers,
  };
  const lines = Object.entries(all).filter(([, value]) => value !== null);
  const head = `POST /predict HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/** The body in HTTP chunks of this size. */
export function chunked(body: Buffer, size = 1_000): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const piece = body.subarray(at, at + size);
    pieces.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from("\r\n"));
  }
  return Buffer.concat([...pieces, Buffer.from("0\r\n\r\n")]);
}
