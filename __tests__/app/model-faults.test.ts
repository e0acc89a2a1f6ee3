import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { predictionSchema, problemSchema } from "../../app/http/contract.ts";
import { MODEL_FAULTS } from "../../fixtures/model-faults.ts";
import { type ModelStandIn, STANDARD_ANSWER, startModelStandIn } from "../../fixtures/model-stand-in.ts";
import { jpegLike } from "../../fixtures/uploads.ts";
import { post, type RunningApi, remoteVariables, startApi } from "../support/api.ts";

/** The text next to the picture. */
const promptSchema = z.object({
  messages: z.tuple([z.object({ content: z.tuple([z.unknown(), z.object({ text: z.string() })]) })]),
});

const DEADLINE = 1_500;
const STANDARD_RECEIPT = { ...STANDARD_ANSWER, purchaseDate: "2023-10-26" };
const picture = jpegLike(50_001);

let model: ModelStandIn;
beforeAll(async () => {
  model = await startModelStandIn();
});
afterAll(() => model.close());

describe.each(["sagemaker", "openai"] as const)("the %s engine", (engine) => {
  let api: RunningApi;
  beforeAll(async () => {
    api = await startApi({
      ...remoteVariables(engine, model.url),
      DEADLINE_MS: String(DEADLINE),
      METRICS_NAMESPACE: "Receipts",
    });
  });
  afterAll(() => api.close());

  const faults = MODEL_FAULTS.filter(({ engines }) => engines?.includes(engine) ?? true);
  test.each(faults)(
    "$behaviour: $status",
    async ({ behaviour, status, attempts = 1, modelStatus, receipt }) => {
      model.behave(behaviour);
      const started = performance.now();
      const response = await post(api.url, picture);
      const text = await response.text();
      expect(response.status).toBe(status);
      expect(performance.now() - started).toBeLessThan(DEADLINE + 1_000);
      expect(model.calls.length).toBe(attempts);
      expect(text).not.toContain("SECRET");
      expect(JSON.stringify(api.log)).not.toMatch(/SECRET|Oak/);
      if (modelStatus !== undefined) {
        const dimensions = [["engine", "modelStatus"]];
        expect(api.log.at(-1)).toMatchObject({ modelStatus: String(modelStatus), ModelErrors: 1, engine });
        expect(JSON.stringify(api.log.at(-1))).toContain(JSON.stringify(dimensions));
      }
      if (status === 200) {
        const prediction = predictionSchema.parse(JSON.parse(text));
        expect(prediction).toMatchObject({ engine, receipt: { ...STANDARD_RECEIPT, ...receipt } });
        expect(api.log.at(-1)).toMatchObject({ ModelErrors: 0 });
      } else {
        // With a status of the model or without, since it did not answer.
        expect(api.log.at(-1)).toMatchObject({ ModelErrors: 1 });
        expect(response.headers.get("content-type")).toBe("application/problem+json");
        expect(problemSchema.parse(JSON.parse(text)).status).toBe(status);
        expect(response.headers.has("retry-after")).toBe(status === 503);
      }
    },
  );

  test("a transient failure is retried", async () => {
    model.behave({ name: "service unavailable", times: 1 });
    expect((await post(api.url, picture)).status).toBe(200);
    expect(model.calls.length).toBe(2);
    expect(api.log.at(-1)).toMatchObject({ attempts: 2, status: 200 });
  });

  test("the picture arrives whole, with the right hash", async () => {
    model.behave("ok");
    for (const size of [26, 27, 28, 3_001, 65_536, 1_000_003]) {
      const sent = jpegLike(size);
      await post(api.url, sent);
      const call = model.calls.at(-1);
      expect(call?.image?.equals(sent)).toBe(true);
      expect(call?.hashMatches).toBe(engine === "sagemaker");
    }
  });

  test("the model is not called for a client that has gone", async () => {
    model.behave({ name: "ok", delay: 1_000 });
    const gone = new AbortController();
    const answer = post(api.url, picture, { signal: gone.signal });
    while (model.calls.length === 0) {
      await sleep(5);
    }
    gone.abort();
    await expect(answer).rejects.toThrow();
    await expect.poll(() => model.abandoned).toBe(1);
    await expect.poll(() => api.log.at(-1)?.status).toBe(499);
    expect(model.calls.length).toBe(1);
  });
});

test.each([
  ["an address without a name", "http://model.invalid"],
  ["a plain port spoken to in TLS", () => model.url.replace("http:", "https:")],
  ["a port where nothing listens", "http://127.0.0.1:1"],
])("%s: 502", async (_, address) => {
  const api = await startApi(remoteVariables("sagemaker", typeof address === "string" ? address : address()));
  const response = await post(api.url, picture);
  expect(response.status).toBe(502);
  expect(await response.text()).not.toMatch(/invalid|127\.0\.0\.1|SSL|ENOTFOUND/);
  await api.close();
});

test("hints are one more line of the prompt, and the picture arrives as before", async () => {
  const api = await startApi({ ...remoteVariables("sagemaker", model.url), COUNTRY: "SG", CURRENCY: "SGD" });
  model.behave("ok");
  const ask = async (query: string) => {
    await post(api.url, picture, {}, query);
    const call = model.calls.at(-1);
    expect(call?.hashMatches).toBe(true);
    expect(call?.image?.equals(picture)).toBe(true);
    return promptSchema.parse(call?.body).messages[0].content[1].text.split("\n").at(-1);
  };
  expect(await ask("")).toMatch(/^Only where the receipt itself does not tell: .*SG.*SGD\.$/);
  expect(await ask("?country=MY&dateOrder=MDY&currency=MYR")).toMatch(/MY .*month, day, year.*MYR/);
  await api.close();
});

test("what is sent to the model", async () => {
  model.behave("ok");
  const api = await startApi({ ...remoteVariables("openai", model.url), MODEL_MAX_TOKENS: "600" });
  await post(api.url, picture);
  await post(api.url, picture, {}, "?details=true");
  const [call, withDetails] = model.calls;
  expect(call?.path).toBe("/v1/chat/completions");
  expect(call?.headers.authorization).toBe("Bearer key");
  expect(call?.body).toMatchObject({
    model: "google/gemma-4-E4B-it",
    temperature: 0,
    max_tokens: 512,
    chat_template_kwargs: { enable_thinking: false },
    response_format: { type: "json_schema", json_schema: { name: "receipt" } },
    messages: [{ role: "user", content: [{ type: "image_url" }, { type: "text" }] }],
  });
  expect(withDetails?.body).toMatchObject({ max_tokens: 600 });
  await api.close();
});
