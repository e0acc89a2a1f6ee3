/** `verify` against servers that are not what they should be. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

describe("a stack with HTTPS", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "certificates-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Verifies custom-stack, whose load balancer is localhost and shows a certificate for these names. */
  async function verifyWith(names: string, domainName?: string, trusted = true) {
    const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
    await promisify(execFile)("openssl", [
      ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test"],
      ...["-addext", `subjectAltName=${names}`, "-keyout", key, "-out", certificate],
    ]);
    const tls = { key: await readFile(key), cert: await readFile(certificate) };
    const seen: string[] = [];
    const server = createHttpsServer(tls, (request, response) => {
      seen.push(
        `${request.headers.host?.split(":")[0]} ${"servername" in request.socket && request.socket.servername}`,
      );
      response.writeHead(request.url === "/health" ? 200 : 404).end(HEALTHY);
    });
    const { port } = new URL(await listenOnLoopback(server));
    const state = {
      version: 4,
      outputs: { service_url: { value: `https://${domainName ?? "localhost"}:${port}` } },
      resources: [
        {
          mode: "managed",
          type: "aws_lb",
          name: "main",
          instances: [{ attributes: { dns_name: "localhost" } }],
        },
      ],
    };
    await writeFile(join(project.folder, "terraform.custom-stack.tfstate"), JSON.stringify(state));
    try {
      const environment = trusted ? { NODE_EXTRA_CA_CERTS: certificate } : {};
      const { output } = await project.command("verify", ["custom-stack", "--wait", "1"], { environment });
      return { output, seen };
    } finally {
      await rm(join(project.folder, "terraform.custom-stack.tfstate"));
      server.closeAllConnections();
      server.close();
    }
  }

  test.each([
    ["its certificate's name", "DNS:receipts.invalid", undefined, "receipts.invalid"],
    ["a name that its wildcard holds", "DNS:*.example.invalid", undefined, "receipts.example.invalid"],
    [
      "the setting domainName",
      "DNS:*.example.invalid,DNS:example.invalid",
      "api.example.invalid",
      "api.example.invalid",
    ],
  ])(
    "is checked under %s, at the load balancer, and the missing record is named",
    async (_, names, domain, name) => {
      const { output, seen } = await verifyWith(names, domain);
      expect(output).toContain(`Make one: ${name} CNAME localhost\n`);
      expect(output).toMatch(/^ok +health /m);
      expect(seen.at(-1)).toBe(`${name} ${name}`);
    },
  );

  test.each([
    ["for another name", "DNS:other.invalid", "api.example.invalid", true, /altnames/],
    [
      "for the domain, but not the name below it",
      "DNS:example.invalid",
      "api.example.invalid",
      true,
      /altnames/,
    ],
    ["two levels below the wildcard", "DNS:*.example.invalid", "a.b.example.invalid", true, /altnames/],
    ["that nobody knows", "DNS:receipts.invalid", undefined, false, /self.signed/],
  ])("with a certificate %s fails", async (_, names, domain, trusted, message) => {
    const { output } = await verifyWith(names, domain, trusted);
    expect(output).toMatch(/^FAILED +health /m);
    expect(output).toMatch(message);
    expect(output).toContain("Likely cause: The certificate does not fit the name.");
  });
});
