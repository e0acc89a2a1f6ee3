import { randomBytes } from "node:crypto";
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const BOUNDARY = "----bench";

/** A multipart body as browsers send it, with a picture of this size: a JPEG header, then noise. */
export function uploadOf(bytes: number): Buffer {
  const header = Buffer.from("ffd8ffc0000b080bb80fa00101110000", "hex");
  return wrap(Buffer.concat([header, randomBytes(bytes - header.length)]));
}

export function wrap(picture: Buffer): Buffer {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), picture, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
}

export interface LoadResult {
  /** Answers by status; 0 for a connection that broke. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Milliseconds of each answer of status 200, in order of arrival. */
  readonly latencies: readonly number[];
  readonly seconds: number;
  /** 503s without Retry-After. */
  readonly unexplained: number;
}

export interface LoadOptions {
  readonly port: number;
  readonly body: Buffer;
  /** Each sends its next request when it has its answer. */
  readonly clients: number;
  /** How many requests to send in all, or … */
  readonly requests?: number;
  /** … for how many seconds; only answers after the first `warmUp` seconds count. */
  readonly seconds?: number;
  readonly warmUp?: number;
}

export async function load({
  port,
  body,
  clients,
  requests = Number.POSITIVE_INFINITY,
  seconds = Number.POSITIVE_INFINITY,
  warmUp = 0,
}: LoadOptions): Promise<LoadResult> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
  const statuses = new Map<number, number>();
  const latencies: number[] = [];
  let [sent, unexplained] = [0, 0];
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000;

  async function client(): Promise<void> {
    while (sent < requests && elapsed() < seconds) {
      sent += 1;
      const before = performance.now();
      const { status, retryAfter } = await post(port, body, agent);
      if (elapsed() < warmUp || elapsed() > seconds) {
        continue;
      }
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 200) {
        latencies.push(performance.now() - before);
      }
      unexplained += status === 503 && retryAfter === undefined ? 1 : 0;
    }
  }
  const all = Promise.all(Array.from({ length: clients }, client));
  // A server that answers one request in two seconds would keep 32 clients waiting for another minute.
  await Promise.race([all, ...(Number.isFinite(seconds) ? [sleep(seconds * 1000 + 500)] : [])]);
  agent.destroy();
  return {
    statuses,
    latencies,
    seconds: Number.isFinite(seconds) ? seconds - warmUp : elapsed(),
    unexplained,
  };
}

function post(
  port: number,
  body: Buffer,
  agent: http.Agent,
): Promise<{ status: number; retryAfter?: string | undefined }> {
  return new Promise((resolve) => {
    const headers = {
      "Content-Type": `multipart/form-data; boundary=${BOUNDARY}`,
      "Content-Length": body.length,
    };
    http
      .request({ port, host: "127.0.0.1", path: "/predict", method: "POST", agent, headers }, (response) => {
        response.resume();
        response.on("close", () =>
          resolve({
            status: response.complete ? (response.statusCode ?? 0) : 0,
            retryAfter: response.headers["retry-after"],
          }),
        );
      })
      .on("error", () => resolve({ status: 0 }))
      .end(body);
  });
}

export interface Probe {
  /** Seconds from the first probe to this one. */
  readonly at: number;
  /** Milliseconds until the answer. */
  readonly time: number;
}

/** Asks /health four times a second, each time on a new connection, until `work` is done. */
export async function probeHealth(port: number, work: Promise<unknown>): Promise<Probe[]> {
  const started = performance.now();
  const times: Probe[] = [];
  const probes: Promise<void>[] = [];
  let done = false;
  work.finally(() => {
    done = true;
  });
  while (!done) {
    const at = (performance.now() - started) / 1000;
    probes.push(healthTime(port).then((time) => void times.push({ at, time })));
    await sleep(250);
  }
  await Promise.all(probes);
  return times;
}

/** Milliseconds; 10,000 for no answer in that time. */
function healthTime(port: number): Promise<number> {
  const started = performance.now();
  return new Promise((resolve) => {
    const end = () => resolve(performance.now() - started);
    http
      .get({ port, host: "127.0.0.1", path: "/health", agent: false, timeout: 10_000 }, (response) => {
        response.resume();
        response.on("end", end);
      })
      .on("timeout", function (this: http.ClientRequest) {
        this.destroy();
      })
      .on("error", end);
  });
}
