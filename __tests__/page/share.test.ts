import { expect, test } from "vitest";
import type { State } from "../../app/page/browser/item.ts";
import { shareOf } from "../../app/page/browser/share.ts";

test("a file's share only grows, while it is sent and read, and is whole when it is done", () => {
  const steps: [state: State, now: number][] = [
    [{ kind: "waiting" }, 0],
    [{ kind: "uploading", share: 0.5 }, 500],
    ...[1_000, 1_200, 3_000, 10_000, 20_000].map((now): [State, number] => [
      { kind: "reading", since: 1_000 },
      now,
    ]),
    [{ kind: "done" }, 20_001],
  ];
  const shares = steps.map(([state, now]) => shareOf({ state }, now, 2_000));
  expect(shares.at(0)).toBe(0);
  expect(shares.at(-1)).toBe(1);
  for (const [index, share] of shares.slice(1).entries()) {
    expect(share).toBeGreaterThan(shares[index] ?? 1);
  }
});
