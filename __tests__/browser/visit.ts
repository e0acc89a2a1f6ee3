import { readFile } from "node:fs/promises";
import type { Browser, BrowserContextOptions, Download, Page } from "playwright-core";

/** A page and what went wrong on it. */
export interface Visit {
  readonly page: Page;
  /** Errors in the console, exceptions, and violations of the policy; answers of `/predict` with an error are none. */
  readonly troubles: string[];
  close(): Promise<void>;
}

export const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
};

export const WIDE: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };

/** Opens the page in a browser of its own, without anything kept. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = WIDE,
): Promise<Visit> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !message.location().url.includes("/predict")) {
      troubles.push(message.text());
    }
  });
  page.on("pageerror", (error) => troubles.push(String(error)));
  await context.exposeFunction("reportViolation", (text: string) => troubles.push(text));
  await context.addInitScript(`
    document.addEventListener("securitypolicyviolation", (event) =>
      reportViolation(event.violatedDirective + " " + event.blockedURI));`);
  await page.goto(url);
  return { page, troubles, close: () => context.close() };
}

export interface Upload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Drops files onto the page, as a file manager would. */
export async function drop(page: Page, files: readonly Upload[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (given) => {
      const data = new DataTransfer();
      for (const { name, type, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name, { type }));
      }
      return data;
    },
    files.map(({ name, mimeType, buffer }) => ({ name, type: mimeType, base64: buffer.toString("base64") })),
  );
  await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}

/** What the rows say: the four fields, and the state where it is not done. */
export function readTable(page: Page): Promise<string[][]> {
  return page.$$eval("#rows tr", (rows) =>
    rows.map((row) =>
      row.getAttribute("data-state") === "done"
        ? [...row.querySelectorAll("input")].map((input) => input.value)
        : [row.querySelector(".state")?.textContent ?? ""],
    ),
  );
}

export function stateOf(page: Page, row: number): Promise<string | null> {
  return page.locator("#rows tr").nth(row).locator(".state").textContent();
}

export async function untilDone(page: Page, rows: number): Promise<void> {
  await page.waitForFunction(
    (count) => document.querySelectorAll('#rows tr[data-state="done"]').length === count,
    rows,
    { timeout: 60_000 },
  );
}

export async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), "utf8");
}
