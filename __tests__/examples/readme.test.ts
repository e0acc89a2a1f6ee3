import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startApi } from "../support/api.ts";

test("the README's line for curl gets the answer that the README shows", async () => {
  const readme = await readFile("README.md", "utf8");
  const [, line = ""] = /^curl (-F .*)$/m.exec(readme) ?? [];
  const [, shown = ""] = /^```json\n(.*)\n```$/m.exec(readme) ?? [];
  const [start = "", end = ""] = shown.split("…");
  const api = await startApi({});
  try {
    const args = line.replace("http://localhost:8000", api.url).split(" ");
    const { stdout } = await promisify(execFile)("curl", args);
    expect(stdout.slice(0, start.length)).toBe(start);
    expect(stdout.slice(-end.length)).toBe(end);
    expect(start.length + end.length).toBeGreaterThan(200);
  } finally {
    await api.close();
  }
});
