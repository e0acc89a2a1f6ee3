import { expect, test } from "vitest";
import { secondsToWait } from "../../app/retry-after.ts";

test.each([
  [null, undefined],
  ["", undefined],
  ["soon", undefined],
  ["0", 0],
  ["86400", 86_400],
  ["Mon, 01 Jun 2026 12:00:05 GMT", 5],
  ["Mon, 01 Jun 2026 11:00:00 GMT", 0],
])("Retry-After %j: %j seconds", (header, seconds) => {
  expect(secondsToWait(header, new Date("2026-06-01T12:00:00Z"))).toBe(seconds);
});
