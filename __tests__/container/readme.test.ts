/** The lines for docker in the README, with podman instead. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SAMPLE_VALUES } from "../../deploy/verify/api-checks.ts";
import { freePort } from "../../fixtures/loopback.ts";
import { openStore } from "./store.ts";
import { requireTools } from "./tools.ts";

const run = promisify(execFile);

const readme = await readFile("README.md", "utf8");
const [build = [], start = []] = [...readme.matchAll(/^docker (.*)$/gm)].map(([, args = ""]) =>
  args.split(" "),
);

/** Standard output, then standard error. */
let podman: (...args: string[]) => Promise<string>;
let container = "";
let url = "";

beforeAll(async () => {
  await requireTools("podman", "runc");
  const { environment } = await openStore();
  podman = async (...args) => {
    const options = { env: { ...process.env, ...environment }, maxBuffer: 2 ** 26 };
    const { stdout, stderr } = await run("podman", args, options);
    return (stdout + stderr).trim();
  };

  const { NODE_EXTRA_CA_CERTS: certificate } = process.env;
  // What docs/deploy.md says for a network whose proxy opens TLS.
  const secret = certificate === undefined ? [] : ["--secret", `id=ca,src=${certificate}`];
  const [buildCommand = "", ...buildArgs] = build;
  await podman(buildCommand, ...secret, ...buildArgs);

  // The tests' containers are in the host's network, where port 8000 may be taken and only loopback is wanted.
  const port = await freePort();
  const [runCommand = "", ...runArgs] = start;
  const here = ["--detach", "--env", "HOST=127.0.0.1", "--env", `PORT=${port}`];
  // Below a warning that ports are not published in the host's network.
  container = (await podman(runCommand, ...here, ...runArgs)).split("\n")[0] ?? "";
  url = `http://127.0.0.1:${port}`;
});

afterAll(async () => {
  if (container !== "") {
    await podman("stop", "--time", "10", container);
  }
});

test("the container reads the sample", async () => {
  await expect.poll(() => fetch(`${url}/health`).then(({ status }) => status), { timeout: 60_000 }).toBe(200);
  const { stdout } = await run("examples/read-receipt.sh", ["app/page/sample-receipt.jpg", url]);
  expect(JSON.parse(stdout)).toMatchObject({ engine: "local", receipt: SAMPLE_VALUES });
  const lines = (await podman("logs", container)).split("\n");
  expect(lines.filter((line) => !line.startsWith('{"time":'))).toEqual([]);
});

test("the published port is the one that the image listens on", async () => {
  const [, inside = ""] = /--publish 8000:(\d+)/.exec(start.join(" ")) ?? [];
  const { Env, ExposedPorts } = JSON.parse(
    await podman("image", "inspect", "--format", "{{json .Config}}", start.at(-1) ?? ""),
  );
  expect(Env).toContain(`PORT=${inside}`);
  expect(Object.keys(ExposedPorts)).toEqual([`${inside}/tcp`]);
});
