/** `up`, `verify`, `eval --url` and `read --url` with an API that wants a key. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { checkMode } from "../../deploy/console/service-arguments.ts";
import { checkApi, SAMPLE_VALUES } from "../../deploy/verify/api-checks.ts";
import { keyForChecks } from "../../deploy/verify/key-for-checks.ts";
import { byUrl } from "../../deploy/verify/reach.ts";
import { KeyError, takeKey } from "../../tools/api-key.ts";
import { remoteAnswerer } from "../../tools/reader/eval/remote-answerer.ts";
import { type RunningApi, scriptedEngine, startApi } from "../support/api.ts";
import { fileOf, READING } from "../support/reading.ts";

const KEY = "key-of-the-test-0123";
const ARN = "arn:aws:secretsmanager:us-west-2:123456789012:secret:receipts/keys-AbCdEf";
const PARAMETER = "arn:aws:ssm:us-west-2:123456789012:parameter/receipts/keys";

const engine = () => scriptedEngine(async () => fileOf({ ...READING, ...SAMPLE_VALUES }));
let closed: RunningApi;
let open: RunningApi;
beforeAll(async () => {
  closed = await startApi({ API_KEYS: JSON.stringify([KEY]) }, engine());
  open = await startApi({}, engine());
});
afterAll(() => Promise.all([closed.close(), open.close()]));

const failed = async (url: string, key?: string) =>
  (await checkApi(url, 1_000, undefined, byUrl(url), key)).filter(({ passed }) => !passed);

test("the checks pass with a key", async () => {
  expect(await failed(closed.url, KEY)).toEqual([]);
  expect(closed.log.map(({ path, status }) => `${path} ${status}`).sort()).toEqual([
    "/config 401",
    "/docs 200",
    "/health 200",
    "/openapi.json 200",
    "/predict 200",
    "/predict 415",
  ]);
});

test("without the key, and with another one, they fail by name", async () => {
  for (const key of [undefined, `${KEY}x`]) {
    const checks = await failed(closed.url, key);
    expect(checks.map(({ check }) => check)).toEqual(["receipt", "bad file"]);
    expect(checks[0]?.detail).toMatch(/^401 Send one of the keys of this API/);
  }
});

test("an API that should want a key and does not is a failure", async () => {
  expect(await failed(open.url)).toEqual([]);
  expect(await failed(open.url, KEY)).toMatchObject([
    { check: "no key", detail: "without a key /config answers 200, and should refuse with 401" },
  ]);
});

test("eval and read send it", async () => {
  const picture = Buffer.from("89504e470d0a1a0a", "hex");
  await expect(remoteAnswerer(closed.url).answer(picture, "1.png")).rejects.toThrow(/answered 401/);
  await expect(remoteAnswerer(closed.url, KEY).answer(picture, "1.png")).resolves.toMatchObject({
    total: SAMPLE_VALUES.total,
  });
});

test("it is taken out of the environment, where programs that are started later would find it", () => {
  const variables: NodeJS.ProcessEnv = { API_KEY: KEY, PATH: "/bin" };
  expect([takeKey(variables), variables]).toEqual([KEY, { PATH: "/bin" }]);
  for (const wrong of ["", "short", `${KEY} `, `["${KEY}"]`]) {
    expect(() => takeKey({ API_KEY: wrong })).toThrow(KeyError);
    expect(() => takeKey({ API_KEY: wrong })).not.toThrow(KEY);
  }
});

test.each([
  [ARN, `aws secretsmanager get-secret-value --region us-west-2 --secret-id ${ARN} --query`],
  [`${ARN}:::12345678-1234-1234-1234-123456789012`, `--secret-id ${ARN} --query SecretString`],
  [PARAMETER, `aws ssm get-parameter --region us-west-2 --name ${PARAMETER} --with-decryption`],
])("a stack with keys needs one for its checks: %s", (apiKeysSecret, command) => {
  const settings = { apiKeysSecret, region: "us-west-2" } as const;
  vi.stubEnv("API_KEY", undefined);
  expect(() => keyForChecks(settings)).toThrow(command);
  vi.stubEnv("API_KEY", KEY);
  expect(keyForChecks(settings)).toBe(KEY);
  expect(process.env.API_KEY).toBeUndefined();
  expect(keyForChecks({ ...settings, apiKeysSecret: undefined })).toBeUndefined();
  vi.unstubAllEnvs();
});

test("a stack that the setting modes leaves out is not deployed", () => {
  expect(() => checkMode("custom-stack", "express")).toThrow("which leaves custom-stack out");
  expect(() => checkMode("custom-stack", "both")).not.toThrow();
  expect(() => checkMode("express-stack", "express")).not.toThrow();
});
