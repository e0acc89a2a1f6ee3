/** What the browser keeps: for several tabs, for later versions of the page, and over plain HTTP. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { PLAIN_HTTP_HOST } from "../../fixtures/browser/chromium.ts";
import {
  drop,
  pictures,
  readTable,
  stateOf,
  type Upload,
  untilDone,
  visit,
} from "../../fixtures/browser/visit.ts";
import { browser, server } from "./browser-and-server.ts";
import stored from "./kept-by-first-version.json" with { type: "json" };
import { answer } from "./scripted-server.ts";

/** How many items and pictures the browser keeps. */
const keptIn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const open = indexedDB.open("receipts");
        open.onsuccess = () => {
          const transaction = open.result.transaction(["items", "pictures"]);
          const counts = ["items", "pictures"].map((name) => transaction.objectStore(name).count());
          transaction.oncomplete = () => {
            open.result.close();
            resolve(counts.map(({ result }) => result));
          };
        };
      }),
  );

const numbersOf = (page: Page) => page.locator("#rows .number").allTextContents();

test("two tabs, over plain HTTP: no number twice, the same list, and one reads on what the other left", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.follow(async ({ nth, name }) => {
    if (name === "held.png") {
      await held;
    }
    return answer({ total: nth });
  });
  const url = server.url.replace("127.0.0.1", PLAIN_HTTP_HOST);
  const { page: first, troubles, close } = await visit(browser, url);
  expect(await first.evaluate(() => isSecureContext)).toBe(false);
  const second = await first.context().newPage();
  await second.goto(url);
  await Promise.all([drop(first, pictures(3)), drop(second, pictures(3, undefined, 1))]);
  await Promise.all([untilDone(first, 6), untilDone(second, 6)]);
  for (const page of [first, second]) {
    expect((await numbersOf(page)).toSorted()).toEqual(["1", "2", "3", "4", "5", "6"]);
  }
  await first.getByLabel("Store, receipt 2", { exact: true }).fill("Corner Shop");
  await first.getByLabel("Store, receipt 2", { exact: true }).blur();
  await expect.poll(() => second.getByLabel("Store, receipt 2").inputValue()).toBe("Corner Shop");
  await second.locator("#rows tr").nth(0).locator(".remove").click();
  await untilDone(first, 5);
  // Somebody wants nothing to be kept: each tab still has the list and its pictures, the browser nothing.
  await first.locator("#results .forget input").check();
  await expect.poll(() => second.locator("#results .forget input").isChecked()).toBe(true);
  await expect.poll(() => keptIn(first)).toEqual([0, 0]);
  await drop(first, pictures(1, undefined, 2));
  await untilDone(first, 6);
  expect(await keptIn(first)).toEqual([0, 0]);
  await first.getByRole("button", { name: "Show the picture of 2.png" }).first().click();
  await first.locator(".sheet img[src^=blob]").waitFor();
  await first.locator("#rows tr:last-child .remove").click();
  await first.locator("#results .forget input").uncheck();
  await expect.poll(() => keptIn(first)).toEqual([5, 5]);
  // The first tab is closed while one is being read.
  await drop(first, [{ ...pictures(1, undefined, 3)[0], name: "held.png" } as Upload]);
  await expect.poll(() => server.uploads.filter((name) => name === "held.png").length).toBe(1);
  await first.close();
  release();
  await untilDone(second, 6);
  expect(server.uploads.filter((name) => name === "held.png")).toHaveLength(2);
  expect(troubles).toEqual([]);
  await close();
});

test("what the first version of the page kept is all there, and tabs of two versions do not block each other", async () => {
  server.follow(() => answer({ storeName: "Read now" }));
  const { page, close } = await visit(browser, `${server.url}config`);
  await page.evaluate(async ({ items, pictures: kept }) => {
    const blob = async (address: string) => (await fetch(address)).blob();
    const open = indexedDB.open("receipts", 1);
    open.onupgradeneeded = () => {
      open.result.createObjectStore("items", { keyPath: "id" });
      open.result.createObjectStore("pictures");
    };
    await new Promise((resolve) => {
      open.onsuccess = resolve;
    });
    const thumbnails = await Promise.all(items.map(({ thumbnail }) => thumbnail && blob(thumbnail)));
    const files = await Promise.all(Object.values(kept).map(blob));
    const transaction = open.result.transaction(["items", "pictures"], "readwrite");
    for (const [index, item] of items.entries()) {
      transaction.objectStore("items").put({ ...item, thumbnail: thumbnails[index] });
    }
    for (const [index, id] of Object.keys(kept).entries()) {
      transaction.objectStore("pictures").put(files[index], id);
    }
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
    // Stays open, as in a tab with that version.
  }, stored);
  const newer = await page.context().newPage();
  await newer.goto(server.url);
  await untilDone(newer, 3);
  await expect
    .poll(() => readTable(newer))
    .toEqual([
      ["Harbour Bakery", "2026-03-14", "12.80", "SGD"],
      ["Corner Shop", "2026-03-15", "7.90", "EUR"],
      ["GIF is not read here, only JPEG, PNG."],
      ["Read now", "2026-03-14", "12.80", "SGD"],
      ["Cancelled"],
    ]);
  expect(await numbersOf(newer)).toEqual(["1", "2", "3", "5", "6"]);
  await newer.getByRole("button", { name: "Show the picture of 1.png" }).click();
  await expect
    .poll(() => newer.locator('.marks [data-field="total"]').getAttribute("title"))
    .toBe("Total: SGD 12.80");
  await newer.getByLabel("Category").fill("Travel");
  await newer.getByLabel("Category").blur();
  await expect.poll(() => newer.locator("#rows .note").nth(4).textContent()).toBe("Your entry");
  await expect.poll(() => newer.locator("#rows .thumbnail img:visible").count()).toBe(4);
  await newer.getByRole("button", { name: "Try again: 6.png" }).click();
  await untilDone(newer, 4);
  // A later version raises the database's version.
  await page.close();
  const later = await newer.context().newPage();
  await later.goto(`${server.url}config`);
  const outcome = await later.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const request = indexedDB.open("receipts", 2);
        request.onsuccess = () => resolve("open");
        request.onblocked = () => resolve("blocked");
      }),
  );
  expect(outcome).toBe("open");
  await newer.getByText("A newer version of this page is open").waitFor();
  // This version opens what the later one has raised.
  await later.close();
  await newer.reload();
  await untilDone(newer, 4);
  await expect.poll(() => newer.locator("#rows .labelled").first().textContent()).toBe("Travel");
  expect(await stateOf(newer, 2)).toBe("GIF is not read here, only JPEG, PNG.");
  await newer.evaluate(() => {
    navigator.storage.persist = async () => {
      document.body.dataset.persist = "asked";
      return true;
    };
  });
  await drop(newer, pictures(1));
  await untilDone(newer, 5);
  await expect.poll(() => newer.locator("body").getAttribute("data-persist")).toBe("asked");
  await close();
});
