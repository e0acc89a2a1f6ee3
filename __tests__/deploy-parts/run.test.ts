import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { interruptGroup, sendInterrupt } from "../../deploy/programs/run.ts";

test("an interrupt for a program that has just ended is no error", async () => {
  const child = spawn(process.execPath, ["-e", "0"], { detached: true });
  await once(child, "close");
  expect(sendInterrupt(child.pid ?? 0)).toBe(false);
  expect(() => interruptGroup(child.pid ?? 0)).not.toThrow();
});

test("a running one is interrupted", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await once(child, "spawn");
  expect(sendInterrupt(child.pid ?? 0)).toBe(true);
  expect(await once(child, "close")).toEqual([null, "SIGINT"]);
});
