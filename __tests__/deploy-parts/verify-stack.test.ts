/** `verify STACK`, with a state file, an API that knows only bad files, and AWS. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { verifyStack } from "../../deploy/verify/verify-service.ts";
import { listenOnLoopback } from "../../fixtures/loopback.ts";
import { DEFAULT_SETTINGS } from "../../stacks/settings.ts";
import { standInForAws } from "./aws.ts";

const aws = standInForAws();
const requests: string[] = [];
const api = createServer(async (request, response) => {
  const body = await text(request);
  const isBad = body.includes("receipt.txt");
  requests.push(isBad ? "bad file" : String(request.url));
  response.writeHead(request.url === "/health" ? 200 : isBad ? 415 : 404);
  response.end(request.url === "/health" ? '{"status":"ok"}' : "");
});
let folder: string;
const before = process.cwd();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "verify-"));
  process.chdir(folder);
  vi.stubEnv("RECEIPTS_EXTRACTOR", "local");
  const outputs = {
    service_url: { value: await listenOnLoopback(api) },
    service_name: { value: "fastapi-service" },
    cluster_name: { value: "fastapi-cluster" },
  };
  await writeFile("terraform.custom-stack.tfstate", JSON.stringify({ version: 4, outputs, resources: [] }));
});
afterAll(async () => {
  process.chdir(before);
  api.close();
  await rm(folder, { recursive: true });
});

test("while a deployment is under way no bad file is sent, since Express counts its answer as an error", async () => {
  const answers = ["IN_PROGRESS", "COMPLETED"];
  aws.script = {
    DescribeServices() {
      const rolloutState = answers.length > 1 ? answers.shift() : answers[0];
      requests.push(`deployment ${rolloutState}`);
      const deployments = [{ id: "ecs-svc/1", status: "PRIMARY", rolloutState, taskDefinition: "x/api:1" }];
      return { services: [{ deployments }] };
    },
  };
  await expect(verifyStack("custom-stack", DEFAULT_SETTINGS, 1_000)).rejects.toThrow(
    "does not work as it should",
  );
  expect(requests.filter((each) => !each.startsWith("/"))).toEqual([
    "deployment IN_PROGRESS",
    "deployment COMPLETED",
    "bad file",
    // The report asks twice: for the deployment, and for the tasks.
    "deployment COMPLETED",
    "deployment COMPLETED",
  ]);
});
