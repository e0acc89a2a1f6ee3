import { afterAll, expect, test } from "vitest";
import { createReader } from "../../app/reader/create-reader.ts";
import { ReaderUnavailableError, UnreadableImageError } from "../../app/reader/reader.ts";
import type { WorkerAnswer } from "../../app/reader/workers/messages.ts";
import { createWorkerPool } from "../../app/reader/workers/worker-pool.ts";

const worker = new URL("../support/worker.ts", import.meta.url);
const reader = createReader({ worker });
afterAll(() => reader.close());

/** The total, which the worker makes of the text's length. */
const read = async (text: string, signal = AbortSignal.timeout(10_000)) =>
  (await reader.read(Buffer.from(text), signal)).total;

test("answers come to who asked", async () => {
  expect(await Promise.all(["a", "aa", "aaa", "aaaa"].map((text) => read(text)))).toEqual([1, 2, 3, 4]);
});

test.each([
  ["dies", "d"],
  ["throws", "t"],
])("a worker that %s costs its picture only", async (_, text) => {
  const [first, ...others] = await Promise.allSettled([read(text), read("a"), read("aa")]);
  expect(first).toMatchObject({ status: "rejected", reason: expect.any(ReaderUnavailableError) });
  expect(others).toMatchObject([{ value: 1 }, { value: 2 }]);
});

test("what cannot be decoded, and what is a bug, stay apart", async () => {
  await expect(read("u")).rejects.toThrow(new UnreadableImageError("It is damaged."));
  await expect(read("f")).rejects.toThrow(RangeError);
});

test("who stops waiting gets the reason, and the others their answers", async () => {
  const stop = new AbortController();
  const waiting = Promise.allSettled([read("a"), read("a", stop.signal), read("aa")]);
  stop.abort(new Error("gone"));
  expect(await waiting).toMatchObject([{ value: 1 }, { reason: new Error("gone") }, { value: 2 }]);
  await expect(read("a", AbortSignal.abort(new Error("never wanted")))).rejects.toThrow("never wanted");
});

test("more than fit are refused; closing lets the others finish", async () => {
  const pool = createWorkerPool<Uint8Array, WorkerAnswer>({
    file: worker,
    settings: { threads: 1 },
    size: 1,
    capacity: 2,
  });
  const signal = AbortSignal.timeout(10_000);
  const answers = ["a", "aa", "aaa"].map(async (text) => pool.run(Buffer.from(text), signal));
  const closed = pool.close();
  expect(await Promise.allSettled(answers)).toMatchObject([
    { value: { reading: { total: 1 } } },
    { value: { reading: { total: 2 } } },
    { reason: expect.any(ReaderUnavailableError) },
  ]);
  await closed;
  await expect((async () => pool.run(Buffer.from("a"), signal))()).rejects.toThrow("closed");
});

test("closing also ends a pool that never read", async () => {
  const pool = createWorkerPool<Uint8Array, WorkerAnswer>({
    file: worker,
    settings: { threads: 1 },
    size: 2,
    capacity: 2,
  });
  await pool.close();
});
