/** Keys: who gets in with which header, what stays open, and that nothing tells a key. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EnvironmentError, parseEnvironment } from "../../app/environment.ts";
import { createApp } from "../../app/http/app.ts";
import { openApiDocument } from "../../app/http/contract.ts";
import { bearerToken } from "../../app/http/require-key.ts";
import { UploadTurns } from "../../app/http/upload-turns.ts";
import { type LogOutput, logTo } from "../../app/log.ts";
import { exchange, multipart, part, predictRequest } from "../../fixtures/raw-http.ts";
import { png } from "../../fixtures/uploads.ts";
import { form, type RunningApi, scriptedEngine, startApi } from "../support/api.ts";
import { contractOf } from "../support/contract.ts";

const OLD = "old-key-0123456789";
const NEW = "new/key+0123456789.~_-==";
const API_KEYS = JSON.stringify([OLD, NEW]);
const PROTECTED = ["/predict", "/preview", "/config"];

/** The app with keys, and all that it wrote to its log. */
function api(variables: Record<string, string> = {}) {
  let written = "";
  const output: LogOutput = { write: (text) => (written += text) };
  const app = createApp({
    engine: { ...scriptedEngine(), isReady: true },
    environment: parseEnvironment({ API_KEYS, ...variables }),
    turns: new UploadTurns(),
    log: logTo(output),
  });
  const ask = (path: string, authorization?: string, init: RequestInit = {}) =>
    app.request(path, {
      ...init,
      headers: { ...init.headers, ...(authorization !== undefined && { Authorization: authorization }) },
    });
  return { app, ask, written: () => written };
}

describe("which header gets in", () => {
  test.each<[string, string | undefined, number]>([
    ["the old key", `Bearer ${OLD}`, 200],
    ["the new key", `Bearer ${NEW}`, 200],
    ["the scheme in other letters", `bEARER ${OLD}`, 200],
    ["more spaces", `Bearer   ${OLD} `, 200],
    ["none", undefined, 401],
    ["an empty one", "", 401],
    ["the scheme alone", "Bearer", 401],
    ["the scheme and a space", "Bearer ", 401],
    ["the key alone", OLD, 401],
    ["another scheme", `Basic ${OLD}`, 401],
    ["a scheme that begins like it", `BearerX ${OLD}`, 401],
    ["no space", `Bearer${OLD}`, 401],
    ["a key in other letters", `Bearer ${OLD.toUpperCase()}`, 401],
    ["a key less its last letter", `Bearer ${OLD.slice(0, -1)}`, 401],
    ["a key and one letter", `Bearer ${OLD}x`, 401],
    ["both keys", `Bearer ${OLD} ${NEW}`, 401],
    ["both keys with a comma", `Bearer ${OLD},${NEW}`, 401],
    ["the whole list", `Bearer ${API_KEYS}`, 401],
    ["a key in quotes", `Bearer "${OLD}"`, 401],
    ["a long one", `Bearer ${"x".repeat(100_000)}`, 401],
  ])("%s", async (_, authorization, status) => {
    const response = await api().ask("/config", authorization);
    expect([response.status, response.headers.get("www-authenticate")]).toEqual([
      status,
      status === 401 ? "Bearer" : null,
    ]);
  });

  test("nothing that is made of pieces of it but itself, in 5,000 tries", async () => {
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const pieces = [
      "Bearer",
      "bearer ",
      " ",
      "\t",
      "=",
      ",",
      "\u00a0",
      OLD,
      NEW,
      OLD.slice(3),
      "é",
      "x",
      ";",
      '"',
    ];
    const strange: string[] = [];
    for (let count = 0; count < 5_000; count++) {
      const header = Array.from({ length: random(6) }, () => pieces[random(pieces.length)]).join("");
      const token = bearerToken(header);
      const expected = /^ *bearer +(\S+?) *$/i.exec(header)?.[1];
      // Whatever is read as a token is in the header as a whole word, right behind the scheme.
      if (token !== undefined && token !== expected) {
        strange.push(header);
      }
    }
    expect(strange).toEqual([]);
  });
});

test.each(PROTECTED)("%s wants a key, in whatever way it is asked for", async (path) => {
  const { ask } = api();
  for (const method of ["GET", "HEAD", "POST", "PUT", "OPTIONS"]) {
    expect([method, (await ask(path, undefined, { method })).status]).toEqual([method, 401]);
  }
  const others = [`${path}?key=${OLD}`, path.replace("/p", "/%70").replace("/c", "/%63"), `${path}#x`];
  for (const other of others) {
    expect([other, (await ask(other)).status]).toEqual([other, 401]);
  }
  // These are no addresses of it.
  for (const other of [`${path}/`, `/${path}`, path.toUpperCase(), `${path};x`, `${path}/..%2fconfig`]) {
    expect([other, (await ask(other, `Bearer ${OLD}`)).status]).toEqual([other, 404]);
  }
});

test("what needs no key is open, the page's files too", async () => {
  const { ask } = api();
  const page = await (await ask("/")).text();
  const files = [...page.matchAll(/"(\/page-files\/[^"]+)"/g)].map(([, file = ""]) => file);
  expect(files.length).toBeGreaterThan(2);
  for (const path of ["/health", "/ready", "/", "/docs", "/openapi.json", ...files]) {
    expect([path, (await ask(path)).status]).toEqual([path, 200]);
  }
});

test("without keys none is wanted, and one that is sent does no harm", async () => {
  const app = createApp({
    engine: scriptedEngine(),
    environment: parseEnvironment({}),
    turns: new UploadTurns(),
    log: () => {},
  });
  for (const headers of [{}, { Authorization: `Bearer ${OLD}` }]) {
    expect((await app.request("/config", { headers })).status).toBe(200);
    expect((await app.request("/predict", { method: "POST", body: form(png()), headers })).status).toBe(200);
  }
});

test("other sites may ask before they send a key, and may read the refusal", async () => {
  const { ask } = api({ ALLOWED_ORIGINS: "https://a.example" });
  const headers = {
    Origin: "https://a.example",
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization",
  };
  const before = await ask("/predict", undefined, { method: "OPTIONS", headers });
  expect(before.status).toBe(204);
  expect(before.headers.get("access-control-allow-headers")).toBe("authorization");
  const refused = await ask("/predict", undefined, { method: "POST", headers: { Origin: headers.Origin } });
  expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([401, headers.Origin]);
});

test("the log, its metrics and the answers tell no key", async () => {
  const { ask, written } = api({ METRICS_NAMESPACE: "Receipts" });
  const guess = "guess-0123456789abc";
  const answers = [];
  for (const key of [OLD, NEW, guess]) {
    for (const path of PROTECTED) {
      const response = await ask(
        path,
        `Bearer ${key}`,
        path === "/config" ? {} : { method: "POST", body: form(png()) },
      );
      answers.push(JSON.stringify([...response.headers]), await response.text());
    }
  }
  expect(written()).toMatch(/"status":401.*"problem":"unauthorized"/);
  expect(written()).toContain('"ClientErrors":1');
  for (const key of [OLD, NEW, guess]) {
    expect(written() + answers.join("")).not.toContain(key);
  }
});

describe("a secret that is none stops the start, without being shown", () => {
  test.each([
    ["empty", ""],
    ["no JSON", "hunter2-hunter2-hunter2"],
    ["a text instead of a list", '"hunter2-hunter2-hunter2"'],
    ["an object, as Secrets Manager proposes", '{"key":"hunter2-hunter2-hunter2"}'],
    ["an empty list", "[]"],
    ["an empty key", '[""]'],
    ["a short key", '["hunter2-hunter2"]'],
    ["a short key among others", `["hunter2-hunter2-hunter2","hunter2"]`],
    ["a key with a space", '["hunter2 hunter2 hunter2"]'],
    ["a key with a line break", '["hunter2-hunter2-hunter2\\n"]'],
    ["a key with an umlaut", '["hünter2-hunter2-hunter2"]'],
    ["a number", "[12345678901234567890]"],
    ["null", "[null]"],
    ["a long key", JSON.stringify(["hunter2".repeat(40)])],
    ["many keys", JSON.stringify(Array.from({ length: 21 }, (_, index) => `hunter2-hunter2-${index}`))],
  ])("%s", (_, value) => {
    const read = () => parseEnvironment({ API_KEYS: value });
    expect(read).toThrow(EnvironmentError);
    expect(read).toThrow(/^API_KEYS must be a JSON list of 1 to 20 keys, each of 16 to 256 letters[^;]*$/);
    expect(read).not.toThrow(/h[uü]nter|1234567890/);
  });
});

test("/openapi.json declares the key where one is wanted, and only there", async () => {
  const { ask } = api();
  const response = await ask("/openapi.json");
  const document = openApiDocument({ keys: true });
  expect(await response.json()).toEqual(JSON.parse(JSON.stringify(document)));
  expect(document.components?.securitySchemes).toMatchObject({ key: { type: "http", scheme: "bearer" } });
  for (const [path, operations] of Object.entries(document.paths ?? {})) {
    const operation = operations.post ?? operations.get;
    expect([path, operation?.security]).toEqual([path, PROTECTED.includes(path) ? [{ key: [] }] : undefined]);
  }
  const contract = contractOf(document);
  expect(await contract.differences("get", "/config", await ask("/config"))).toEqual([]);
  expect(
    await contract.differences("post", "/predict", await ask("/predict", "Bearer x", { method: "POST" })),
  ).toEqual([]);
  expect(JSON.stringify(openApiDocument())).not.toMatch(/securit|401/);
});

describe("over a connection", () => {
  let running: RunningApi;
  beforeAll(async () => {
    running = await startApi({ API_KEYS, MAX_UPLOAD_BYTES: "20000000" }, scriptedEngine());
  });
  afterAll(() => running.close());

  const large = multipart(part(Buffer.concat([png(), Buffer.alloc(10_000_000)])));
  const request = (body: Buffer, key: string) => predictRequest(body, { Authorization: `Bearer ${key}` });

  test("a refused upload is not kept, and the next request of the connection is answered", async () => {
    const good = multipart(part(png()));
    const { statuses } = await exchange(running.port, [request(large, `${OLD}x`), request(good, OLD)]);
    expect(statuses).toEqual([401, 200]);
    expect(running.log.at(-2)).toMatchObject({ status: 401, problem: "unauthorized" });
    expect(running.log.at(-2)).not.toHaveProperty("uploadBytes", expect.anything());
  });

  test("the refusal comes before the body", async () => {
    const head = request(large, `${OLD}x`).subarray(0, 400);
    const started = performance.now();
    const { statuses } = await exchange(running.port, [head, 100], 50);
    expect([statuses, performance.now() - started < 1_000]).toEqual([[401], true]);
  });
});
