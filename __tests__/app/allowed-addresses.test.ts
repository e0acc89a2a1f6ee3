/** From where the API may be called, by what the load balancer says. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseEnvironment } from "../../app/environment.ts";
import { callerOf } from "../../app/http/allow-addresses.ts";
import { openApiDocument } from "../../app/http/contract.ts";
import { exchange } from "../../fixtures/raw-http.ts";
import { type RunningApi, scriptedEngine, startApi } from "../support/api.ts";
import { contractOf } from "../support/contract.ts";

const KEY = "key-0123456789abcdef";
const INSIDE = "203.0.113.7";
const OUTSIDE = "198.51.100.7";

let api: RunningApi;
beforeAll(async () => {
  const ALLOWED_CIDRS = "203.0.113.0/24, 2001:db8::/32";
  const API_KEYS = JSON.stringify([KEY]);
  api = await startApi(
    { ALLOWED_CIDRS, API_KEYS, ALLOWED_ORIGINS: "https://a.example" },
    { ...scriptedEngine(), isReady: true },
  );
});
afterAll(() => api.close());

/** Statuses of one request with these lines of headers, sent as they are. */
const statusOf = async (lines: readonly string[], request = "GET /config") => {
  const head = [
    `${request} HTTP/1.1`,
    "Host: x",
    `Authorization: Bearer ${KEY}`,
    "Connection: close",
    ...lines,
  ];
  return (await exchange(api.port, [`${head.join("\r\n")}\r\n\r\n`])).statuses;
};

test.each<[string, readonly string[], number]>([
  ["an allowed address", [`X-Forwarded-For: ${INSIDE}`], 200],
  ["another", [`X-Forwarded-For: ${OUTSIDE}`], 403],
  ["an allowed address of IPv6", ["X-Forwarded-For: 2001:db8::7"], 200],
  ["another of IPv6", ["X-Forwarded-For: 2001:db9::7"], 403],
  ["IPv4 in the form of IPv6", [`X-Forwarded-For: ::ffff:${INSIDE}`], 200],
  [
    "what the client claims, before what the load balancer saw",
    [`X-Forwarded-For: ${INSIDE}, ${OUTSIDE}`],
    403,
  ],
  ["the other way round", [`X-Forwarded-For: ${OUTSIDE}, ${INSIDE}`], 200],
  ["without a space", [`X-Forwarded-For: ${OUTSIDE},${INSIDE}`], 200],
  ["many", [`X-Forwarded-For: ${`${INSIDE}, `.repeat(200)}${OUTSIDE}`], 403],
  ["two lines", [`X-Forwarded-For: ${INSIDE}`, `x-forwarded-for: ${OUTSIDE}`], 403],
  ["two lines, the other way round", [`x-forwarded-for: ${OUTSIDE}`, `X-FORWARDED-FOR: ${INSIDE}`], 200],
  ["a line between them", [`X-Forwarded-For: ${INSIDE}`, "Accept: x", `X-Forwarded-For: ${OUTSIDE}`], 403],
  ["an empty last line", [`X-Forwarded-For: ${INSIDE}`, "X-Forwarded-For:"], 403],
  ["a comma at the end", [`X-Forwarded-For: ${INSIDE},`], 403],
  ["nothing readable", ["X-Forwarded-For: unknown"], 403],
  ["an address with a port", [`X-Forwarded-For: ${INSIDE}:4711`], 403],
  ["an address in quotes", [`X-Forwarded-For: "${INSIDE}"`], 403],
  ["an empty one", ["X-Forwarded-For:"], 403],
  ["none", [], 403],
  ["other headers of that kind", [`Forwarded: for=${INSIDE}`, `X-Real-IP: ${INSIDE}`], 403],
])("%s", async (_, lines, status) => {
  expect(await statusOf(lines)).toEqual([status]);
});

test("/health is free, and nothing else is", async () => {
  expect(await statusOf([], "GET /health")).toEqual([200]);
  for (const path of [
    "/",
    "/ready",
    "/docs",
    "/openapi.json",
    "/config",
    "/nowhere",
    "/health/",
    "//health",
  ]) {
    expect([path, await statusOf([], `GET ${path}`)]).toEqual([path, [403]]);
  }
  const preflight = ["Origin: https://a.example", "Access-Control-Request-Method: POST"];
  expect(await statusOf(preflight, "OPTIONS /predict")).toEqual([403]);
  expect(await statusOf([...preflight, `X-Forwarded-For: ${INSIDE}`], "OPTIONS /predict")).toEqual([204]);
});

test("the address comes before the key, and the answer is as described", async () => {
  const contract = contractOf(openApiDocument({ keys: true, addresses: true }));
  for (const [address, status] of [
    [OUTSIDE, 403],
    [INSIDE, 401],
  ] as const) {
    const response = await fetch(`${api.url}/config`, { headers: { "X-Forwarded-For": address } });
    expect(response.status).toBe(status);
    expect(await contract.differences("get", "/config", response)).toEqual([]);
  }
  expect(JSON.stringify(api.log)).not.toContain(OUTSIDE);
});

test("headers made of pieces: only the last entry counts", () => {
  let seed = 3;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const pieces = [INSIDE, OUTSIDE, "2001:db8::7", ",", ", ", " ", "x", "::", "\t", ";", "%"];
  for (let count = 0; count < 20_000; count++) {
    const header = Array.from({ length: random(7) }, () => pieces[random(pieces.length)]).join("");
    const last = /[^,]*$/.exec(header)?.[0].replace(/^[ \t]+|[ \t]+$/g, "");
    if (JSON.stringify([callerOf(header)], asText) !== JSON.stringify([callerOf(last)], asText)) {
      expect.fail(header);
    }
  }
});

const asText = (_: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);

test.each([
  "",
  ",",
  "203.0.113.7",
  "203.0.113.7/24",
  "0.0.0.0/0",
  "203.0.113.0/24,",
  "203.0.113.0/24,203.0.113.0/24",
  Array.from({ length: 31 }, (_, index) => `10.0.${index}.0/24`).join(","),
])("ALLOWED_CIDRS=%o stops the start", (ALLOWED_CIDRS) => {
  expect(() => parseEnvironment({ ALLOWED_CIDRS })).toThrow(
    /^ALLOWED_CIDRS.* must be 1 to 30 different blocks such as 203\.0\.113\.0\/24[^;]*$/,
  );
});
