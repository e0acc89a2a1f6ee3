import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ModelStandIn, startModelStandIn } from "../../fixtures/model-stand-in.ts";
import { type AppProcess, runToEnd, startProcess } from "../../fixtures/process.ts";
import { jpegLike, png } from "../../fixtures/uploads.ts";
import { post, remoteVariables } from "../support/api.ts";

let model: ModelStandIn;
let variables: Record<string, string>;
beforeAll(async () => {
  model = await startModelStandIn();
  variables = {
    ...remoteVariables("sagemaker", model.url),
    AWS_REGION: "us-west-2",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: model.url,
  };
});
afterAll(() => model.close());

describe("SIGTERM", () => {
  test.each([1, 2])(
    "sent %i times: requests in flight finish, new ones are refused, exit 0",
    async (times) => {
      model.behave({ name: "ok", delay: 1_000 });
      const app = await startProcess(variables);
      const inFlight = [1, 2, 3].map(() => post(app.url, jpegLike(500_000)));
      await expect.poll(() => model.calls.length).toBe(3);
      for (let sent = 0; sent < times; sent++) {
        app.child.kill("SIGTERM");
        await sleep(100);
      }
      await expect(fetch(`${app.url}/health`, { headers: { connection: "close" } })).rejects.toThrow();
      const statuses = (await Promise.all(inFlight)).map(({ status }) => status);
      expect(statuses).toEqual([200, 200, 200]);
      expect(await app.ended).toBe(0);
    },
  );

  test("does not wait for idle connections, nor for a client that sends nothing", async () => {
    const app = await startProcess(variables);
    await fetch(`${app.url}/health`);
    app.child.kill("SIGTERM");
    const started = performance.now();
    expect(await app.ended).toBe(0);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

test("SIGINT lets requests finish; a second one ends the process at once", async () => {
  model.behave({ name: "ok", delay: 5_000 });
  const calls = model.calls.length;
  const app = await startProcess(variables);
  const inFlight = post(app.url, png()).catch(() => "broken off");
  await expect.poll(() => model.calls.length).toBe(calls + 1);
  app.child.kill("SIGINT");
  await expect.poll(() => app.output()).toContain("finishing the requests in flight");
  app.child.kill("SIGINT");
  expect(await app.ended).toBe(130);
  expect(await inFlight).toBe("broken off");
});

describe("the start", () => {
  test("says in one line where to look", async () => {
    const app = await startProcess(variables);
    const lines = app.output().trim().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ message: expect.stringContaining("http://localhost:") }),
    ]);
    await stop(app);
  });

  test("with the port taken ends with one clear line", async () => {
    const port = Number(new URL(model.url).port);
    const { code, errors } = await runToEnd({ ...variables, PORT: String(port) });
    expect([code, errors]).toEqual([
      1,
      `Port ${port} is in use. Choose another one, for example PORT=${port + 1}.\n`,
    ]);
  });

  test.each([
    [{ PORT: "http" }, 'PORT="http" must be a whole number from 0 to 65535\n'],
    [{ EXTRACTOR: "magic" }, /^EXTRACTOR="magic" .*local.*sagemaker.*openai.*\n$/],
    [{ DEADLINE_MS: "1" }, /^DEADLINE_MS="1" .*1000.*\n$/],
    [{ MAX_UPLOAD_BYTES: "19000000" }, /^MAX_UPLOAD_BYTES="19000000" must be at most 18000000.*\n$/],
    [{ EXTRACTOR: "openai", OPENAI_BASE_URL: "" }, /^OPENAI_BASE_URL is needed.*\n$/],
    [{ SAGEMAKER_ENDPOINT_NAME: "a/b" }, /^SAGEMAKER_ENDPOINT_NAME="a\/b" .*\n$/],
    [{ API_KEYS: "" }, /^API_KEYS must be a JSON list of 1 to 20 keys.*\n$/],
    [{ ALLOWED_ORIGINS: "example.com" }, /^ALLOWED_ORIGINS="example.com" must be origins.*\n$/],
  ])("with %o ends with one clear line", async (wrong, line) => {
    const { code, errors } = await runToEnd({ ...variables, ...wrong });
    expect(code).toBe(1);
    expect(errors).toEqual(expect.stringMatching(line));
    expect(errors.trim().split("\n").length).toBe(1);
  });
});

test("out of file descriptors: it waits, and answers again when there are some", async () => {
  model.behave("ok");
  const limited = ["sh", "-c", `ulimit -n 40 && exec ${process.execPath} app/main.ts`] as const;
  const app = await startProcess(variables, [...limited]);
  expect((await post(app.url, png())).status).toBe(200);
  const crowd = await Promise.allSettled(
    Array.from({ length: 60 }, () => post(app.url, png(), { signal: AbortSignal.timeout(3_000) })),
  );
  expect(crowd.some(({ status }) => status === "rejected")).toBe(true);
  expect((await post(app.url, png())).status).toBe(200);
  await stop(app);
});

async function stop({ child, ended }: AppProcess): Promise<void> {
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
}
