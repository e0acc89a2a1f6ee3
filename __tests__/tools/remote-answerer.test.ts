import { createServer, type ServerResponse } from "node:http";
import { afterAll, beforeEach, expect, test } from "vitest";
import { listenOnLoopback } from "../../fixtures/loopback.ts";
import { remoteAnswerer, waitAfter } from "../../tools/reader/eval/remote-answerer.ts";

const RECEIPT = {
  storeName: "Corner Shop",
  purchaseDate: "2025-03-14",
  total: 12.5,
  currency: "SGD",
  confidence: { storeName: 0.9, purchaseDate: 0.9, total: 0.9, currency: 0.9 },
};

let waiting: ((response: ServerResponse) => void)[] = [];
let bodies: string[] = [];
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  bodies.push(Buffer.concat(chunks).toString("latin1"));
  const answer = waiting.shift() ?? send(200, { receipt: RECEIPT });
  answer(response);
});
const url = await listenOnLoopback(server);
afterAll(() => server.close());
beforeEach(() => {
  waiting = [];
  bodies = [];
});

function send(status: number, body: unknown, headers: Record<string, string> = {}) {
  return (response: ServerResponse) => response.writeHead(status, headers).end(JSON.stringify(body));
}

const answer = () => remoteAnswerer(url).answer(Buffer.from("a picture"), "1.jpg");

test("an API without time is asked again with the whole picture, when its Retry-After has passed", async () => {
  waiting = [send(503, {}, { "Retry-After": "1" }), send(429, {}, { "Retry-After": "0" })];
  const start = performance.now();
  expect(await answer()).toEqual(RECEIPT);
  expect(performance.now() - start).toBeGreaterThan(990);
  expect(bodies).toHaveLength(3);
  for (const body of bodies) {
    expect(body).toContain("a picture");
  }
});

test("it is asked eight times at most, and not again after a refusal", async () => {
  waiting = Array.from({ length: 20 }, () => send(503, { detail: "busy" }, { "Retry-After": "0" }));
  await expect(answer()).rejects.toThrow(/answered 503: .*busy/);
  expect(bodies).toHaveLength(8);

  waiting = [send(415, { detail: "no picture" })];
  await expect(answer()).rejects.toThrow(/answered 415: .*no picture/);
  expect(bodies).toHaveLength(9);
});

test.each([
  [null, 2],
  ["7", 7],
  ["Mon, 01 Jun 2026 12:00:05 GMT", 5],
  ["Mon, 01 Jun 2026 11:00:00 GMT", 0],
  ["soon", 2],
  ["86400", 60],
])("Retry-After %s: %i seconds", (header, seconds) => {
  expect(waitAfter(header, new Date("2026-06-01T12:00:00Z"))).toBe(seconds);
});
