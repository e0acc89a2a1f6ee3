/** Several receipts at once: chosen by mouse, touch and keyboard, then removed or taken out. */
import { parse } from "csv-parse/sync";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, test } from "vitest";
import { drop, PHONE, pictures, textOf, untilDone, visit, WIDE } from "../../fixtures/browser/visit.ts";
import { accessibilityFaults } from "./axe.ts";
import { browser, server } from "./browser-and-server.ts";
import { answer, problem } from "./scripted-server.ts";

/** A list of six: each costs its number, and the fourth is not read. */
async function open(options: BrowserContextOptions) {
  server.follow(({ name }) =>
    name === "4.png"
      ? problem(502, "The model failed to answer.")
      : answer(
          { total: Number.parseInt(name, 10), storeName: `Shop ${name}` },
          { confidence: { total: 0.5 } },
        ),
  );
  const visited = await visit(browser, server.url, options);
  await drop(visited.page, pictures(6));
  await untilDone(visited.page, 5);
  await visited.page.getByText("The model failed to answer.").waitFor();
  return visited;
}

const box = (page: Page, receipt: number) => page.getByLabel(`Select ${receipt}.png`);
const all = (page: Page) => page.getByLabel("Select all shown");
const chosen = (page: Page) =>
  page.$$eval("#rows tr.selected", (rows) => rows.map((row) => row.querySelector(".name")?.textContent));

test("by mouse: one, a range, all; sums and files have what is selected; removed in one step, and undone", async () => {
  const { page, troubles, close } = await open(WIDE);
  await expect.poll(() => page.locator("#sums-line").textContent()).toBe("SGD 17.00");
  const places = () => page.$$eval("#rows tr", (rows) => rows.map((row) => row.getBoundingClientRect().top));
  const before = await places();
  await box(page, 2).click();
  await page.getByText("1 selected", { exact: true }).first().waitFor();
  expect(await places()).toEqual(before); // the next one is where somebody is about to click
  await expect.poll(() => page.locator("#review-open").isVisible()).toBe(false);
  await box(page, 5).click({ modifiers: ["Shift"] });
  expect(await chosen(page)).toEqual(["2.png", "3.png", "4.png", "5.png"]);
  await expect.poll(() => page.locator(".sums").textContent()).toMatch(/^\s*Sum of 3 selected\s+SGD 10\.00/);
  expect(await all(page).evaluate((input: HTMLInputElement) => input.indeterminate)).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  const csv = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download CSV of the 3 selected" }).click();
  const rows: string[][] = parse(await textOf(await csv), { bom: true });
  expect(rows.map(([store]) => store)).toEqual(["Store", "Shop 2.png", "Shop 3.png", "Shop 5.png"]);
  await page.emulateMedia({ media: "print" });
  expect(await page.locator("#rows tr:visible .name").allTextContents()).toEqual(await chosen(page));
  await page.emulateMedia({ media: "screen" });

  await page.getByRole("button", { name: "Remove 4", exact: true }).click();
  await page.getByText("4 receipts removed.").waitFor();
  await untilDone(page, 2);
  expect(await chosen(page)).toEqual([]);
  await expect.poll(() => page.locator(":focus").getAttribute("id")).toBe("list-title");
  await expect.poll(() => page.locator(".sums").textContent()).toMatch(/^\s*Sum\s+SGD 7\.00/);
  await page.keyboard.press("Control+z");
  await untilDone(page, 5);

  // What is no longer shown is no longer selected.
  await all(page).check();
  expect(await chosen(page)).toHaveLength(6);
  await page.getByLabel("Receipts shown").selectOption("Failed");
  await expect.poll(() => chosen(page)).toEqual(["4.png"]);
  await page.getByRole("button", { name: "Select none" }).click();
  await page.getByLabel("Receipts shown").selectOption("All");
  await expect
    .poll(() => page.getByRole("button", { name: "Download CSV", exact: true }).textContent())
    .toBe("CSV");
  await expect.poll(() => page.locator("#review-open").isVisible()).toBe(true);
  expect(await chosen(page)).toEqual([]);
  expect(troubles).toEqual([]);
  await close();
});

test("undone twice in a row: the receipts are back, and then the correction before", async () => {
  const { page, troubles, close } = await open(WIDE);
  const total = page.getByLabel("Total, receipt 6");
  await total.fill("77");
  await total.blur();
  await page.getByRole("button", { name: "Read: 6.00" }).waitFor();
  await all(page).check();
  await page.getByRole("button", { name: "Remove 6", exact: true }).click();
  await untilDone(page, 0);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await untilDone(page, 5);
  await expect.poll(() => total.inputValue()).toBe("6.00");
  expect(troubles).toEqual([]);
  await close();
});

test("nothing moves when the first is selected, in windows of any width", async () => {
  server.follow(({ name }) => answer({ storeName: name }, { confidence: { total: 0.5 } }));
  const { page, close } = await visit(browser, server.url, WIDE);
  await drop(page, pictures(3));
  await untilDone(page, 3);
  await page.locator("#sums-line", { hasText: "SGD 38.40" }).waitFor();
  for (const width of [1440, 1200, 1024, 760, 700, 640, 390, 360]) {
    await page.setViewportSize({ width, height: 900 });
    const places = () =>
      page.$$eval("#rows tr", (rows) => rows.map((row) => row.getBoundingClientRect().top + scrollY));
    const before = await places();
    await box(page, 2).check();
    await page.getByRole("button", { name: "Download CSV of the 1 selected" }).waitFor();
    expect.soft(await places(), `${width}`).toEqual(before);
    await page.getByRole("button", { name: "Select none" }).click();
    await page.getByRole("button", { name: "Download CSV", exact: true }).waitFor();
    await page.locator("#list-title").focus();
  }
  await close();
});

test("by keyboard: Space, a range by Shift, Escape, and all by the head", async () => {
  const { page, close } = await open(WIDE);
  await box(page, 1).focus();
  await page.keyboard.press("Space");
  await expect.poll(() => chosen(page)).toEqual(["1.png"]);
  await box(page, 3).focus();
  await page.keyboard.press("Shift+Space");
  await expect.poll(() => chosen(page)).toEqual(["1.png", "2.png", "3.png"]);
  await page.keyboard.press("Escape");
  await expect.poll(() => chosen(page)).toEqual([]);
  await page.getByLabel("Total, receipt 1").fill("9");
  await page.getByLabel("Total, receipt 1").press("Enter");
  await box(page, 1).focus();
  await page.keyboard.press("Control+z"); // a box is no text to undo in
  await expect.poll(() => page.getByLabel("Total, receipt 1").inputValue()).toBe("1.00");
  await all(page).focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Remove 6", exact: true }).press("Enter");
  await page.getByRole("heading", { name: "Receipts in, a table out" }).waitFor();
  await expect.poll(() => page.locator(":focus").getAttribute("id")).toBe("main");
  await close();
});

test.each([360, 390])(
  "on a phone of %i pixels, by touch: nothing moves, is cut off or scrolls sideways",
  async (width) => {
    const { page, troubles, close } = await open({ ...PHONE, viewport: { width, height: 740 } });
    const top = () =>
      page
        .locator("#rows tr")
        .first()
        .evaluate((row) => row.getBoundingClientRect().top + scrollY);
    const before = await top();
    await all(page).tap();
    await page.getByText("6 selected", { exact: true }).first().waitFor();
    await expect
      .poll(() => page.getByRole("button", { name: "Download CSV of the 5 selected" }).textContent())
      .toBe("CSV (5)");
    expect(await top()).toBe(before);
    await box(page, 1).tap();
    await page.getByText("5 selected", { exact: true }).first().waitFor();
    expect(await chosen(page)).toEqual(["2.png", "3.png", "4.png", "5.png", "6.png"]);
    const cut = await page.$$eval("thead tr, .status, .status *, .toolbar *, #rows tr", (parts) =>
      parts
        .filter(
          (part) => part.checkVisibility() && part.scrollWidth > part.clientWidth && part.clientWidth > 1,
        )
        .map(({ outerHTML }) => outerHTML),
    );
    expect(cut).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
    const sizes = await page.$$eval("#rows .select label", (labels) =>
      labels.map((label) => [label.clientWidth, label.clientHeight]),
    );
    expect(new Set(sizes.map(String))).toEqual(new Set(["44,44"]));
    await page.getByRole("button", { name: "Remove 5", exact: true }).tap();
    await untilDone(page, 1);
    await page.getByRole("button", { name: "Undo" }).tap();
    await untilDone(page, 5);
    expect(troubles).toEqual([]);
    await close();
  },
);
