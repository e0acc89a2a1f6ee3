import { afterAll, describe, expect, test, vi } from "vitest";
import { createReader, type ReaderOptions } from "../../app/reader/create-reader.ts";
import { type Reader, ReaderUnavailableError, UnreadableImageError } from "../../app/reader/reader.ts";
import { millisecondsForPages } from "../../app/reader/workers/limits.ts";

const readers: Reader[] = [];
afterAll(() => Promise.all(readers.map((reader) => reader.close())));

function readerWith(options: Partial<ReaderOptions> = {}): Reader {
  const reader = createReader({
    deadline: 10_000,
    processes: 1,
    maxPages: 20,
    memory: 800_000_000,
    onBroken: () => {},
    file: new URL("../support/reader-process.ts", import.meta.url),
    ...options,
  });
  readers.push(reader);
  return reader;
}

const ASKED = { hints: {}, details: false };

/** The total, which the process makes of the text's length. */
const read = async (reader: Reader, text: string, signal = AbortSignal.timeout(20_000)) =>
  (await reader.read(Buffer.from(text), ASKED, signal)).receipts[0]?.total;

const untilReady = (reader: Reader) => expect.poll(() => reader.isReady, { timeout: 10_000 }).toBe(true);

test("answers come to who asked", async () => {
  const reader = readerWith({ processes: 2 });
  const totals = ["a", "aa", "aaa", "aaaa"].map((text) => read(reader, text));
  expect(await Promise.all(totals)).toEqual([1, 2, 3, 4]);
});

test("the keys of the API are not with the processes that open strangers' files", async () => {
  vi.stubEnv("API_KEYS", '["0123456789abcdef"]');
  const reader = readerWith();
  vi.unstubAllEnvs();
  expect(await read(reader, "e")).toBe(0);
});

describe("what a file does to its process costs nobody else anything", () => {
  const reader = readerWith();

  test.each([
    ["opens without an end", "O", /takes too long/],
    ["chooses without an end", "C", /Choosing .* took too long/],
    ["takes ever more memory", "m", /more memory/],
    ["dies while it opens", "o", /damaged/],
  ])("a file with which it %s is refused", async (_, text, sentence) => {
    const [first, ...others] = await Promise.allSettled([
      read(reader, text),
      read(reader, "a"),
      read(reader, "aa"),
    ]);
    expect(first).toMatchObject({ reason: expect.any(UnreadableImageError) });
    expect(first).toMatchObject({ reason: { message: expect.stringMatching(sentence) } });
    expect(others).toMatchObject([{ value: 1 }, { value: 2 }]);
  });

  test("a page that does not open is left out, and those behind it are tried once more", async () => {
    const { receipts, pageCount } = await reader.read(Buffer.from("P"), ASKED, AbortSignal.timeout(20_000));
    expect([receipts[0]?.pages, pageCount]).toEqual([[1, 3], 4]);
  });

  test("a process that dies while it reads: try again", async () => {
    const [first, second] = await Promise.allSettled([read(reader, "d"), read(reader, "a")]);
    expect(first).toMatchObject({ reason: expect.any(ReaderUnavailableError) });
    expect(second).toMatchObject({ value: 1 });
  });

  test("a process that keeps the memory of a picture is replaced before the next", async () => {
    const [before, last, after] = [await read(reader, "p"), await read(reader, "k"), await read(reader, "p")];
    expect(last).toBe(before);
    expect(after).not.toBe(before);
  });

  test("what cannot be decoded, and what is a bug, stay apart", async () => {
    await expect(read(reader, "u")).rejects.toThrow(new UnreadableImageError("It is damaged."));
    await expect(read(reader, "f")).rejects.toThrow(RangeError);
  });
});

describe("who stops waiting", () => {
  test("gets the reason, and the others their answers", async () => {
    const reader = readerWith();
    const stop = new AbortController();
    const waiting = Promise.allSettled([
      read(reader, "a"),
      read(reader, "a", stop.signal),
      read(reader, "s", stop.signal),
      read(reader, "aa"),
    ]);
    stop.abort(new Error("gone"));
    expect(await waiting).toMatchObject([
      { value: 1 },
      { reason: new Error("gone") },
      { reason: new Error("gone") },
      { value: 2 },
    ]);
    await expect(read(reader, "a", AbortSignal.abort(new Error("never wanted")))).rejects.toThrow(
      "never wanted",
    );
  });

  test("does not wait for a process that does not stop, which is ended", async () => {
    const reader = readerWith();
    await untilReady(reader);
    await expect(read(reader, "O", AbortSignal.timeout(100))).rejects.toThrow(/timeout/);
    expect(await read(reader, "a")).toBe(1);
  });
});

test("more than fit are refused; who waits too long is told to come back", async () => {
  const reader = readerWith({ deadline: 1_000 });
  await untilReady(reader);
  // Each that is opened is given up after a third of the deadline; the line waits for six tenths.
  const waiting = Array.from({ length: 20 }, () => read(reader, "O"));
  const outcomes = await Promise.allSettled(waiting);
  const reasons = outcomes.map((outcome) => outcome.status === "rejected" && outcome.reason);
  const refused = reasons.filter((reason) => reason instanceof ReaderUnavailableError);
  const opened = reasons.filter((reason) => reason instanceof UnreadableImageError);
  expect(opened.length).toBeGreaterThan(0);
  expect(opened.length).toBeLessThanOrEqual(2);
  expect(refused.length).toBe(20 - opened.length);
});

test.each([
  [0, 500],
  [350.7, 450],
  [900.5, 0],
])("a file that has waited %d of 1001 ms has %d ms for its pages", (waited, milliseconds) => {
  expect(millisecondsForPages(1_001, waited)).toBe(milliseconds);
});

test("what is to be read goes before what is to be shown, which never fills the line", async () => {
  const reader = readerWith();
  await untilReady(reader);
  const order: string[] = [];
  const signal = AbortSignal.timeout(20_000);
  const show = async () => order.push(`shown ${await reader.preview(Buffer.from("a"), 7, signal)}`);
  const first = read(reader, "a");
  const shown = [show(), show()];
  const later = [1, 2].map(async () => order.push(`read ${await read(reader, "aa")}`));
  await Promise.all([first, ...shown, ...later]);
  expect(order).toEqual(["read 2", "read 2", "shown 7", "shown 7"]);

  const many = await Promise.allSettled([...Array.from({ length: 20 }, show), read(reader, "a")]);
  expect(many.filter(({ status }) => status === "rejected")).toHaveLength(12);
  expect(many.at(-1)).toMatchObject({ value: 1 });
});

test("closing ends what is read, also without an end", async () => {
  const reader = readerWith();
  await untilReady(reader);
  const lost = expect(read(reader, "O")).rejects.toThrow();
  await reader.close();
  await lost;
  await expect(read(reader, "a")).rejects.toThrow("closed");
});

test("processes that cannot be started are reported once, after three tries", async () => {
  const { promise, resolve } = Promise.withResolvers<Error>();
  const reader = readerWith({
    file: new URL("../support/failing-process.ts", import.meta.url),
    onBroken: resolve,
  });
  expect((await promise).message).toMatch(/3 times in a row/);
  expect(reader.isReady).toBe(false);
});
