import { afterAll, beforeAll, expect, test } from "vitest";
import { HONEST_SIZES } from "../../fixtures/honest-sizes.ts";
import { type Service, startService, TASK_BYTES } from "../../fixtures/service.ts";
import { reads, timedUpload } from "../../fixtures/timed-upload.ts";

let service: Service;
beforeAll(async () => {
  service = await startService(reads);
});
afterAll(() => service?.stop());

test.each(HONEST_SIZES)("$what is read", async ({ make }) => {
  const file = await make();
  expect(file.length).toBeLessThan(10_000_000);
  const { status, text } = await timedUpload(service.url, file);
  expect.soft(status, text).toBe(200);
  expect.soft(service.alive).toBe(true);
  expect.soft(service.peak()).toBeLessThan(TASK_BYTES);
});
