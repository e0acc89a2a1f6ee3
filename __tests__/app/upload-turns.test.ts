import { Readable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { UploadTurns } from "../../app/http/upload-turns.ts";

const UPLOADS = 20;
const CHUNKS = 20;

test("a crowd of uploads takes a few chunks of a turn, and who came first is done first, roughly", async () => {
  const turns = new UploadTurns();
  let chunks = 0;
  const done: number[] = [];
  for (let upload = 0; upload < UPLOADS; upload++) {
    const body = Readable.from(new Array(CHUNKS).fill("chunk"));
    body.on("data", () => {
      chunks += 1;
      turns.next(body);
    });
    body.on("end", () => done.push(upload));
    turns.begin(body);
  }
  let mostInTurn = 0;
  while (done.length < UPLOADS) {
    const before = chunks;
    await turn();
    mostInTurn = Math.max(mostInTurn, chunks - before);
  }
  expect(chunks).toBe(UPLOADS * CHUNKS);
  // A turn has 8 chunks and one more of each of 7 others that continue in it; what is seen can be two turns.
  expect(mostInTurn).toBeLessThanOrEqual(30);
  const laterHalf = done.slice(UPLOADS / 2).filter((upload) => upload >= UPLOADS / 2);
  expect(laterHalf.length).toBeGreaterThanOrEqual(UPLOADS / 2 - 2);
});

test("new connections come first, but a flood of them does not stop uploads", async () => {
  const turns = new UploadTurns();
  let chunks = 0;
  const body = Readable.from(new Array(CHUNKS).fill("chunk"));
  body.on("data", () => {
    chunks += 1;
    turns.next(body);
  });
  turns.connectionAccepted();
  turns.begin(body);
  for (let count = 0; count < 10; count++) {
    turns.connectionAccepted();
    await turn();
  }
  expect(chunks).toBe(0);
  for (let count = 0; count < 300; count++) {
    turns.connectionAccepted();
    await turn();
  }
  expect(chunks).toBeGreaterThan(8);
});
