/** 10,000 malformed uploads. FUZZ_SEED=… repeats a run, FUZZ_UPLOADS=… changes their number. */
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ModelStandIn, startModelStandIn } from "../../fixtures/model-stand-in.ts";
import { type AppProcess, startProcess } from "../../fixtures/process.ts";
import { chunked } from "../../fixtures/raw-http.ts";
import { jpegLike, png } from "../../fixtures/uploads.ts";
import { post, remoteVariables } from "../support/api.ts";

const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
const UPLOADS = Number(process.env.FUZZ_UPLOADS ?? 10_000);
const CONNECTIONS = 32;

/** Milliseconds for the answer to a complete request. */
const PATIENCE = 200;

/** Megabytes of live memory that may come between the first quarter and the end. */
const GROWTH = 15;

let model: ModelStandIn;
let app: AppProcess;
beforeAll(async () => {
  model = await startModelStandIn({ keepCalls: false });
  const variables = {
    ...remoteVariables("sagemaker", model.url),
    AWS_REGION: "us-west-2",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: model.url,
    MAX_UPLOAD_BYTES: "20000",
    DEADLINE_MS: "5000",
  };
  app = await startProcess(variables, [
    process.execPath,
    "--expose-gc",
    "--import",
    "./__tests__/support/report-heap.ts",
    "app/main.ts",
  ]);
});
afterAll(async () => {
  app.child.kill("SIGTERM");
  expect(await app.ended).toBe(0);
  await model.close();
});

const junk = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
const token = fc.oneof(
  fc.constantFrom(
    "file",
    "photo",
    "",
    'a"b',
    "\r\n",
    "form-data",
    "multipart/mixed; boundary=inner",
    "\u0000",
  ),
  fc.string({ maxLength: 40 }),
);
const content = fc.oneof(
  fc.constantFrom(png(), png(40, 40), jpegLike(3_000), jpegLike(20_000), jpegLike(20_001), jpegLike(40_000)),
  junk,
);
/** Right in most uploads, so that a wrong part is met with the others right. */
const mostly = <T>(right: T, wrong: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: wrong });
const part = fc.record({
  name: mostly("file", token),
  filename: mostly<string | null>("a.jpg", fc.option(token)),
  disposition: mostly("form-data", token),
  type: mostly<string | null>("image/jpeg", fc.option(token)),
  header: mostly<string | null>(null, token),
  gap: mostly("\r\n\r\n", fc.constantFrom("\r\n", "\n\n", "")),
  content,
});
const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const upload = fc.record({
  parts: fc.oneof(
    { weight: 6, arbitrary: fc.tuple(part) },
    { weight: 1, arbitrary: fc.array(part, { maxLength: 4 }) },
  ),
  boundary: mostly("----b", fc.constantFrom("b", "", "-", "x".repeat(200))),
  contentType: mostly<string | undefined>(
    undefined,
    fc.oneof(
      fc.constantFrom(
        "multipart/form-data",
        "multipart/form-data; boundary=",
        'multipart/form-data; boundary="----b"',
      ),
      token.map((text) => text.replace(/[^\x20-\x7e]/g, "?")),
    ),
  ),
  end: mostly("--\r\n", fc.constantFrom("--", "", "\r\n", "-")),
  edits: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.array(fc.record({ at: fraction, remove: fc.nat(50), insert: junk }), { maxLength: 3 }),
    },
  ),
  framing: mostly("exact", fc.constantFrom("chunked", "too long", "too short", "none", "both")),
  cut: mostly(1, fraction),
});
type Upload = typeof upload extends fc.Arbitrary<infer T> ? T : never;

function bytesOf({ parts, boundary, contentType, end, edits, framing, cut }: Upload): Buffer {
  let body = Buffer.concat([
    ...parts.flatMap(({ name, filename, disposition, type, header, gap, content }) => [
      Buffer.from(`--${boundary}\r\nContent-Disposition: ${disposition}; name="${name}"`),
      Buffer.from(filename === null ? "" : `; filename="${filename}"`),
      Buffer.from(type === null ? "" : `\r\nContent-Type: ${type}`),
      Buffer.from(header === null ? "" : `\r\nX-${header}: ${header}`),
      Buffer.from(gap),
      content,
      Buffer.from("\r\n"),
    ]),
    Buffer.from(`--${boundary}${end}`),
  ]);
  for (const { at, remove, insert } of edits) {
    const offset = Math.floor(at * body.length);
    body = Buffer.concat([body.subarray(0, offset), insert, body.subarray(offset + remove)]);
  }
  const lies: Readonly<Record<string, number>> = { exact: 0, "too long": 7, "too short": -7, both: 0 };
  const lie = lies[framing];
  const headers = [
    "POST /predict HTTP/1.1",
    "Host: localhost",
    "Connection: close",
    `Content-Type: ${contentType ?? `multipart/form-data; boundary=${boundary}`}`,
    ...(lie === undefined ? [] : [`Content-Length: ${Math.max(body.length + lie, 0)}`]),
    ...(framing === "chunked" || framing === "both" ? ["Transfer-Encoding: chunked"] : []),
  ];
  const framed = framing === "chunked" ? chunked(body, 500) : body;
  const request = Buffer.concat([Buffer.from(`${headers.join("\r\n")}\r\n\r\n`), framed]);
  return request.subarray(0, Math.ceil(request.length * cut));
}

/** Status of the first answer; undefined when the connection ends without one. */
function send(request: Buffer): Promise<number | undefined> {
  const socket = connect({ port: Number(new URL(app.url).port), host: "127.0.0.1", allowHalfOpen: true });
  let answer = "";
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer and no end in 10 s")), 10_000);
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
    });
    socket.on("error", () => {}); // the server may close while we still send
    socket.on("end", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(timer);
      const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(answer) ?? [];
      resolve(status === undefined ? undefined : Number(status));
    });
    socket.write(request);
    // To Node an end is a client that has gone, so it comes only when the server waits for more.
    setTimeout(() => socket.end(), PATIENCE);
  });
}

/** Live objects and open descriptors: resident memory says more of the collector's mood than of leaks. */
async function resources() {
  const { pid, stderr } = app.child;
  const report = once(stderr ?? process.stdin, "data");
  app.child.kill("SIGUSR2");
  const [, bytes] = /heap (\d+)/.exec(String((await report)[0])) ?? [];
  return { megabytes: Number(bytes) / 1e6, descriptors: readdirSync(`/proc/${pid}/fd`).length };
}

test(`${UPLOADS} malformed uploads`, async () => {
  console.log(`FUZZ_SEED=${SEED}`);
  const uploads = fc.sample(upload, { seed: SEED, numRuns: UPLOADS });
  const statuses = new Map<number | undefined, number>();
  let next = 0;
  let warm = await resources();
  async function connection(): Promise<void> {
    for (let index = next++; index < uploads.length; index = next++) {
      const generated = uploads[index];
      if (generated === undefined) {
        return;
      }
      if (index === Math.floor(UPLOADS / 4)) {
        warm = await resources();
      }
      const status = await send(bytesOf(generated));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status !== undefined && status >= 500) {
        throw new Error(`${status} for upload ${index}: ${fc.stringify(generated)}`);
      }
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  console.log("answers by status:", Object.fromEntries(statuses));
  expect(statuses.get(200)).toBeGreaterThan(0);
  expect(statuses.get(400)).toBeGreaterThan(0);
  expect((await post(app.url, png())).status).toBe(200);
  await expect.poll(async () => (await resources()).descriptors).toBeLessThan(warm.descriptors + 5);
  const { megabytes } = await resources();
  console.log(
    `live memory: ${warm.megabytes.toFixed(1)} MB after a quarter, ${megabytes.toFixed(1)} MB at the end`,
  );
  expect(megabytes).toBeLessThan(warm.megabytes + GROWTH);
});
