import { expect, test } from "vitest";
import { TimeLeft } from "../../app/page/browser/time-left.ts";

test("the time left follows from how fast receipts ended, and is measured again after a pause", () => {
  const left = new TimeLeft();
  const after = (now: number, ended: number, unfinished: number, isPaused = false) =>
    left.after({ now, ended, unfinished, isPaused });
  // Two were in the list before.
  expect(after(0, 2, 20)).toBeUndefined();
  expect(after(4_000, 12, 10)).toBeUndefined();
  expect(after(10_000, 12, 10)).toBe(10_000);
  expect(after(12_000, 14, 100)).toBe(100_000);
  expect(after(20_000, 14, 100, true)).toBeUndefined();
  expect(after(80_000, 14, 100)).toBeUndefined();
  expect(after(90_000, 19, 95)).toBe(190_000);
  expect(after(91_000, 114, 0)).toBeUndefined();
  // One that has been removed is not one that takes longer.
  expect(after(0, 10, 5)).toBeUndefined();
  expect(after(6_000, 9, 5)).toBeUndefined();
  expect(after(12_000, 12, 2)).toBe(4_000);
});
