/** Checks from outside, as a client would, that this API answers at a URL. */
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { HEALTH_PATH } from "../../app/environment.ts";
import { predictionSchema, problemSchema } from "../../app/http/contract.ts";
import { parseJson } from "../../app/parse-json.ts";
import { byUrl, type Reach, withKey } from "./reach.ts";

/** The sample receipt, and what is printed on it. */
const SAMPLE = new URL("../../app/page/sample-receipt.jpg", import.meta.url);
export const SAMPLE_VALUES = { storeName: "HARBOUR BAKERY", purchaseDate: "2026-03-14", total: 22.35 };

/** Longer than the longest deadline that the API may have, DEADLINE_MS = 120000. */
const REQUEST_TIMEOUT_MS = 130_000;

/** The API answers /health at once or not at all. */
const HEALTH_TIMEOUT_MS = 10_000;

/** Between two requests of /health. */
const INTERVAL_MS = 2_000;

export interface CheckResult {
  readonly check: string;
  readonly passed: boolean;
  /** What was answered, or what was wrong. */
  readonly detail: string;
  readonly milliseconds: number;
}

/**
 * Waits for /health, then checks everything that a client needs. If /health fails, the rest is left out.
 * @param patience milliseconds that /health may take to answer
 * @param quiet ends when an answer with an error can do no harm: while Express watches a new version, it counts them
 * @param reach how the URL is reached
 * @param key one of the API's, if it wants one: then a request without it must be refused
 */
export async function checkApi(
  url: string,
  patience: number,
  quiet: () => Promise<unknown> = async () => {},
  reach: Reach = byUrl(url),
  key?: string,
): Promise<CheckResult[]> {
  const health = await measure("health", () => waitForHealth(url, reach, patience));
  if (!health.passed) {
    return [health];
  }
  const allowed = withKey(reach, key);
  const receipt = await measure("receipt", () => checkReceipt(allowed));
  const docs = await measure("docs", () => checkDocs(reach));
  await quiet();
  const badFile = await measure("bad file", () => checkBadFile(allowed));
  const noKey = key === undefined ? [] : [await measure("no key", () => checkNoKey(reach))];
  return [health, receipt, docs, badFile, ...noKey];
}

/** The answer is not what this API would answer. */
class Unexpected extends Error {}

async function measure(check: string, work: () => Promise<string>): Promise<CheckResult> {
  const started = performance.now();
  const result = (passed: boolean, detail: string) => ({
    check,
    passed,
    detail,
    milliseconds: Math.round(performance.now() - started),
  });
  try {
    return result(true, await work());
  } catch (error) {
    if (error instanceof Unexpected) {
      return result(false, error.message);
    }
    return result(false, reasonOf(error));
  }
}

/** Why a request got no answer: fetch has that in the cause of its error. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const { cause } = error;
  return cause instanceof Error ? cause.message || cause.name : error.message;
}

const request = (reach: Reach, path: string, init: RequestInit = {}, limit = REQUEST_TIMEOUT_MS) =>
  reach(path, { signal: AbortSignal.timeout(limit), ...init });

async function waitForHealth(url: string, reach: Reach, patience: number): Promise<string> {
  const started = performance.now();
  let reported = started;
  for (;;) {
    let reason: string;
    try {
      const response = await request(reach, HEALTH_PATH, {}, HEALTH_TIMEOUT_MS);
      const text = await response.text();
      if (response.ok) {
        if (JSON.stringify(parseJson(text)) === '{"status":"ok"}') {
          return "ok";
        }
        const type = response.headers.get("Content-Type") ?? "no content type";
        throw new Unexpected(
          `something answers, but not this API: ${response.status}, ${type}, ${quote(text)}`,
        );
      }
      reason = `${response.status} ${quote(text)}`;
    } catch (error) {
      if (error instanceof Unexpected) {
        throw error;
      }
      reason = reasonOf(error);
    }
    const now = performance.now();
    if (now - started > patience) {
      throw new Unexpected(`no health in ${Math.round(patience / 1000)} s: ${reason}`);
    }
    if (now - reported > 10_000) {
      process.stdout.write(
        `waiting for ${url}${HEALTH_PATH}, ${Math.round((now - started) / 1000)} s: ${reason}\n`,
      );
      reported = now;
    }
    await sleep(Math.min(INTERVAL_MS, patience));
  }
}

async function checkReceipt(reach: Reach): Promise<string> {
  const response = await post(reach, new Blob([await readFile(SAMPLE)]), "sample-receipt.jpg");
  const text = await response.text();
  if (response.status !== 200) {
    throw new Unexpected(`${response.status} ${detailOf(text)}`);
  }
  const answer = predictionSchema.safeParse(parseJson(text));
  if (!answer.success) {
    throw new Unexpected(`an answer with another structure: ${quote(text)}`);
  }

  const { receipt, prediction, engine } = answer.data;
  const { storeName, purchaseDate, total } = receipt;
  const fields = [
    ["storeName", storeName?.toUpperCase(), SAMPLE_VALUES.storeName],
    ["purchaseDate", purchaseDate, SAMPLE_VALUES.purchaseDate],
    ["total", total, SAMPLE_VALUES.total],
  ];
  for (const [field, read, value] of fields) {
    if (read !== value) {
      throw new Unexpected(`${field} is ${JSON.stringify(read)} and should be ${value}`);
    }
  }
  const forArticle = JSON.stringify({
    storeName: SAMPLE_VALUES.storeName,
    purchaseDate: SAMPLE_VALUES.purchaseDate.split("-").reverse().join("-"),
    total: SAMPLE_VALUES.total,
  });
  if (prediction !== forArticle) {
    throw new Unexpected(`prediction is ${prediction} and should be ${forArticle}`);
  }
  return `${storeName}, ${purchaseDate}, ${total} (${engine})`;
}

async function checkBadFile(reach: Reach): Promise<string> {
  const response = await post(reach, new Blob(["no picture"]), "receipt.txt");
  const text = await response.text();
  const problem = problemSchema.safeParse(parseJson(text));
  if (response.status !== 415 || !problem.success) {
    throw new Unexpected(`${response.status} ${quote(text)} instead of a problem with status 415`);
  }
  return `415 ${problem.data.title}`;
}

async function checkNoKey(reach: Reach): Promise<string> {
  const response = await request(reach, "/config");
  const problem = problemSchema.safeParse(parseJson(await response.text()));
  if (response.status !== 401 || !problem.success) {
    throw new Unexpected(`without a key /config answers ${response.status}, and should refuse with 401`);
  }
  return `401 ${problem.data.title}`;
}

async function checkDocs(reach: Reach): Promise<string> {
  const [docs, contract] = await Promise.all([request(reach, "/docs"), request(reach, "/openapi.json")]);
  if (!docs.ok || !(await docs.text()).includes("<html")) {
    throw new Unexpected(`/docs answers ${docs.status}`);
  }
  const text = await contract.text();
  if (!contract.ok || !/"\/predict"/.test(text)) {
    throw new Unexpected(`/openapi.json answers ${contract.status}`);
  }
  return "/docs and /openapi.json";
}

function post(reach: Reach, file: Blob, name: string): Promise<Response> {
  const body = new FormData();
  body.set("file", file, name);
  return request(reach, "/predict", { method: "POST", body });
}

function detailOf(text: string): string {
  const problem = problemSchema.safeParse(parseJson(text));
  return problem.success ? problem.data.detail : quote(text);
}

const quote = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
