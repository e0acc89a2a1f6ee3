import { afterAll, beforeAll, expect, test } from "vitest";
import { post, type RunningApi, remoteVariables, startApi } from "../support/api.ts";
import { type ModelStandIn, startModelStandIn } from "../support/model-stand-in.ts";
import { png } from "../support/pictures.ts";
import { exchange } from "../support/raw-http.ts";
import { CLIENT_FAULTS, DEADLINE_MS, MAX_UPLOAD_BYTES } from "./client-faults.ts";

let model: ModelStandIn;
let api: RunningApi;
beforeAll(async () => {
  model = await startModelStandIn();
  api = await startApi({
    ...remoteVariables("sagemaker", model.url),
    MAX_UPLOAD_BYTES: String(MAX_UPLOAD_BYTES),
    DEADLINE_MS: String(DEADLINE_MS),
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

test("the server still answers, and holds no memory back", async () => {
  expect((await post(api.url, png())).status).toBe(200);
});
