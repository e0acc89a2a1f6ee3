import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { engineOfReader } from "../../app/engines/local.ts";
import { predictionSchema, problemSchema } from "../../app/http/contract.ts";
import { createReader } from "../../app/reader/create-reader.ts";
import { PICTURES } from "../../fixtures/pictures.ts";
import { png } from "../../fixtures/uploads.ts";
import { post, type RunningApi, startApi } from "../support/api.ts";

const SAMPLE = { storeName: "HARBOUR BAKERY", purchaseDate: "2026-03-14", total: 22.35, currency: "SGD" };

describe("pictures for the embedded reader", () => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi({});
  });
  afterAll(() => api.close());

  test.each(PICTURES)("$what is $outcome", async ({ file, outcome }) => {
    const response = await post(api.url, await file);
    if (outcome === "refused") {
      const { status, detail } = problemSchema.parse(await response.json());
      expect([response.status, status]).toEqual([422, 422]);
      expect(detail).toMatch(/damaged|too small|million|breaks off|password/);
    } else {
      expect(response.status).toBe(200);
      const { receipt } = predictionSchema.parse(await response.json());
      expect(receipt).toMatchObject(outcome === "read" ? SAMPLE : {});
    }
  });
});

describe("a reader whose process does as it is told", () => {
  const file = new URL("../support/reader-process.ts", import.meta.url);
  const options = {
    deadline: 25_000,
    processes: 1,
    maxPages: 20,
    memory: 1_000_000_000,
    onBroken: () => {},
    file,
  };
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi(
      {},
      engineOfReader(() => createReader(options), 2),
    );
  });
  afterAll(() => api.close());
  const ask = (command: string) => post(api.url, Buffer.concat([png(), Buffer.from(command)]));

  test("/ready says when the models are loaded", async () => {
    const { status } = await fetch(`${api.url}/ready`);
    expect([200, 503]).toContain(status);
    await expect.poll(async () => (await fetch(`${api.url}/ready`)).status, { timeout: 10_000 }).toBe(200);
  });

  test("a process that dies: 503 with Retry-After, and the next request is answered", async () => {
    const response = await ask("d");
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "2"]);
    expect((await ask("a")).status).toBe(200);
  });

  test.each(["o", "O", "m"])(
    "a file that takes its process down (%s): 422, and the next is answered",
    async (command) => {
      expect((await ask(command)).status).toBe(422);
      expect((await ask("a")).status).toBe(200);
    },
  );

  test("a full queue: 503 with Retry-After for those that do not fit, then all is well again", async () => {
    const responses = await Promise.all(Array.from({ length: 300 }, () => ask("a")));
    const refused = responses.filter(({ status }) => status === 503);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ headers }) => headers.has("retry-after"))).toBe(true);
    expect(responses.filter(({ status }) => status === 200).length).toBe(300 - refused.length);
    expect((await ask("a")).status).toBe(200);
  });
});
