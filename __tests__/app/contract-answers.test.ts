/** Answers of the running API, compared with the document that it serves. */
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { configSchema, predictionSchema, problemSchema } from "../../app/http/contract.ts";
import type { ProblemKind } from "../../app/problem.ts";
import { type ModelStandIn, startModelStandIn } from "../../fixtures/model-stand-in.ts";
import { jpegLike, png, pngHeader } from "../../fixtures/uploads.ts";
import { renderReceipt } from "../../tools/reader/rendered-receipt.ts";
import { form, post, type RunningApi, remoteVariables, scriptedEngine, startApi } from "../support/api.ts";
import { type Contract, contractOf } from "../support/contract.ts";
import { fileOf, LINE, READ_DETAILS, READING } from "../support/reading.ts";

const SAMPLE = await readFile(new URL("../../app/page/sample-receipt.jpg", import.meta.url));

/** What is printed on the sample. */
const SAMPLE_DETAILS = {
  time: "09:41",
  receiptNumber: "004217",
  subtotal: 20.5,
  taxes: [{ name: "GST", rate: 9, amount: 1.85, included: false }],
  payments: [{ method: "cash", amount: 22.35, tendered: 50 }],
  change: 27.65,
  store: { address: "12 Quay Street, Singapore 049321", phone: "6555 0142" },
  items: [
    { description: "Butter croissant", quantity: 2, amount: 6.4 },
    { description: "Sourdough loaf", quantity: 1, amount: 8.9 },
    { description: "Flat white", quantity: 1, amount: 5.2 },
  ],
};

/** A long receipt, which nobody ever got. */
const SIXTY = Array.from({ length: 60 }, (_, index) => `Article ${index + 100}`);
const LONG_RECEIPT = `# HARBOUR GROCERS
12 Quay Street, Singapore 049321
14/03/2026 09:41
${SIXTY.map((name) => `${name}  1.25`).join("\n")}
TOTAL  75.00
Cash  75.00`;

const predict = (url: string, file: Uint8Array, query = "") =>
  fetch(`${url}/predict${query}`, { method: "POST", body: form(file) });

const contractServedBy = async ({ url }: RunningApi): Promise<Contract> =>
  contractOf(await (await fetch(`${url}/openapi.json`)).json());

/** The receipt in an answer that must be as the contract says. */
async function receiptIn(response: Response, contract: Contract) {
  expect(await contract.differences("post", "/predict", response)).toEqual([]);
  return predictionSchema.parse(await response.json()).receipt;
}

/** The problem's type in an answer that must be as the contract says. */
async function problemIn(response: Response, contract: Contract) {
  expect(await contract.differences("post", "/predict", response)).toEqual([]);
  return problemSchema.parse(await response.json()).type;
}

describe("the local engine", () => {
  let api: RunningApi;
  let contract: Contract;
  beforeAll(async () => {
    api = await startApi({});
    contract = await contractServedBy(api);
  });
  afterAll(() => api.close());

  test.each([0, 90, 180, 270])("a picture that must be turned by %i degrees", async (turned) => {
    const picture = await sharp(SAMPLE)
      .rotate(360 - turned)
      .jpeg()
      .toBuffer();
    const receipt = await receiptIn(await predict(api.url, picture, "?evidence=true"), contract);
    expect(receipt).toMatchObject({ turned, evidence: { total: { text: expect.any(String) } } });
    expect(Object.values(receipt.confidence)).not.toContain(0);
  });

  test.each(["", "?evidence=false"])("without evidence: %o", async (query) => {
    const receipt = await receiptIn(await predict(api.url, SAMPLE, query), contract);
    expect(receipt).not.toHaveProperty("evidence");
    expect(receipt).not.toHaveProperty("turned");
  });

  const SWITCHES = ["evidence", "lines", "all", "details"].flatMap((name) => [
    `${name}=true`,
    `${name}=false`,
  ]);
  const HINTS = ["country=SG", "dateOrder=DMY", "currency=SGD"];
  /** Each alone, each two together, and all. */
  const QUERIES = [
    ...[...SWITCHES, ...HINTS].flatMap((one, index, all) => [
      one,
      ...all
        .slice(index + 1)
        .filter((other) => other.split("=")[0] !== one.split("=")[0])
        .map((other) => `${one}&${other}`),
    ]),
    [...SWITCHES.filter((name) => name.endsWith("true")), ...HINTS].join("&"),
  ];

  test("each parameter and each two of them", async () => {
    const scripted = await startApi(
      {},
      scriptedEngine(async (_, { details }) =>
        fileOf({ ...READING, turned: 90, lines: [LINE], ...(details && { details: READ_DETAILS }) }, READING),
      ),
    );
    for (const query of QUERIES) {
      const response = await predict(scripted.url, png(), `?${query}`);
      expect({ query, differences: await contract.differences("post", "/predict", response) }).toEqual({
        query,
        differences: [],
      });
      const { receipt, receipts } = predictionSchema.parse(await response.json());
      expect(receipt.evidence !== undefined).toBe(query.includes("evidence=true"));
      expect(receipt.lines !== undefined).toBe(query.includes("lines=true"));
      expect(receipt.details?.items.length).toBe(query.includes("details=true") ? 1 : undefined);
      const places = receipt.details?.evidence !== undefined;
      expect(places).toBe(query.includes("details=true") && query.includes("evidence=true"));
      expect(receipts?.map(({ pages }) => pages)).toEqual(
        query.includes("all=true") ? [[1], [1]] : undefined,
      );
      expect(receipts?.map(({ pages: _, ...first }) => first)[0] ?? receipt).toEqual(receipt);
    }
    await scripted.close();
  });

  test("a real picture with all of them", async () => {
    const response = await predict(api.url, SAMPLE, `?${QUERIES.at(-1)}`);
    expect(await contract.differences("post", "/predict", response)).toEqual([]);
    const { receipt, receipts, notes } = predictionSchema.parse(await response.json());
    expect(receipt.lines?.map(({ text }) => text)).toContain("HARBOUR BAKERY");
    expect(receipt.details).toMatchObject(SAMPLE_DETAILS);
    expect(receipts).toEqual([{ ...receipt, pages: [1] }]);
    expect(notes).toEqual([]);
  });

  test("a receipt of sixty items, in their order", async () => {
    const picture = await renderReceipt(LONG_RECEIPT);
    const receipt = await receiptIn(await predict(api.url, picture, "?details=true&evidence=true"), contract);
    expect(receipt.details?.items.map(({ amount }) => amount)).toEqual(SIXTY.map(() => 1.25));
    const numbers = receipt.details?.items.map(({ description }) => description.match(/\d+/)?.[0]);
    expect(numbers).toEqual(SIXTY.map((_, index) => String(index + 100)));
    expect(receipt.details?.evidence?.items).toHaveLength(60);
  });

  test.each([
    ["evidence", "maybe", /true or false/],
    ["lines", "", /true or false/],
    ["all", "TRUE", /true or false/],
    ["details", "items", /true or false/],
    ["country", "sg", /two capital letters/],
    ["country", "ZZ", /two capital letters/],
    ["country", "", /two capital letters/],
    ["dateOrder", "dmy", /DMY, MDY, YMD/],
    ["currency", "S$", /three capital letters/],
    ["currency", "XXX", /three capital letters/],
  ])("%s=%s is refused by name", async (name, value, allowed) => {
    const response = await predict(api.url, SAMPLE, `?${name}=${encodeURIComponent(value)}`);
    expect(response.status).toBe(400);
    expect(await contract.differences("post", "/predict", response)).toEqual([]);
    const { detail } = problemSchema.parse(await response.json());
    expect(detail).toContain(`${name}=${JSON.stringify(value)}`);
    expect(detail).toMatch(allowed);
  });

  test("no receipt: each field is null with a reason, and its confidence is 0", async () => {
    const grey = await sharp({ create: { width: 800, height: 600, channels: 3, background: "#c0c0c0" } })
      .jpeg()
      .toBuffer();
    const response = await predict(api.url, grey, "?evidence=true&all=true&lines=true&details=true");
    const { receipts, notes, warnings } = predictionSchema.parse(await response.clone().json());
    expect([receipts, notes, warnings]).toEqual([
      [],
      [{ code: "not-a-receipt" }],
      ["No receipt was found in this picture."],
    ]);
    const receipt = await receiptIn(response, contract);
    expect(receipt).toMatchObject({ lines: [], evidence: {}, turned: 0, details: { items: [], time: null } });
    expect(receipt).toMatchObject({ storeName: null, purchaseDate: null, total: null, currency: null });
    expect(Object.values(receipt.confidence)).toEqual([0, 0, 0, 0]);
    expect(Object.values(receipt.reasons)).toHaveLength(4);
  });

  test("a damaged picture", async () => {
    const type = await problemIn(await predict(api.url, SAMPLE.subarray(0, 20_000)), contract);
    expect(type).toBe("urn:problem-type:receipts:unreadable-image");
  });

  const show = (file: Uint8Array, query = "") =>
    fetch(`${api.url}/preview${query}`, { method: "POST", body: form(file) });

  test.each([0, 90, 180, 270])("/preview of a picture that must be turned by %i degrees", async (turned) => {
    const picture = sharp(SAMPLE).rotate(360 - turned);
    const response = await show(await picture.jpeg().toBuffer());
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    const jpeg = Buffer.from(await response.arrayBuffer());
    const { width, height } = await sharp(jpeg).metadata();
    expect(Math.max(width, height)).toBeLessThanOrEqual(1_280);
    expect(jpeg.length).toBeLessThanOrEqual(200_000);
    const right = await sharp(SAMPLE).resize(64, 64, { fit: "fill" }).greyscale().raw().toBuffer();
    const got = await sharp(jpeg).resize(64, 64, { fit: "fill" }).greyscale().raw().toBuffer();
    const difference = right.reduce((sum, value, index) => sum + Math.abs(value - (got[index] ?? 0)), 0);
    expect(difference / right.length).toBeLessThan(10);
  });

  test("/preview of a page that there is not, and of no picture", async () => {
    const beyond = await show(SAMPLE, "?page=2");
    expect([beyond.status, problemSchema.parse(await beyond.clone().json()).detail]).toEqual([
      400,
      "The parameter page=2 is wrong: the file has one page.",
    ]);
    expect(await contract.differences("post", "/preview", beyond)).toEqual([]);
    expect((await show(SAMPLE.subarray(0, 5_000))).status).toBe(422);
  });

  test.each(["/health", "/config"])("%s", async (path) => {
    expect(await contract.differences("get", path, await fetch(`${api.url}${path}`))).toEqual([]);
  });
});

describe("a model elsewhere", () => {
  let model: ModelStandIn;
  let api: RunningApi;
  /** With little time, and memory for one large picture. */
  let hurried: RunningApi;
  let contract: Contract;
  beforeAll(async () => {
    model = await startModelStandIn({ keepCalls: false });
    const variables = { ...remoteVariables("openai", model.url), MAX_UPLOAD_BYTES: "700000" };
    api = await startApi(variables);
    hurried = await startApi({ ...variables, DEADLINE_MS: "1000", UPLOAD_MEMORY_BYTES: "1000000" });
    contract = await contractServedBy(api);
  });
  afterAll(async () => {
    await api.close();
    await hurried.close();
    await model.close();
  });

  test.each(["ok", "null fields", "impossible date"] as const)("%s: no confidence", async (behaviour) => {
    model.behave(behaviour);
    for (const query of ["", "?evidence=true", "?evidence=false"]) {
      const receipt = await receiptIn(await predict(api.url, jpegLike(5_000), query), contract);
      expect(Object.values(receipt.confidence)).toEqual([null, null, null, null]);
      expect(receipt.evidence).toEqual(query === "?evidence=true" ? {} : undefined);
      expect(receipt).not.toHaveProperty("turned");
    }
  });

  test("details: without confidence and places", async () => {
    model.behave("details");
    const receipt = await receiptIn(
      await predict(api.url, jpegLike(5_000), "?details=true&evidence=true"),
      contract,
    );
    expect(receipt.details).toMatchObject({
      time: "14:05",
      taxes: [{ name: "Sales tax", rate: 8.5, amount: 3.34, included: false }],
      store: { phone: "555 0142" },
      items: [{ description: "Oats", quantity: 2, unitPrice: 19.62, amount: 39.24 }],
      confidence: null,
      evidence: null,
    });
  });

  test("an answer of sixty items at 40 tokens a second: cut in time, and no field is lost", async () => {
    model.behave("sixty items");
    const slow = await startApi({ ...remoteVariables("openai", model.url), DEADLINE_MS: "4000" });
    const response = await predict(slow.url, jpegLike(5_000), "?details=true");
    expect(await contract.differences("post", "/predict", response)).toEqual([]);
    const { receipt, notes } = predictionSchema.parse(await response.json());
    expect(receipt).toMatchObject({ storeName: "Oak Street Market", total: 42.58, currency: "USD" });
    expect(receipt.details?.items[0]).toMatchObject({ description: "Article 1", amount: 0.71 });
    expect(receipt.details?.items.length).toBeLessThan(60);
    expect(notes).toEqual([{ code: "items-cut", receipt: 0 }]);
    await slow.close();
  });

  test.each(["lines", "all"])("what it cannot serve is refused, by name: %s", async (name) => {
    model.behave("ok");
    const response = await predict(api.url, jpegLike(5_000), `?${name}=true`);
    expect(response.status).toBe(400);
    expect(await problemIn(response.clone(), contract)).toBe("urn:problem-type:receipts:bad-query");
    const { detail } = problemSchema.parse(await response.json());
    expect(detail).toContain("openai");
    expect(detail).toContain(name);
    expect((await predict(api.url, jpegLike(5_000), `?${name}=false`)).status).toBe(200);
  });

  test("/config names what it serves", async () => {
    const response = await fetch(`${api.url}/config`);
    expect(await contract.differences("get", "/config", response)).toEqual([]);
    const { parameters, preview } = configSchema.parse(await response.json());
    expect((await fetch(`${api.url}/preview`, { method: "POST", body: form(jpegLike(5_000)) })).status).toBe(
      404,
    );
    expect(preview).toBe(false);
    expect(parameters).toEqual(["evidence", "details", "country", "dateOrder", "currency"]);
    model.behave("ok");
    const query = "?evidence=true&country=SG&dateOrder=MDY&currency=SGD";
    await receiptIn(await predict(api.url, jpegLike(5_000), query), contract);
  });

  test("evidence takes what its schema allows, and nothing else", async () => {
    model.behave("ok");
    const [evidence] = contract.paths["/predict"]?.post?.parameters ?? [];
    expect(evidence).toMatchObject({ name: "evidence", schema: { type: "boolean" } });
    for (const value of [true, false]) {
      expect((await predict(api.url, jpegLike(5_000), `?evidence=${value}`)).status).toBe(200);
    }
    for (const value of ["", "1", "yes", "TRUE", "null"]) {
      expect((await predict(api.url, jpegLike(5_000), `?evidence=${value}`)).status).toBe(400);
    }
  });

  /** One way to get each kind of problem. */
  const REFUSALS: Partial<Record<ProblemKind, () => Promise<Response>>> = {
    "no-file": () => predict(api.url, Buffer.alloc(0)),
    "bad-upload": () =>
      fetch(`${api.url}/predict`, {
        method: "POST",
        body: "--b\r\n",
        headers: { "Content-Type": "multipart/form-data; boundary=b" },
      }),
    "bad-query": () => predict(api.url, png(), "?evidence=maybe"),
    "upload-too-slow": () =>
      fetch(`${hurried.url}/predict`, {
        method: "POST",
        body: new ReadableStream({
          start: (controller) => controller.enqueue(Buffer.from("--b\r\n")),
        }),
        duplex: "half",
        headers: { "Content-Type": "multipart/form-data; boundary=b" },
      }),
    "too-large": () => predict(api.url, jpegLike(700_001)),
    "not-an-image": () => predict(api.url, Buffer.from("hello")),
    "unreadable-image": () => predict(api.url, pngHeader(50_000, 50_000)),
    internal: async () => {
      const broken = await startApi(
        {},
        scriptedEngine(() => Promise.reject(new Error("a bug"))),
      );
      const response = await post(broken.url, png());
      const text = await response.text();
      await broken.close();
      return new Response(text, response);
    },
    "engine-failed": () => {
      model.behave("wrong JSON");
      return predict(api.url, jpegLike(5_000));
    },
    "engine-unavailable": () => {
      model.behave("throttled");
      return predict(api.url, jpegLike(5_000));
    },
    overloaded: async () => {
      model.behave("hangs");
      const both = [1, 2].map(() => predict(hurried.url, jpegLike(690_000)));
      const later = (await Promise.all(both)).find(({ status }) => status !== 504);
      return later ?? Response.error();
    },
    "engine-too-slow": () => {
      model.behave("hangs");
      return predict(hurried.url, jpegLike(5_000));
    },
  };

  test.each(Object.entries(REFUSALS))("%s", async (kind, refuse) => {
    expect(await problemIn(await refuse(), contract)).toBe(`urn:problem-type:receipts:${kind}`);
  });

  test("the contract names these kinds of problem and no others", () => {
    const responses = Object.values(contract.paths["/predict"]?.post?.responses ?? {});
    const named = responses.flatMap(({ content }) =>
      Object.keys(content["application/problem+json"]?.examples ?? {}),
    );
    expect(named.toSorted()).toEqual(Object.keys(REFUSALS).toSorted());
  });
});
