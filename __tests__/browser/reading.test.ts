/** The page with the real server and the embedded reader. */

import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { unzipSync } from "fflate";
import type { Browser } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { predictionSchema } from "../../app/http/contract.ts";
import { launchChromium, PLAIN_HTTP_HOST } from "../../fixtures/browser/chromium.ts";
import {
  drop,
  PHONE,
  readTable,
  textOf,
  type Upload,
  untilDone,
  visit,
} from "../../fixtures/browser/visit.ts";
import { type AppProcess, startProcess } from "../../fixtures/process.ts";
import { renderReceipt } from "../../tools/reader/rendered-receipt.ts";
import { accessibilityFaults } from "./axe.ts";

let browser: Browser;
let server: AppProcess;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), startProcess({})]);
});
afterAll(async () => {
  await browser?.close();
  server?.child.kill();
});

const RECEIPTS = [
  ["HARBOUR BAKERY", "14/03/2026", "SGD 22.35"],
  ["Blauer Anker", "02.11.2025", "EUR 7,90"],
  ["Kedai Seri Indah", "21-06-2026", "RM 103.40"],
] as const;

const EXPECTED = [
  ["HARBOUR BAKERY", "2026-03-14", "22.35", "SGD"],
  ["Blauer Anker", "2025-11-02", "7.90", "EUR"],
  ["Kedai Seri Indah", "2026-06-21", "103.40", "MYR"],
];

async function picture(index: number): Promise<Upload> {
  const [store, date, total] = RECEIPTS[index] ?? RECEIPTS[0];
  const text = `# ${store}\n\nDate: ${date}  Time: 09:41\n\nCroissant  1.00\nCoffee  1.00\n\nTOTAL  ${total}\n`;
  return { name: `receipt-${index + 1}.jpg`, mimeType: "image/jpeg", buffer: await renderReceipt(text) };
}

test("three receipts are dropped, read, corrected, kept over a reload, and taken out as files of each kind", async () => {
  const { page, troubles, close } = await visit(browser, server.url);
  await expect
    .poll(() => page.locator("#engine").textContent())
    .toBe("Read on this computer. Nothing leaves it.");
  await drop(page, await Promise.all([0, 1, 2].map(picture)));
  await untilDone(page, 3);
  await expect.poll(() => readTable(page)).toEqual(EXPECTED);
  // The focus in a field shows the picture next to it, with the value's place marked.
  await page.getByLabel("Total, receipt 2").focus();
  const mark = page.locator('.marks [data-field="total"]');
  await expect.poll(() => mark.getAttribute("class")).toBe("current");
  await expect.poll(() => mark.getAttribute("title")).toContain("7,90");

  await page.getByLabel("Category").fill("Travel");
  await page.getByLabel("Note").fill("=for two");
  await page.getByLabel("Store, receipt 2").fill("=Blauer Anker, Kiel");
  await page.getByLabel("Total, receipt 2").fill("1.007,90");
  await page.getByLabel("Total, receipt 2").press("Enter");
  await page.reload();
  await untilDone(page, 3);
  expect((await readTable(page))[1]).toEqual(["=Blauer Anker, Kiel", "2025-11-02", "1007.90", "EUR"]);
  await page.locator("[data-sort=total]").dblclick();

  const [csv] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download CSV" }).click(),
  ]);
  expect(csv.suggestedFilename()).toMatch(/^receipts-\d{4}-\d{2}-\d{2}\.csv$/);
  expect(parse(await textOf(csv), { bom: true })).toEqual([
    ["Store", "Date", "Total", "Currency", "File", "To check", "Category", "Note"],
    ["'=Blauer Anker, Kiel", "2025-11-02", "1007.90", "EUR", "receipt-2.jpg", "", "Travel", "'=for two"],
    ["Kedai Seri Indah", "2026-06-21", "103.40", "MYR", "receipt-3.jpg", "", "", ""],
    ["HARBOUR BAKERY", "2026-03-14", "22.35", "SGD", "receipt-1.jpg", "", "", ""],
  ]);
  const [json] = await Promise.all([page.waitForEvent("download"), page.getByLabel("Download JSON").click()]);
  expect(JSON.parse(await textOf(json))[0]).toMatchObject({
    storeName: "=Blauer Anker, Kiel",
    total: 1007.9,
    by: { storeName: "edit", purchaseDate: "reader", total: "edit" },
    category: "Travel",
    note: "=for two",
  });
  // Sums and files have what is shown, and say so.
  await page.getByLabel("Receipts shown").selectOption("SGD");
  const sgd = page.getByRole("button", { name: "Download CSV of the 1 shown" });
  const [part] = await Promise.all([page.waitForEvent("download"), sgd.click()]);
  expect(parse(await textOf(part), { bom: true }).map(([store]) => store)).toEqual([
    "Store",
    "HARBOUR BAKERY",
  ]);
  await expect.poll(() => sgd.textContent()).toBe("CSV (1)");
  await expect.poll(() => page.locator(".sums").textContent()).toMatch(/^\s*Sum of 1 shown\s+SGD 22\.35\s/);
  await page.getByLabel("Search").fill("anker");
  await page.getByText("No receipt is like this.").waitFor();
  await page.getByRole("button", { name: "Show all" }).click();
  await page.getByLabel("Search").fill("anker 1007 travel");
  await expect
    .poll(() => page.locator("#rows tr:visible .name").allTextContents())
    .toEqual(["receipt-2.jpg"]);
  await page.getByLabel("Search").fill("");
  await page.getByText("3 receipts read", { exact: true }).waitFor();
  const loaded = () => page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  expect((await loaded()).filter((name) => /(xlsx|zip|journal|chunk)-/.test(name))).toEqual([]);
  const [zip] = await Promise.all([page.waitForEvent("download"), page.getByLabel("Download ZIP").click()]);
  const files = unzipSync(await readFile(await zip.path()));
  expect(Object.keys(files)).toEqual([
    "2025-11-02 =Blauer Anker, Kiel 1007.90 EUR.jpg",
    "2026-06-21 Kedai Seri Indah 103.40 MYR.jpg",
    "2026-03-14 HARBOUR BAKERY 22.35 SGD.jpg",
    "receipts.xlsx",
  ]);
  expect(Buffer.compare((await picture(2)).buffer, Object.values(files)[1] ?? Buffer.of())).toBe(0);
  const [xlsx] = await Promise.all([
    page.waitForEvent("download"),
    page.getByLabel("Download Excel").click(),
  ]);
  expect(Object.keys(unzipSync(await readFile(await xlsx.path())))).toContain("xl/worksheets/sheet1.xml");
  const [journal] = await Promise.all([
    page.waitForEvent("download"),
    page.getByLabel("Download hledger").click(),
  ]);
  expect(journal.suggestedFilename()).toMatch(/\.journal$/);
  expect(await textOf(journal)).toContain(`2025-11-02 * =Blauer Anker, Kiel | =for two
    ; file: receipt-2.jpg
    Expenses:Travel  1007.90 EUR
    Assets:Cash  -1007.90 EUR
`);
  const [beancount] = await Promise.all([
    page.waitForEvent("download"),
    page.getByLabel("Download Beancount").click(),
  ]);
  expect(await textOf(beancount)).toContain('2025-11-02 * "=Blauer Anker, Kiel" "=for two"');
  await expect.poll(() => page.locator("#sums").textContent()).toContain("EUR 1,007.90");
  expect(troubles).toEqual([]);
  await close();
});

test("on a phone, over plain HTTP, a receipt becomes a CSV in four touches, and a series takes one for each", async () => {
  const address = server.url.replace("127.0.0.1", PLAIN_HTTP_HOST);
  const { page, troubles, close } = await visit(browser, address, PHONE);
  let touches = 0;
  const touch = async (name: string) => {
    touches += 1;
    await page.getByRole("button", { name, exact: true }).tap();
  };
  const camera = page.waitForEvent("filechooser");
  await touch("Take a photo");
  const chooser = await camera;
  await expect.poll(() => chooser.element().getAttribute("capture")).toBe("environment");
  touches += 2; // the phone's camera: its shutter, and its "use this photo"
  await chooser.setFiles([await picture(0)]);
  await untilDone(page, 1);
  const download = page.waitForEvent("download");
  await touch("Download CSV");
  const [, row] = parse(await textOf(await download), { bom: true });
  expect(row?.slice(0, 4)).toEqual(EXPECTED[0]);
  expect(touches).toBeLessThanOrEqual(4);
  for (const nth of [1, 2]) {
    const again = page.waitForEvent("filechooser");
    await touch("Next photo");
    await (await again).setFiles([await picture(nth)]);
  }
  expect(touches).toBe(4 + 2);
  await page.getByText("3 photos").waitFor();
  const bar = await page.locator("#series").boundingBox();
  expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBe(PHONE.viewport?.height);
  await touch("Done");
  await expect.poll(() => page.locator("#series").isVisible()).toBe(false);
  await untilDone(page, 3);
  await expect.poll(() => readTable(page)).toEqual(EXPECTED);
  expect(troubles).toEqual([expect.stringContaining("Cross-Origin-Opener-Policy header has been ignored")]);
  await close();
});

test("the sample is one click away, and the API's documentation has the same dress", async () => {
  const { page, troubles, close } = await visit(browser, server.url);
  await page.getByRole("button", { name: "Try a sample" }).click();
  await untilDone(page, 1);
  await expect.poll(() => readTable(page)).toEqual([["HARBOUR BAKERY", "2026-03-14", "22.35", "SGD"]]);
  await page.getByText("Sample, in no sum and no export").waitFor();
  await expect.poll(() => page.locator("#sums").textContent()).toBe("");
  await page.getByRole("link", { name: "API" }).click();
  await page.locator(".opblock-summary-control", { hasText: "/predict" }).click();
  await page.getByText("TypeScript").click();
  await expect
    .poll(() => page.locator("pre", { hasText: "new FormData()" }).textContent())
    .toContain(`${server.url}/predict`);
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours change over half a second.
    await expect.poll(() => accessibilityFaults(page), { timeout: 15_000 }).toEqual([]);
  }
  const ground = await page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
  await page.getByRole("link", { name: "Back to the receipts" }).click();
  expect(await page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor)).toBe(ground);
  await untilDone(page, 1);
  expect(troubles).toEqual([]);
  await close();
});

test("a photo that lies on its side is shown upright, with the marks on the values", async () => {
  const { page, close } = await visit(browser, server.url);
  const upright = await picture(0);
  await drop(page, [{ ...upright, buffer: await sharp(upright.buffer).rotate(90).jpeg().toBuffer() }]);
  await untilDone(page, 1);
  await expect.poll(() => readTable(page)).toEqual([EXPECTED[0]]);
  await page.getByRole("button", { name: "Show the picture" }).click();
  const mark = page.locator('.marks [data-field="storeName"]');
  await mark.waitFor();
  const [sheet, place] = [await page.locator(".sheet").boundingBox(), await mark.boundingBox()];
  // The name is at the top and in the middle.
  expect(((place?.y ?? 0) - (sheet?.y ?? 0)) / (sheet?.height ?? 1)).toBeLessThan(0.3);
  expect((place?.width ?? 0) / (place?.height ?? 1)).toBeGreaterThan(3);
  await close();
});

test("the article's own client keeps working", async () => {
  const form = new FormData();
  const { buffer, name, mimeType } = await picture(0);
  form.append("file", new File([Uint8Array.from(buffer)], name, { type: mimeType }));
  const response = await fetch(`${server.url}/predict`, { method: "POST", body: form });
  const { prediction } = predictionSchema.parse(await response.json());
  expect(JSON.parse(prediction)).toEqual({
    storeName: "HARBOUR BAKERY",
    purchaseDate: "14-03-2026",
    total: 22.35,
  });
});
