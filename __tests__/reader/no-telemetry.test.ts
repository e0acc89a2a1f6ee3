import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startProcess } from "../../fixtures/process.ts";
import { post } from "../support/api.ts";

test("the reader's runtime keeps no account of its use: its device id and its queue of uploads would be in HOME", async () => {
  const home = await mkdtemp(join(tmpdir(), "home-"));
  // No more than these variables: the runtime keeps quiet by itself where CI is set.
  const app = await startProcess({ HOME: home });
  try {
    expect((await post(app.url, await readFile("app/page/sample-receipt.jpg"))).status).toBe(200);
    expect(await readdir(home, { recursive: true })).toEqual([]);
  } finally {
    app.child.kill();
    await app.ended;
    await rm(home, { recursive: true });
  }
});
