import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "vitest";
import { hostileFile } from "../../fixtures/hostile/hostile-files.ts";
import { processTree } from "../../fixtures/process-tree.ts";
import { startService } from "../../fixtures/service.ts";
import { reads, timedUpload } from "../../fixtures/timed-upload.ts";

const DEADLINE_MS = 4_000;

/** Milliseconds after the deadline. */
const MORE = 3_000;

test.concurrent.for(["pdf-blended-fills", "pdf-nested-groups"])(
  "SIGTERM ends the service while it opens %s",
  async (name, { expect }) => {
    const service = await startService(reads, { variables: { DEADLINE_MS: String(DEADLINE_MS) } });
    try {
      const upload = timedUpload(service.url, await hostileFile(name).make());
      await sleep(500);
      const started = performance.now();
      service.signal("SIGTERM");
      const end = await Promise.race([service.ended, sleep(DEADLINE_MS + MORE, "still running")]);
      expect.soft(end).toBe(0);
      expect.soft(performance.now() - started).toBeLessThan(DEADLINE_MS + MORE);
      // It is answered before.
      expect.soft((await upload).status).toBe(422);
    } finally {
      await service.stop();
    }
  },
);

test("when the API is killed, a reader that a file keeps busy ends as well, and leaves nothing behind", async ({
  expect,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "killed-"));
  const before = new Set(processTree(process.pid));
  const service = await startService(reads, { variables: { TMPDIR: folder } });
  try {
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^receipts-reader-/)]);
    const upload = timedUpload(service.url, await hostileFile("pdf-blended-fills").make());
    await sleep(500);
    const started = processTree(process.pid).filter((pid) => !before.has(pid));
    service.signal("SIGKILL");
    await upload;
    await expect
      .poll(() => started.filter((pid) => existsSync(`/proc/${pid}`)), { timeout: 3_000 })
      .toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    await service.stop();
    rmSync(folder, { recursive: true });
  }
});
