/** What receipts say beyond their fields: asked for by a switch, corrected, kept, and taken out. */
import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { drop, PHONE, pictures, textOf, untilDone, visit, WIDE } from "../../fixtures/browser/visit.ts";
import { accessibilityFaults } from "./axe.ts";
import { browser, server } from "./browser-and-server.ts";
import { answer, type Predict, problem } from "./scripted-server.ts";

const CONFIG = {
  mediaTypes: ["image/png"],
  concurrentUploads: 1,
  parameters: ["evidence", "details"],
};

const MARKUP = "<img src=x onerror=alert(1)>";
const item = (description: string, amount: number) => ({
  ...{ description, amount, quantity: null, unitPrice: null, discount: null, unit: null },
});
const details = {
  time: "09:41",
  receiptNumber: null,
  subtotal: 12,
  tip: null,
  rounding: null,
  taxes: [{ name: "GST", rate: 9, base: null, amount: 0.8, included: false }],
  charges: [],
  discounts: [],
  payments: [{ method: "cash", amount: 12.8, tendered: 20 }],
  change: 7.2,
  store: { address: `12 Quay Street ${MARKUP}`, phone: "+65 5550 1234", taxId: null, website: null },
  items: [{ ...item("Croissant", 6.4), quantity: 2, unitPrice: 3.2 }, item(MARKUP, 5.6)],
};

const predict: Predict = ({ c }) => answer({}, c.req.query("details") === "true" ? { details } : {});

const nameOf = (page: Page, line: string) => page.getByLabel(line, { exact: true });
const amountOf = (page: Page, line: string) => page.getByLabel(`Amount, ${line}`);
const more = (page: Page) => page.getByLabel("Items, taxes and more");

/** The tax of the first receipt, as the browser keeps it. */
const keptTax = (page: Page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const open = indexedDB.open("receipts");
        open.onsuccess = () => {
          const items = open.result.transaction("items").objectStore("items").getAll();
          items.onsuccess = () => {
            open.result.close();
            resolve(items.result.find(({ number }) => number === 1).details.taxes[0].amount);
          };
        };
      }),
  );

test("off at first; switched on, they are read, corrected, undone, kept over a reload, and in JSON and Excel", async () => {
  const asked: (string | undefined)[] = [];
  server.follow((upload) => {
    asked.push(upload.c.req.query("details"));
    return predict(upload);
  }, CONFIG);
  const { page, troubles, close } = await visit(browser, server.url, WIDE);
  await drop(page, pictures(2));
  await untilDone(page, 2);
  expect(asked).toEqual([undefined, undefined]);
  await page.getByLabel("Total, receipt 1").fill("13.80");
  await page.getByLabel("Total, receipt 1").blur();
  // What was read before is read again for its details alone.
  await more(page).check();
  await page.getByRole("button", { name: "Read them for 2 receipts" }).click();
  await expect.poll(() => nameOf(page, "Item 1").inputValue()).toBe("Croissant");
  await expect.poll(() => asked).toEqual([undefined, undefined, "true", "true"]);
  expect(await page.getByLabel("Total, receipt 1").inputValue()).toBe("13.80");
  expect(await page.locator("#detail-lines li > span:nth-child(2)").allTextContents()).toEqual([
    ...["2 × 3.20", "", "", "Tax 9 %"],
  ]);
  expect(await page.locator("#detail-facts dd").allTextContents()).toEqual([
    ...["09:41", "Cash 12.80", "7.20", "+65 5550 1234", `12 Quay Street ${MARKUP}`],
  ]);
  await expect.poll(() => nameOf(page, "Item 2").inputValue()).toBe(MARKUP);
  await page.getByText("These do not add up to the total: 1.00 is missing.").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await nameOf(page, "Item 2").fill("Flat white");
  await amountOf(page, "item 2").fill("6,6");
  await page.keyboard.press("Tab");
  // The fields are still the same ones: the focus goes on from where it was.
  await expect.poll(() => page.locator(":focus").getAttribute("aria-label")).toBe("Amount, subtotal");
  await expect.poll(() => amountOf(page, "item 2").inputValue()).toBe("6.60");
  await expect.poll(() => page.locator("#details-note").textContent()).toBe("");
  await amountOf(page, "tax 1").fill("much");
  await amountOf(page, "tax 1").blur();
  await page.getByText("Not an amount").first().waitFor();
  await amountOf(page, "tax 1").fill("0.9");
  await page.locator("#list-title").focus();
  await expect.poll(() => page.locator("#details-note").textContent()).toMatch(/0\.10 too much/);
  await page.keyboard.press("Control+z");
  await expect.poll(() => amountOf(page, "tax 1").inputValue()).toBe("0.80");
  await page.keyboard.press("Control+Shift+Z");
  await expect.poll(() => amountOf(page, "tax 1").inputValue()).toBe("0.90");

  await expect.poll(() => keptTax(page)).toBe(0.9);
  await page.reload();
  await untilDone(page, 2);
  await page.getByRole("button", { name: "Show the picture of 1.png" }).click();
  await expect.poll(() => nameOf(page, "Item 2").inputValue()).toBe("Flat white");
  expect(await more(page).isChecked()).toBe(true);
  await drop(page, pictures(1, undefined, 1));
  await untilDone(page, 3);
  expect(asked.at(-1)).toBe("true");

  const json = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download JSON" }).click();
  const records = JSON.parse(await textOf(await json));
  expect(records).toHaveLength(3);
  expect(records[0].details).toEqual({
    ...details,
    taxes: [{ ...details.taxes[0], amount: 0.9 }],
    items: [details.items[0], item("Flat white", 6.6)],
  });
  const xlsx = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download Excel" }).click();
  const parts = unzipSync(await readFile(await (await xlsx).path()));
  expect(strFromU8(parts["xl/workbook.xml"] ?? new Uint8Array())).toContain('name="Items and taxes"');
  expect(strFromU8(parts["xl/sharedStrings.xml"] ?? new Uint8Array())).toContain("Flat white");
  expect(parts["xl/worksheets/sheet2.xml"]).toBeDefined();
  // Off, they are neither shown nor taken out.
  await more(page).uncheck();
  await expect.poll(() => page.locator("#details-content").isVisible()).toBe(false);
  const without = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download JSON" }).click();
  expect(JSON.parse(await textOf(await without))[0].details).toBeUndefined();
  expect(await page.locator("#details img").count()).toBe(0);
  expect(troubles).toEqual([]);
  await close();
});

test("each receipt of a file gets its own when they are read later, also when the server is busy at first", async () => {
  let busy = true;
  server.follow(
    ({ c }) => {
      const isAsked = c.req.query("details") === "true";
      if (isAsked && busy) {
        busy = false;
        return problem(503, "Busy.", { "Retry-After": "1" });
      }
      const receiptOf = (total: number) => ({
        total,
        pages: [total],
        ...(isAsked && { details: { items: [item(`Item of page ${total}`, total)] } }),
      });
      return Response.json({ receipt: receiptOf(1), receipts: [1, 2, 3].map(receiptOf), notes: [] });
    },
    { ...CONFIG, parameters: ["all", "details"] },
  );
  const { page, close } = await visit(browser, server.url, WIDE);
  await drop(page, pictures(1));
  await untilDone(page, 3);
  // The first one is gone; the file is kept for the others.
  await page.getByRole("button", { name: "Remove 1.png", exact: true }).click();
  await untilDone(page, 2);
  await page.getByRole("button", { name: "Show the picture of 1.png, receipt 3 of the file" }).click();
  await more(page).check();
  await page.getByRole("button", { name: "Read them for 2 receipts" }).click();
  await expect.poll(() => page.locator("#details-missing").textContent()).toContain("Reading");
  await expect.poll(() => nameOf(page, "Item 1").inputValue()).toBe("Item of page 3");
  await page.getByRole("button", { name: "Show the picture of 1.png, receipt 2 of the file" }).click();
  await expect.poll(() => nameOf(page, "Item 1").inputValue()).toBe("Item of page 2");
  await untilDone(page, 2);
  expect(server.uploads).toHaveLength(3);
  await close();
});

test("what was asked for comes also when the switch is turned off meanwhile; of a removed receipt nothing is said", async () => {
  let go = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const asked: string[] = [];
  server.follow(async (call) => {
    if (call.c.req.query("details") === "true") {
      asked.push(call.name);
      await gate;
    }
    return predict(call);
  }, CONFIG);
  const { page, troubles, close } = await visit(browser, server.url, WIDE);
  await drop(page, pictures(3));
  await untilDone(page, 3);
  await more(page).check();
  await page.getByRole("button", { name: "Read them for 3 receipts" }).click();
  await expect.poll(() => page.locator(":focus").getAttribute("id")).toBe("details-on");
  await more(page).uncheck();
  await page.getByRole("button", { name: "Remove 3.png", exact: true }).click();
  await untilDone(page, 2);
  go();
  await expect.poll(() => asked).toEqual(["1.png", "2.png"]);
  await page.getByRole("button", { name: "Show the picture of 2.png" }).click();
  await more(page).check();
  await expect.poll(() => nameOf(page, "Item 1").inputValue()).toBe("Croissant");
  expect(await page.locator("#notices").textContent()).not.toContain("could not keep");
  expect(troubles).toEqual([]);
  await close();
});

test.each([360, 390])(
  "on a phone of %i pixels they are below the picture, and nothing is cut off",
  async (width) => {
    server.follow(predict, CONFIG);
    const { page, troubles, close } = await visit(browser, server.url, {
      ...PHONE,
      viewport: { width, height: 740 },
    });
    await drop(page, pictures(1));
    await untilDone(page, 1);
    await page.getByRole("button", { name: "Show the picture of 1.png" }).tap();
    await more(page).check();
    await page.getByRole("button", { name: "Read them for 1 receipt" }).tap();
    await expect.poll(() => amountOf(page, "item 1").inputValue()).toBe("6.40");
    expect(await accessibilityFaults(page)).toEqual([]);
    const cut = await page.$$eval("#viewer *", (parts) =>
      parts
        .filter(
          (part) => part.checkVisibility() && part.scrollWidth > part.clientWidth && part.clientWidth > 1,
        )
        .map(({ outerHTML }) => outerHTML),
    );
    expect(cut.filter((part) => !part.includes("<input"))).toEqual([]);
    // The picture has room, too.
    expect((await page.locator("#stage").boundingBox())?.height).toBeGreaterThan(150);
    await amountOf(page, "tax 1").scrollIntoViewIfNeeded();
    await amountOf(page, "tax 1").fill("1");
    await amountOf(page, "tax 1").blur();
    await page.getByText("0.20 too much").waitFor();
    expect(troubles).toEqual([]);
    await close();
  },
);

test.each([
  ["a laptop", WIDE],
  ["a low window", { viewport: { width: 1280, height: 600 } }],
  ["a phone", PHONE],
  ["a phone on its side", { ...PHONE, viewport: { width: 740, height: 360 } }],
])("on %s nothing covers what has the focus, and the picture has room", async (_, options) => {
  const many = Array.from({ length: 12 }, (__, index) => item(`Item ${index + 1}`, 1));
  server.follow(() => answer({}, { details: { ...details, items: many } }), CONFIG);
  const { page, close } = await visit(browser, server.url, options);
  await page.evaluate(() => localStorage.setItem("details", "on"));
  await page.reload();
  await drop(page, pictures(1));
  await untilDone(page, 1);
  await page.getByRole("button", { name: "Show the picture of 1.png" }).click();
  await nameOf(page, "Item 12").waitFor();
  expect((await page.locator("#stage").boundingBox())?.height).toBeGreaterThanOrEqual(128);
  await more(page).focus();
  for (const _line of [...many, "subtotal", "tax"]) {
    await page.keyboard.press("Tab");
    const covered = await page.evaluate(() => {
      const focused = document.activeElement;
      const { x = 0, y = 0, width = 0, height = 0 } = focused?.getBoundingClientRect() ?? {};
      const seen = document.elementFromPoint(x + width / 2, y + height / 2);
      return focused?.closest("#detail-lines") && seen === focused ? "" : focused?.outerHTML;
    });
    expect(covered).toBe("");
  }
  await close();
});

test("a server that cannot read them: there is no switch, and they are not asked for", async () => {
  let query = {};
  server.follow(
    ({ c }) => {
      query = c.req.query();
      return answer();
    },
    { ...CONFIG, parameters: ["evidence"] },
  );
  const { page, close } = await visit(browser, server.url, WIDE);
  await page.evaluate(() => localStorage.setItem("details", "on")); // with another server
  await page.reload();
  await drop(page, pictures(1));
  await untilDone(page, 1);
  expect(query).toEqual({ evidence: "true" });
  await expect.poll(() => page.locator("#details").isVisible()).toBe(false);
  await close();
});
