/** `verify` against servers that are not what they should be. */
import { createServer, type RequestListener } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listenOnLoopback } from "../../fixtures/loopback.ts";
import { copyProject, type Project } from "./project.ts";

let project: Project;
beforeAll(async () => {
  project = await copyProject({ PATH: process.env.PATH ?? "" });
});
afterAll(() => project.remove());

async function verify(listener: RequestListener): Promise<{ status: number; output: string }> {
  const server = createServer(listener);
  const url = await listenOnLoopback(server);
  try {
    return await project.command("verify", [url, "--wait", "1"]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const HEALTHY = JSON.stringify({ status: "ok" });

test.each<[string, RequestListener, RegExp]>([
  [
    "another site",
    (_, response) => response.setHeader("Content-Type", "text/html").end("<html>Welcome to nginx!"),
    /FAILED +health .*something answers, but not this API: 200, text\/html, "<html>Welcome to nginx!"/,
  ],
  [
    "a load balancer with nothing behind it",
    (_, response) => response.writeHead(503).end("<html>503"),
    /FAILED +health .*no health in 1 s: 503/,
  ],
  [
    "an API that is healthy, and no more",
    (request, response) =>
      request.url === "/health" ? response.end(HEALTHY) : response.writeHead(404).end("nothing"),
    /ok +health [\s\S]*FAILED +receipt .*404 "nothing"\n[\s\S]*FAILED +bad file/,
  ],
  [
    "an API that reads something else",
    (request, response) =>
      response.end(request.url === "/health" ? HEALTHY : '{"prediction":"{}","receipt":{"total":1}}'),
    /FAILED +receipt .*an answer with another structure/,
  ],
])("%s", async (_, listener, message) => {
  const { status, output } = await verify(listener);
  expect(output).toMatch(message);
  expect(status).toBe(1);
});

test("nobody listens, or the argument is neither address nor stack", async () => {
  const refused = await project.command("verify", ["http://127.0.0.1:9", "--wait", "1"]);
  expect(refused.output).toMatch(/no health in 1 s: .*ECONNREFUSED|bad port/);
  expect(refused.status).toBe(1);
  const unknown = await project.command("verify", ["custom"]);
  expect(unknown.output).toContain("custom is neither a URL nor a stack with an API.");
  const absent = await project.command("verify", ["custom-stack"]);
  expect(absent.output).toContain("custom-stack is not deployed");
});
