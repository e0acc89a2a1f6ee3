/** schemathesis against the contract: requests made from /openapi.json, right and wrong ones, and checks of each answer. */
import { execFile } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ModelStandIn, startModelStandIn } from "../../fixtures/model-stand-in.ts";
import { pythonEnvironment } from "../../tools/python/environment.ts";
import { type RunningApi, remoteVariables, startApi } from "../support/api.ts";

const SEED = process.env.FUZZ_SEED ?? String(Date.now() % 2 ** 31);

let model: ModelStandIn;
let api: RunningApi;
beforeAll(async () => {
  model = await startModelStandIn({ keepCalls: false });
  api = await startApi({ ...remoteVariables("sagemaker", model.url), DEADLINE_MS: "5000" });
});
afterAll(async () => {
  await api.close();
  await model.close();
});

test("schemathesis finds no difference between the contract and the answers", async () => {
  const python = await pythonEnvironment(fileURLToPath(new URL("requirements.txt", import.meta.url)));
  const options = [
    ["--checks", "all"],
    // A schema cannot say which bytes are a picture, so most bodies that it allows are no pictures.
    ["--exclude-checks", "positive_data_acceptance"],
    ["--max-examples", "80"],
    ["--seed", SEED],
  ];
  const { stdout } = await promisify(execFile)(
    python,
    ["-m", "schemathesis.cli", "run", `${api.url}/openapi.json`, ...options.flat()],
    // It leaves its caches in the folder where it runs.
    { env: { ...process.env, NO_COLOR: "1" }, cwd: await mkdtemp(join(tmpdir(), "schemathesis-")) },
  ).catch((error) => {
    throw new Error(error.stdout || error.message);
  });
  console.log(stdout.slice(stdout.indexOf("Test cases:")));
  expect(api.log.filter(({ status }) => Number(status) >= 500)).toEqual([]);
});
