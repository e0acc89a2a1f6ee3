import { describe, expect, test } from "vitest";
import { parseEnvironment } from "../../app/environment.ts";
import { createApp } from "../../app/http/app.ts";
import { configSchema, predictionSchema, problemSchema } from "../../app/http/contract.ts";
import { UploadTurns } from "../../app/http/upload-turns.ts";
import type { LogEntry } from "../../app/log.ts";
import { type Reader, ReaderUnavailableError, UnreadableImageError } from "../../app/reader/reader.ts";
import { png } from "../../fixtures/uploads.ts";
import { form, scriptedEngine } from "../support/api.ts";
import { fileOf, READING } from "../support/reading.ts";

function api(engine = scriptedEngine(), variables = {}) {
  const log: LogEntry[] = [];
  const environment = parseEnvironment(variables);
  const app = createApp({
    engine,
    environment,
    turns: new UploadTurns(),
    log: (level, entry) => log.push({ level, ...entry }),
  });
  const predict = (body: FormData | string | null, headers = {}, query = "") =>
    Promise.resolve(app.request(`/predict${query}`, { method: "POST", body, headers }));
  return { app, log, predict };
}

describe("POST /preview", () => {
  const shown = (query: string, engine?: ReturnType<typeof scriptedEngine>) =>
    api(engine).app.request(`/preview${query}`, { method: "POST", body: form(png()) });

  test("a page as a JPEG file that nobody keeps", async () => {
    const response = await shown("?page=2");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("image/jpeg");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0xff, 0xd8]);
  });

  test.each(["0", "-1", "1.5", "", "x", "1e3", "99999999"])("page=%s is refused by name", async (page) => {
    const response = await shown(`?page=${page}`);
    const { status, detail } = problemSchema.parse(await response.json());
    expect([response.status, status]).toEqual([400, 400]);
    expect(detail).toContain(`page=${JSON.stringify(page)}`);
  });

  test("an engine without previews, and another method", async () => {
    expect((await shown("", { ...scriptedEngine(), hasPreview: false })).status).toBe(404);
    const got = await api().app.request("/preview");
    expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
  });
});

describe("POST /predict", () => {
  test("answers as the article's app, and says more", async () => {
    const { predict } = api();
    const response = await predict(form(png()));
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const body = predictionSchema.parse(await response.json());
    expect(JSON.parse(body.prediction)).toEqual({
      storeName: "OAK STREET MARKET",
      purchaseDate: "26-10-2023",
      total: 42.58,
    });
    expect(body).toMatchObject({
      receipt: { storeName: "Oak Street Market", purchaseDate: "2023-10-26", total: 42.58, currency: "USD" },
      engine: "local",
      warnings: [],
    });
    expect(body.receipt).not.toHaveProperty("evidence");
  });

  test("what was not found is null", async () => {
    const nothing = { storeName: null, purchaseDate: null, total: null, currency: null };
    const reasons = { storeName: "unreadable", total: "ambiguous" } as const;
    const { predict } = api(scriptedEngine(async () => fileOf({ ...READING, ...nothing, reasons })));
    const body = predictionSchema.parse(await (await predict(form(png()))).json());
    expect(JSON.parse(body.prediction)).toEqual({ storeName: null, purchaseDate: null, total: null });
    expect(body.receipt).toMatchObject({ ...nothing, reasons });
  });

  test("evidence on request", async () => {
    const { predict } = api();
    const body = predictionSchema.parse(await (await predict(form(png()), {}, "?evidence=true")).json());
    expect(body.receipt.evidence).toEqual({
      total: { text: "TOTAL 42.58", box: { left: 0.1, top: 0.8, width: 0.5, height: 0.02 } },
    });
  });

  test("a value of evidence that is neither true nor false", async () => {
    const { predict } = api();
    expect((await predict(form(png()), {}, "?evidence=maybe")).status).toBe(400);
  });

  test("the engine gets the picture's bytes", async () => {
    const picture = png(50, 70);
    let got: Uint8Array | undefined;
    const { predict } = api(
      scriptedEngine(async (image) => {
        got = Uint8Array.from(image);
        return fileOf(READING);
      }),
    );
    await predict(form(picture));
    expect(picture.equals(got ?? new Uint8Array())).toBe(true);
  });

  const pair = form(png());
  pair.append("file", new Blob([png()]), "b.png");
  const multipart = { "content-type": "multipart/form-data; boundary=b" };
  test.each<[string, FormData | string | null, object, number, string]>([
    ["no body", null, {}, 400, "no-file"],
    ["another content type", "{}", { "content-type": "application/json" }, 400, "no-file"],
    ["another field", form(png(), "picture"), {}, 400, "no-file"],
    ["an empty file", form(new Uint8Array()), {}, 400, "no-file"],
    ["two files", pair, {}, 400, "bad-upload"],
    ["no boundary", "x", { "content-type": "multipart/form-data" }, 400, "bad-upload"],
    [
      "a body that is cut",
      "--b\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\nabc",
      multipart,
      400,
      "bad-upload",
    ],
    ["a text", form(Buffer.from("hello")), {}, 415, "not-an-image"],
    ["an SVG", form(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>")), {}, 415, "not-an-image"],
    ["a file that is too large", form(Buffer.concat([png(), Buffer.alloc(2_000)])), {}, 413, "too-large"],
    ["a Content-Length that is too large", form(png()), { "content-length": "999999" }, 413, "too-large"],
  ])("%s", async (_, body, headers, status, kind) => {
    const { predict, log } = api(scriptedEngine(), { MAX_UPLOAD_BYTES: "1000" });
    const response = await predict(body, headers);
    const problem = problemSchema.parse(await response.json());
    expect(problem).toMatchObject({ status, type: `urn:problem-type:receipts:${kind}` });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(log.at(-1)).toMatchObject({ status, problem: kind, level: "info" });
  });

  test("the largest file that is allowed", async () => {
    const { predict } = api(scriptedEngine(), { MAX_UPLOAD_BYTES: "1000" });
    const largest = Buffer.concat([png(), Buffer.alloc(1_000)]).subarray(0, 1_000);
    expect((await predict(form(largest))).status).toBe(200);
    expect((await predict(form(Buffer.concat([largest, Buffer.alloc(1)])))).status).toBe(413);
  });

  test.each([
    [new UnreadableImageError("This JPEG is damaged."), 422, "This JPEG is damaged."],
    [new ReaderUnavailableError("SECRET"), 503, "capacity"],
    [new Error("SECRET"), 500, "Something went wrong"],
  ])("%s of the reader: %i", async (error, status, detail) => {
    const { predict, log } = api(scriptedEngine(() => Promise.reject(error)));
    const response = await predict(form(png()));
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(text).toContain(detail);
    expect(text + JSON.stringify(log)).not.toContain("SECRET");
  });

  test("a reader that is too slow: 504", async () => {
    const hangs: Reader["read"] = (_picture, _hints, signal) =>
      new Promise<never>((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    const { predict } = api(scriptedEngine(hangs), { DEADLINE_MS: "1000" });
    expect((await predict(form(png()))).status).toBe(504);
  });
});

test("an upload whose client goes before a byte of it is read keeps no memory", async () => {
  // Memory for one upload at a time.
  const { app, predict } = api(scriptedEngine(), {
    MAX_UPLOAD_BYTES: "1000000",
    UPLOAD_MEMORY_BYTES: "1000000",
  });
  const request = new Request("http://localhost/predict", {
    method: "POST",
    body: new ReadableStream(),
    headers: { "content-type": "multipart/form-data; boundary=b" },
    signal: AbortSignal.abort(),
    duplex: "half",
  });
  expect((await app.request(request)).status).toBe(408);
  expect((await predict(form(png()))).status).toBe(200);
});

test("/health", async () => {
  const response = await api().app.request("/health");
  expect([response.status, await response.json()]).toEqual([200, { status: "ok" }]);
});

test("/config", async () => {
  const config = configSchema.parse(await (await api().app.request("/config")).json());
  expect(config).toMatchObject({ engine: "local", maxUploadBytes: 10_000_000, concurrentUploads: 2 });
});

test.each([
  ["GET", "/nowhere", 404, null],
  ["GET", "/predict", 405, "POST"],
  ["POST", "/health", 405, "GET, HEAD"],
])("%s %s: %i", async (method, path, status, allow) => {
  const response = await api().app.request(path, { method });
  expect(problemSchema.parse(await response.json()).status).toBe(status);
  expect(response.headers.get("allow")).toBe(allow);
});

describe("every response", () => {
  test("carries a request id, the client's own where it is sane", async () => {
    const { app, log } = api();
    const idFor = async (id: string) =>
      (await app.request("/nowhere", { headers: { "X-Request-Id": id } })).headers.get("x-request-id");
    expect(await idFor("abc-123")).toBe("abc-123");
    expect(log.at(-1)?.requestId).toBe("abc-123");
    expect(await idFor('"><script>')).toMatch(/^[\da-f-]{36}$/);
  });

  test("has security headers and timings, and no CORS unless asked for", async () => {
    const { headers } = await api().app.request("/health", { headers: { Origin: "https://a.example" } });
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("server-timing")).toMatch(/total;dur=[\d.]+/);
    expect(headers.has("access-control-allow-origin")).toBe(false);
    const open = api(scriptedEngine(), { ALLOWED_ORIGINS: "https://a.example, https://b.example" });
    const allowed = await open.app.request("/health", { headers: { Origin: "https://b.example" } });
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://b.example");
    const other = await open.app.request("/health", { headers: { Origin: "https://c.example" } });
    expect(other.headers.get("access-control-allow-origin")).toBe(null);
  });

  test("is one line in the log, with no content of the receipt", async () => {
    const { predict, log } = api();
    await predict(form(png()), { "X-Request-Id": "one" });
    expect(log).toEqual([
      expect.objectContaining({
        requestId: "one",
        method: "POST",
        path: "/predict",
        status: 200,
        engine: "local",
        attempts: 1,
        uploadBytes: png().length,
        ms: expect.any(Number),
        waitMs: expect.any(Number),
        uploadMs: expect.any(Number),
        engineMs: expect.any(Number),
      }),
    ]);
    expect(JSON.stringify(log)).not.toMatch(/oak|42\.58|2023-10/i);
  });

  test("of /predict is also a set of metrics, when asked for", async () => {
    const { predict, app, log } = api(scriptedEngine(), { METRICS_NAMESPACE: "Receipts" });
    await app.request("/health");
    expect(log.at(-1)).not.toHaveProperty("_aws");
    await predict(form(png()));
    expect(log.at(-1)).toMatchObject({
      Requests: 1,
      ClientErrors: 0,
      ServerErrors: 0,
      UploadsRefused: 0,
      ModelErrors: 0,
      Waiting: 0,
    });
    await predict(null);
    expect(log.at(-1)).toMatchObject({ Requests: 1, ClientErrors: 1, ServerErrors: 0 });
    const { _aws: metrics, ...values } = log.at(-2) ?? {};
    expect(metrics).toMatchObject({
      Timestamp: expect.any(Number),
      CloudWatchMetrics: [{ Namespace: "Receipts", Dimensions: [["engine"]], Metrics: expect.any(Array) }],
    });
    const names = [...JSON.stringify(metrics).matchAll(/"Name":"(\w+)"/g)].map(([, name]) => name);
    expect(Object.keys(values)).toEqual(expect.arrayContaining(["engine", ...names]));
    expect(names).toContain("EngineLatency");
  });

  test("of a named deployment has metrics with its name", async () => {
    const { predict, log } = api(scriptedEngine(), {
      METRICS_NAMESPACE: "Receipts",
      DEPLOYMENT: "dev-custom-stack",
    });
    await predict(form(png()));
    expect(log.at(-1)).toMatchObject({
      deployment: "dev-custom-stack",
      _aws: { CloudWatchMetrics: [{ Dimensions: [["deployment", "engine"]] }] },
    });
  });
});
