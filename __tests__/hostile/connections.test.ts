/** Connections that announce uploads and do not send them. */
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { multipart, part, predictRequest } from "../../fixtures/raw-http.ts";
import { type Service, TASK_BYTES } from "../../fixtures/service.ts";
import { honestUpload, RECEIPT, type TimedAnswer } from "../../fixtures/timed-upload.ts";
import { DEADLINE_MS, expectHonest, expectUnharmed, startShortService } from "./bounds.ts";

const CONNECTIONS = 1_000;
const HONEST = 2;

/** Seconds that these connections may cost an honest upload. */
const SECONDS_MORE = 1;

/** Bytes that each announces: the largest upload. */
const ANNOUNCED = 10_000_000;

let service: Service;
let idle: number;
beforeAll(async () => {
  ({ service, idle } = await startShortService());
});
afterAll(() => service?.stop());

const announced = (bytes: number) =>
  predictRequest(part(RECEIPT.subarray(0, 1_000)), { "Content-Length": bytes });
const whole = predictRequest(multipart(part(RECEIPT)));
const kinds: readonly (readonly [what: string, start: Buffer, each: (socket: Socket) => void])[] = [
  ["idle", predictRequest(Buffer.alloc(0), { "Content-Length": ANNOUNCED }), () => {}],
  ["slow, a byte a second", announced(ANNOUNCED), (socket) => socket.write("x")],
  ["all but the last hundredth", whole.subarray(0, Math.floor(whole.length * 0.99)), () => {}],
];

/** Uploads the picture at a steady rate, 41 KB in 1 s. @returns the answer's first part */
async function steadyUpload(): Promise<string> {
  const socket = connect(service.port, "127.0.0.1");
  const answer = new Promise<string>((resolve, reject) => {
    socket.on("data", (chunk) => resolve(String(chunk)));
    socket.on("close", () => resolve("")).on("error", reject);
  });
  const step = Math.ceil(whole.length / 10);
  for (let at = 0; at < whole.length; at += step) {
    socket.write(whole.subarray(at, at + step));
    await sleep(100);
  }
  const start = await answer;
  socket.destroy();
  return start;
}

test.each(kinds)(
  "1,000 connections: %s; an upload at a steady rate is read next to them",
  async (_what, start, each) => {
    const sockets = Array.from({ length: CONNECTIONS }, () => {
      const socket = connect(service.port, "127.0.0.1");
      socket.on("error", () => {}).resume();
      socket.write(start);
      return socket;
    });
    const ticking = setInterval(() => {
      for (const socket of sockets.filter(({ writable }) => writable)) {
        each(socket);
      }
    }, 1_000);
    const steady = steadyUpload();
    try {
      // Long enough that each has received nothing for as long as it may.
      await sleep(1_000);
      const answers: TimedAnswer[] = [];
      for (let index = 0; index < HONEST; index++) {
        answers.push(await honestUpload(service.url, { patience: DEADLINE_MS }));
      }
      expect.soft(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect.soft(Math.max(...answers.map(({ seconds }) => seconds))).toBeLessThan(idle + SECONDS_MORE);
      expect.soft(await steady).toMatch(/^HTTP\/1\.1 200 /);
    } finally {
      clearInterval(ticking);
      for (const socket of sockets) {
        socket.destroy();
      }
    }
    await expectUnharmed(service, idle);
  },
);

test("2,500 connections that send a byte now and then: the stalest are closed, and an upload is read", async () => {
  const sockets = Array.from({ length: 2_500 }, () => {
    const socket = connect(service.port, "127.0.0.1")
      .on("error", () => {})
      .resume();
    socket.write("GET /health HTTP/1.1\r\nHost: localhost\r\nX: ");
    return socket;
  });
  const ticking = setInterval(() => {
    for (const socket of sockets.filter(({ writable }) => writable)) {
      socket.write("x");
    }
  }, 300);
  await sleep(1_000);
  const { status, seconds } = await honestUpload(service.url, { patience: DEADLINE_MS });
  clearInterval(ticking);
  expect.soft(status).toBe(200);
  expect.soft(seconds).toBeLessThan(idle + SECONDS_MORE);
  for (const socket of sockets) {
    socket.destroy();
  }
  await expectUnharmed(service, idle);
});

test("1,000 clients that do not take their answers", async () => {
  const docs = await (await fetch(`${service.url}/docs`)).text();
  const [largest = ""] = /page-files\/swagger[\w.-]+/.exec(docs) ?? [];
  const sockets = Array.from({ length: CONNECTIONS }, () => {
    const socket = connect(service.port, "127.0.0.1");
    socket.on("error", () => {}).pause();
    socket.write(`GET /${largest} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(3));
    return socket;
  });
  await sleep(2_000);
  const honest = await honestUpload(service.url, { patience: DEADLINE_MS });
  expect.soft(largest).not.toBe("");
  // As next to a hostile file: the kernel alone copies a gigabyte for them meanwhile.
  expectHonest([honest], idle);
  // A copy of the answer for each would be five gigabytes.
  expect.soft(service.peak()).toBeLessThan(TASK_BYTES / 2);
  for (const socket of sockets) {
    socket.destroy();
  }
  await expectUnharmed(service, idle);
});
