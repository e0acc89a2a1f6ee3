import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Pause, Queue, type WorkResult } from "../../app/page/browser/queue.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A queue whose work ends when the test says so. */
function queueOf(concurrency: number) {
  const running = new Map<string, (outcome: WorkResult) => void>();
  const answers: (() => void)[] = [];
  const pauses: (Pause["kind"] | undefined)[] = [];
  const queue = new Queue({
    concurrency,
    work: (id, signal) =>
      new Promise((resolve) => {
        running.set(id, resolve);
        signal.addEventListener("abort", () => running.delete(id));
      }),
    untilReachable: () =>
      new Promise((resolve) => {
        answers.push(resolve);
      }),
    onPause: (pause) => pauses.push(pause?.kind),
  });
  const end = async (id: string, outcome: WorkResult = { kind: "finished" }) => {
    running.get(id)?.(outcome);
    running.delete(id);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { queue, pauses, answers, end, running: () => [...running.keys()].join("") };
}

test("so many at once, in order", async () => {
  const { queue, end, running } = queueOf(2);
  queue.add(["a", "b", "c"]);
  queue.add(["d"]);
  expect(running()).toBe("ab");
  await end("b");
  expect(running()).toBe("ac");
});

test("busy: nothing begins before the time is over, then the same one first", async () => {
  const { queue, end, running, pauses } = queueOf(1);
  queue.add(["a", "b"]);
  await end("a", { kind: "busy", wait: 2000 });
  await vi.advanceTimersByTimeAsync(1999);
  expect(running()).toBe("");
  await vi.advanceTimersByTimeAsync(1);
  expect(running()).toBe("a");
  expect(pauses).toEqual(["busy", undefined]);
});

test("offline: nothing begins before it is resumed", async () => {
  const { queue, end, running } = queueOf(1);
  queue.add(["a", "b"]);
  await end("a", { kind: "offline" });
  await vi.advanceTimersByTimeAsync(1e6);
  expect(running()).toBe("");
  queue.resume();
  expect(running()).toBe("a");
});

test("unreachable: nothing begins before the server answers, which is asked once for all", async () => {
  const { queue, end, running, pauses, answers } = queueOf(2);
  queue.add(["a", "b", "c"]);
  await end("a", { kind: "unreachable" });
  await end("b", { kind: "unreachable" });
  await vi.advanceTimersByTimeAsync(1e6);
  expect(running()).toBe("");
  expect(answers).toHaveLength(1);
  answers[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(running()).toBe("ba");
  expect(pauses).toEqual(["unreachable", undefined]);
});

test("what is cancelled never begins, or stops, and the next one takes its place", async () => {
  const { queue, running, end, pauses } = queueOf(1);
  queue.add(["a", "b", "c"]);
  queue.cancel("b");
  queue.cancel("a");
  expect(running()).toBe("c");
  await end("c", { kind: "busy", wait: 1000 });
  queue.cancel("c");
  expect(pauses).toEqual(["busy", undefined]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(running()).toBe("");
});
