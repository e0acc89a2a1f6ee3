import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchChromium } from "../../fixtures/browser/chromium.ts";
import { type Scripted, startScripted } from "./scripted-server.ts";

/** Both are there from the first test of the file that imports them to its last. */
export let browser: Browser;
export let server: Scripted;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), startScripted()]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
