import { afterAll, beforeAll, expect, test } from "vitest";
import { CLIENT_FAULTS, DEADLINE_MS, MAX_UPLOAD_BYTES } from "../../fixtures/client-faults.ts";
import { type ModelStandIn, startModelStandIn } from "../../fixtures/model-stand-in.ts";
import { exchange } from "../../fixtures/raw-http.ts";
import { png } from "../../fixtures/uploads.ts";
import { post, type RunningApi, remoteVariables, startApi } from "../support/api.ts";

let model: ModelStandIn;
let api: RunningApi;
beforeAll(async () => {
  model = await startModelStandIn();
  api = await startApi({
    ...remoteVariables("sagemaker", model.url),
    MAX_UPLOAD_BYTES: String(MAX_UPLOAD_BYTES),
    DEADLINE_MS: String(DEADLINE_MS),
    // Enough for 15 uploads: a fault that kept its memory would soon be missed.
    UPLOAD_MEMORY_BYTES: "1000000",
  });
});
afterAll(async () => {
  await api.close();
  await model.close();
});

test.concurrent.each(CLIENT_FAULTS)("$what: $statuses", async ({ send, statuses }) => {
  const answer = await exchange(api.port, send);
  expect(answer.statuses).toEqual(statuses);
  expect(answer.text).not.toMatch(/node_modules|\.ts:|at \w+ \(/);
});

test("afterwards all the memory for uploads is there", async () => {
  model.behave({ name: "ok", delay: 300 });
  const statuses = await Promise.all(
    Array.from({ length: 15 }, async () => (await post(api.url, png())).status),
  );
  expect(statuses).toEqual(new Array(15).fill(200));
  const longest = Math.max(...api.log.slice(-15).map(({ waitMs }) => Number(waitMs)));
  expect(longest).toBeLessThan(200);
});
