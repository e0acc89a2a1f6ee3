import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { jpegLike } from "../../fixtures/uploads.ts";
import { post, type RunningApi, scriptedEngine, startApi } from "../support/api.ts";
import { fileOf, READING } from "../support/reading.ts";

/** Does not look at its input before it is told to; then says the input's hash. */
const SLOW_WORKER = `
  process.once("message", async () => {
    process.disconnect();
    const hash = require("node:crypto").createHash("sha256");
    for await (const chunk of process.stdin) hash.update(chunk);
    process.stdout.write(hash.digest("hex"));
  });`;

const SIZE = 900_000;

let api: RunningApi;
let worker: ChildProcess | undefined;
afterEach(async () => {
  worker?.kill();
  await api.close();
});

test("memory of a worker that did not answer in time is not used again: it still gets its own picture", async () => {
  const { promise: input, resolve: workerHas } = Promise.withResolvers<Promise<string>>();
  const slabs = new Set<ArrayBufferLike>();
  const engine = scriptedEngine((image, _hints, signal) => {
    slabs.add(image.buffer);
    if (worker !== undefined) {
      return Promise.resolve(fileOf(READING));
    }
    const child = spawn(process.execPath, ["-e", SLOW_WORKER], { stdio: ["pipe", "pipe", "inherit", "ipc"] });
    worker = child;
    if (child.stdin === null || child.stdout === null) {
      throw new Error("the worker has no pipes");
    }
    // More than a pipe holds: the rest stays in the upload's memory until the worker reads on.
    child.stdin.write(image);
    workerHas(text(child.stdout));
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  });
  // Memory for one upload at a time.
  api = await startApi(
    { DEADLINE_MS: "1000", MAX_UPLOAD_BYTES: "1000000", UPLOAD_MEMORY_BYTES: "1000000" },
    engine,
  );
  const picture = jpegLike(SIZE);
  expect((await post(api.url, picture)).status).toBe(504);
  const other = Buffer.from(picture).fill("x", 1000);
  for (let count = 0; count < 3; count++) {
    expect((await post(api.url, other)).status).toBe(200);
  }
  worker?.send("read on");
  worker?.stdin?.end();
  expect(await await input).toBe(createHash("sha256").update(picture).digest("hex"));
  // While that of an upload that was answered is.
  expect(slabs.size).toBe(2);
});
