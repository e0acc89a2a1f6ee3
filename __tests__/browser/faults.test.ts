/** The page with a server that does what a test says, and with browsers that refuse something. */
import { randomBytes } from "node:crypto";
import { parse } from "csv-parse/sync";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterEach, describe, expect, test } from "vitest";
import {
  drop,
  PHONE,
  pictures,
  readTable,
  stateOf,
  textOf,
  type Upload,
  untilDone,
  type Visit,
  visit,
} from "../../fixtures/browser/visit.ts";
import { png } from "../../fixtures/uploads.ts";
import { accessibilityFaults } from "./axe.ts";
import { browser, server } from "./browser-and-server.ts";
import { answer, answerOfSeveral, type Predict, problem, VALUES } from "./scripted-server.ts";

const READ = [VALUES.storeName, VALUES.purchaseDate, "12.80", VALUES.currency];

let left: Visit | undefined;

afterEach(() => left?.close());

/** A new visitor of a server that answers so. */
async function open(predict: Predict, config?: object | null, keys?: readonly string[]): Promise<Visit> {
  server.follow(predict, config, keys);
  left = await visit(browser, server.url);
  return left;
}

const never = () => new Promise<Response>(() => {});
const row = (page: Page, index: number) => page.locator("#rows tr").nth(index);
const notices = (page: Page) => page.locator("#notices").textContent();

describe("the server", () => {
  test("fails for one receipt: its reason is shown, the others are read, and it can be tried again", async () => {
    const { page } = await open(({ nth, name }) =>
      name === "2.png" && nth <= 3 ? problem(502, "The model failed to answer.") : answer(),
    );
    await drop(page, pictures(3));
    await untilDone(page, 2);
    await expect.poll(() => stateOf(page, 1)).toBe("The model failed to answer.");
    await page.getByRole("button", { name: "Try again: 2.png" }).click();
    await untilDone(page, 3);
    expect(server.uploads).toHaveLength(4);
  });

  test("takes too long for a file: it can be tried again", async () => {
    const { page } = await open(({ nth }) =>
      nth === 1 ? problem(422, "Choosing the values took too long. Try again.") : answer(),
    );
    await drop(page, pictures(1));
    await page.getByText("Choosing the values took too long.").waitFor();
    await page.getByRole("button", { name: "Try again: 1.png" }).click();
    await untilDone(page, 1);
  });

  test("is busy: the page waits as long as Retry-After says and continues by itself", async () => {
    const started = Date.now();
    const { page } = await open(({ nth }) =>
      nth === 1 ? problem(503, "Busy.", { "Retry-After": "2" }) : answer(),
    );
    await drop(page, pictures(4));
    await page.locator("#summary", { hasText: "The server is busy. Continues in" }).waitFor();
    await untilDone(page, 4);
    expect(Date.now() - started).toBeGreaterThan(1900);
  });

  test("is slow: the upload's progress, then reading, and cancelling ends the request", async () => {
    let ended = false;
    const { page } = await open(({ c }) => {
      c.req.raw.signal.addEventListener("abort", () => {
        ended = true;
      });
      return never();
    });
    await drop(page, pictures(1));
    await expect.poll(() => stateOf(page, 0)).toBe("Reading");
    // Both bars move although the server says nothing.
    const bars = () => page.$$eval("progress", (all) => all.map(({ value }) => value));
    const before = await bars();
    expect(before).toHaveLength(2);
    await expect
      .poll(async () => (await bars()).every((value, index) => value > (before[index] ?? 1)))
      .toBe(true);
    // A change of the receipt leaves what somebody is typing about it.
    await page.getByRole("button", { name: "Show the picture of 1.png" }).focus();
    await page.getByLabel("Note").pressSequentially("For two");
    await page
      .getByRole("button", { name: "Cancel 1.png" })
      .evaluate((button: HTMLElement) => button.click());
    expect(await stateOf(page, 0)).toBe("Cancelled");
    await expect.poll(() => page.getByLabel("Note").inputValue()).toBe("For two");
    await expect.poll(() => ended).toBe(true);
    await expect.poll(() => page.getByRole("button", { name: "Try again: 1.png" }).isVisible()).toBe(true);
  });

  test("takes only some uploads at once, and all of them can be cancelled", async () => {
    const { page } = await open(never);
    await drop(page, pictures(9));
    await expect.poll(() => server.uploads.length).toBe(3);
    await expect.poll(() => page.title()).toBe("0 of 9");
    await page.getByRole("button", { name: "Cancel all" }).click();
    await page.getByText("Cancelled").nth(8).waitFor();
    await page.waitForTimeout(300);
    expect(server.peak).toBe(3);
    expect(server.uploads).toHaveLength(3);
  });

  test.each([
    ["not JSON", () => new Response("<h1>It works</h1>")],
    ["other JSON", () => Response.json({ ok: true })],
    ["a total that is no number", () => Response.json({ receipt: { total: "12.80" } })],
  ])("answers %s: the page says that it was not understood", async (_, predict) => {
    const { page, troubles } = await open(predict);
    await drop(page, pictures(1));
    await page.getByText("The server’s answer was not understood.").first().waitFor();
    expect(troubles).toEqual([]);
  });

  test("is of an older version: no /config, only `prediction`", async () => {
    const { page } = await open(
      () =>
        Response.json({
          prediction: '{"storeName":"OAK STREET MARKET","purchaseDate":"26-10-2023","total":42.58}',
        }),
      null,
    );
    await drop(page, pictures(1));
    await untilDone(page, 1);
    await expect.poll(() => readTable(page)).toEqual([["OAK STREET MARKET", "2023-10-26", "42.58", ""]]);
    // It does not say how sure it is: each receipt is offered once.
    await page.locator(".remarks", { hasText: "Not rated" }).waitFor();
    await page.getByRole("button", { name: "Check 1", exact: true }).click();
    await page.getByText("Total, receipt 1 (OAK STREET MARKET · 2023-10-26 · –)").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Not rated").waitFor({ state: "hidden" });
    expect(await notices(page)).toContain("may be a different version");
  });

  test("wants a key: the page asks once, again when it is wrong or new, and keeps it for the tab", async () => {
    const [first, second] = ["first-key-0123456789", "second-key-0123456789"];
    const { page, troubles } = await open(() => answer(), undefined, [first]);
    const dialog = page.locator("#key-dialog");
    const enter = async (key: string) => {
      await dialog.getByLabel("Key", { exact: true }).fill(key);
      await page.keyboard.press("Enter");
    };
    await dialog.waitFor();
    await enter("short");
    await expect.poll(() => dialog.isVisible()).toBe(true);
    await enter("wrong-key-0123456789");
    await dialog.getByText("The server does not know the last key.").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await enter(first);
    await dialog.waitFor({ state: "hidden" });
    await drop(page, pictures(2));
    await untilDone(page, 2);
    await page.reload();
    await untilDone(page, 2);
    await expect.poll(() => dialog.isVisible()).toBe(false);

    server.follow(() => answer(), undefined, [second]);
    await drop(page, pictures(3, undefined, 1));
    await dialog.waitFor();
    await enter(second);
    await untilDone(page, 5);
    // In a tab of its own nobody is asked by way of another one, and who has no key is told so.
    const other = await page.context().newPage();
    await other.goto(server.url);
    await other.getByRole("button", { name: "I have none" }).click();
    await other.getByText("This server needs a key. Reload the page to enter one.").first().waitFor();
    expect(troubles.filter((trouble) => !trouble.includes("401"))).toEqual([]);
  });

  test("is down: the page waits, and continues by itself when it is back", async () => {
    const { page } = await open(() => answer());
    await page.route("**/ready", (route) => route.fulfill({ status: 503 }));
    await page.route("**/predict*", (route) => route.abort("connectionrefused"));
    await drop(page, pictures(5));
    await page
      .locator("#summary", { hasText: "The server does not answer. Continues when it does." })
      .waitFor();
    await page.waitForTimeout(1200); // it has been asked, and is not ready
    await expect.poll(() => page.locator('#rows tr[data-state="waiting"]').count()).toBe(5);
    await page.unroute("**/predict*");
    await page.unroute("**/ready");
    await untilDone(page, 5);
  });

  test("breaks off each time for one receipt: that one fails with the reason, the others are read", async () => {
    // Browsers try a second time when a connection that they had kept open breaks.
    const { page } = await open(
      ({ name }) => {
        if (name === "2.png") {
          return answer();
        }
        setTimeout(() => server.cutConnections(), 100);
        return never();
      },
      { concurrentUploads: 1 },
    );
    await drop(page, pictures(2));
    await page.getByText("The server cannot be reached.").first().waitFor();
    await untilDone(page, 1);
  });
});

test("offline in the middle: the page waits, and continues when the network is back", async () => {
  let release = () => {};
  const { page } = await open(
    async ({ nth }) => {
      if (nth === 2) {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      }
      return answer();
    },
    { concurrentUploads: 1 },
  );
  await drop(page, pictures(4));
  await untilDone(page, 1);
  await expect.poll(() => server.uploads.length).toBe(2);
  await page.context().setOffline(true);
  release();
  await page.locator("#summary", { hasText: "No connection. Continues when it is back." }).waitFor();
  await page.context().setOffline(false);
  await untilDone(page, 4);
});

test("what is not read is refused in the list before it is sent, each with the reason", async () => {
  const { page } = await open(() => answer(), {
    mediaTypes: ["image/jpeg", "image/png"],
    maxUploadBytes: 2000,
    concurrentUploads: 2,
  });
  const file = (name: string, buffer: Buffer): Upload => ({ name, mimeType: "image/png", buffer });
  await drop(page, [
    file("empty.png", Buffer.alloc(0)),
    file("notes.png", Buffer.from("not a picture")),
    file("moving.gif", Buffer.from("GIF89a and so on")),
    file("large.png", Buffer.concat([png(), Buffer.alloc(3000)])),
    file(".DS_Store", Buffer.from("system")),
    file("<img src=x onerror=alert(1)>.png", png()),
  ]);
  await untilDone(page, 1);
  await expect
    .poll(() => readTable(page))
    .toEqual([
      ["The file is empty."],
      ["This is not a picture of a kind that can be read."],
      ["GIF is not read here, only JPEG, PNG."],
      ["The file has 3.1 kB; the limit is 2 kB."],
      READ,
    ]);
  expect(server.uploads).toHaveLength(1);
  await expect
    .poll(() => row(page, 4).locator(".name").textContent())
    .toBe("<img src=x onerror=alert(1)>.png");
});

test("a large photo is scaled to what the engine makes use of, and then fits the limit", async () => {
  let sent: Buffer = Buffer.alloc(0);
  const { page } = await open(
    async ({ c }) => {
      const { file } = await c.req.parseBody();
      sent = file instanceof File ? Buffer.from(await file.arrayBuffer()) : sent;
      return answer();
    },
    { mediaTypes: ["image/jpeg"], maxUploadBytes: 600_000, usefulPixels: 250_000, concurrentUploads: 1 },
  );
  const noise = sharp(randomBytes(3 * 1500 * 1000), { raw: { width: 1500, height: 1000, channels: 3 } });
  const photo = { name: "photo.jpg", mimeType: "image/jpeg", buffer: await noise.jpeg().toBuffer() };
  expect(photo.buffer.length).toBeGreaterThan(600_000);
  await page.setInputFiles("#files", [photo]);
  await untilDone(page, 1);
  const { width = 0, height = 0 } = await sharp(sent).metadata();
  expect([width, height]).toEqual([612, 408]);
});

test("names with HTML and formulas are shown and exported as text", async () => {
  const storeName = '<b>=HYPERLINK("x")</b>';
  const { page, troubles } = await open(({ nth }) => answer({ storeName: nth === 1 ? storeName : "=1+1" }));
  await drop(page, pictures(2));
  await untilDone(page, 2);
  const [csv] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download CSV" }).click(),
  ]);
  const rows: string[][] = parse(await textOf(csv), { bom: true });
  expect(rows.map(([store]) => store)).toEqual(["Store", storeName, "'=1+1"]);
  await expect.poll(() => page.locator("#rows b").count()).toBe(0);
  expect(troubles).toEqual([]);
});

test("doubts are marked in words, reached one after the other, and confirmed by Enter", async () => {
  const { page } = await open(({ nth }) =>
    nth === 1
      ? answer(
          { purchaseDate: null },
          { confidence: { storeName: 0.62 }, reasons: { purchaseDate: "unreadable" } },
        )
      : answer({}, { confidence: { total: 0.4 } }),
  );
  await drop(page, pictures(2));
  await untilDone(page, 2);
  // What is sure carries no figure.
  expect(await page.locator("#rows .note").allTextContents()).toEqual([
    ...["Check: 62 %", "Not readable", "", ""],
    ...["", "", "Check: 40 %", ""],
  ]);
  await page.getByRole("button", { name: "Next to check (3)" }).click();
  expect(await page.title()).toBe("Done: 3 to check");
  const focused = page.locator("#rows input:focus");
  const describedBy = () =>
    focused.evaluate(
      (input) => document.getElementById(input.getAttribute("aria-describedby") ?? "")?.textContent,
    );
  await expect
    .poll(async () => [await focused.getAttribute("aria-label"), await describedBy()])
    .toEqual(["Store, receipt 1", "Check: 62 %"]);
  await focused.press("Enter");
  await page.getByRole("button", { name: "Next to check (2)" }).click();
  await expect
    .poll(async () => [await focused.getAttribute("aria-label"), await describedBy()])
    .toEqual(["Total, receipt 2", "Check: 40 %"]);
  await page.getByRole("button", { name: "Next to check (2)" }).click();
  await expect
    .poll(async () => [await focused.getAttribute("aria-label"), await describedBy()])
    .toEqual(["Date, receipt 1", "Not readable"]);
  await focused.fill("2/1/2026");
  await page.getByLabel("Total, receipt 1").fill("much");
  await page.getByLabel("Total, receipt 1").blur();
  await page.getByText("Not an amount").first().waitFor();
  await page.getByLabel("Total, receipt 1").press("Escape");
  expect((await readTable(page))[0]).toEqual([VALUES.storeName, "2026-01-02", "12.80", "SGD"]);
  await expect.poll(() => page.getByRole("button", { name: "Next to check (1)" }).isVisible()).toBe(true);
  // All dates are as this browser, an American one, writes them, and as it reads them; then all are ISO again.
  await page.locator("#local-dates").check();
  const dates = async () => (await readTable(page)).map(([, date]) => date);
  expect(await dates()).toEqual(["01/02/2026", "03/14/2026"]);
  await page.getByLabel("Date, receipt 1").fill("1/3/2026");
  await page.getByLabel("Date, receipt 1").blur();
  await page.getByRole("button", { name: "Read: nothing" }).waitFor();
  await page.locator("#local-dates").uncheck();
  // A receipt that is no longer one to check stays until it has lost the focus.
  await page.getByLabel("Receipts shown").selectOption("To check");
  const shown = page.locator("#rows tr:visible");
  await expect.poll(() => shown.count()).toBe(1);
  await page.getByLabel("Total, receipt 2").press("Enter");
  await page.getByText("Confirmed").nth(1).waitFor();
  await expect.poll(() => shown.count()).toBe(1);
  await page.getByLabel("Total, receipt 2").blur();
  await expect.poll(() => shown.count()).toBe(0);
  await page.getByRole("button", { name: "Show all" }).click();
  expect(await dates()).toEqual(["2026-01-03", "2026-03-14"]);
});

test("nine doubts, three of them wrong, are reviewed with one key each and the characters of the wrong ones", async () => {
  const box = { left: 0.2, top: 0.5, width: 0.5, height: 0.1 };
  const { page, troubles } = await open(({ nth }) =>
    answer(
      { total: nth, purchaseDate: `2026-03-${10 + nth}` },
      { confidence: { storeName: 0.5, total: 0.5, currency: 0.5 }, evidence: { total: { text: "1", box } } },
    ),
  );
  await drop(page, pictures(3));
  await untilDone(page, 3);
  let keys = 0;
  const press = async (key: string) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  await page.getByRole("button", { name: "Check 9", exact: true }).click();
  const dialog = page.locator("#review");
  const canvas = page.locator("#review-picture");
  const wrong: Readonly<Record<number, string>> = { 2: "7.5", 3: "EUR", 8: "99" };
  for (let doubt = 1; doubt <= 9; doubt += 1) {
    await dialog.getByText(`${doubt} of 9 to check`).waitFor();
    if (doubt === 2) {
      // The strip is wide, the whole picture as it is; without a place there is only the whole one.
      const shape = () => canvas.evaluate(({ width, height }: HTMLCanvasElement) => width / height);
      await expect.poll(shape).toBeGreaterThan(1.5);
      await dialog.getByRole("button", { name: "Whole picture" }).click();
      await expect.poll(shape).toBeLessThan(1.5);
      expect(await accessibilityFaults(page)).toEqual([]);
    }
    for (const character of wrong[doubt] ?? "") {
      await press(character);
    }
    await press("Enter");
  }
  await dialog.waitFor({ state: "hidden" });
  expect(keys).toBe(9 + 3 + 3 + 2);
  expect((await readTable(page)).map(([, , total, currency]) => `${total} ${currency}`).toSorted()).toEqual(
    expect.arrayContaining(["7.50 EUR", "99.00 SGD"]),
  );
  await page.locator("#review-open").waitFor({ state: "hidden" });
  expect(troubles).toEqual([]);
});

test("a value that was not read: the button of the review says that the field stays empty", async () => {
  const { page } = await open(() => answer({ total: null, purchaseDate: null }));
  await drop(page, pictures(1));
  await untilDone(page, 1);
  await page.getByRole("button", { name: "Check 2", exact: true }).click();
  const accept = page.locator("#review-right");
  await page.getByText("Date, receipt 1").waitFor();
  await expect.poll(() => accept.textContent()).toBe("Leave empty");
  await page.locator("#review-value").fill("2026-03-15");
  await expect.poll(() => accept.textContent()).toBe("Right");
  await accept.click();
  await page.getByText("Total, receipt 1").waitFor();
  await expect.poll(() => accept.textContent()).toBe("Leave empty");
  await accept.click();
  await page.locator("#review").waitFor({ state: "hidden" });
  expect(await readTable(page)).toEqual([[VALUES.storeName, "2026-03-15", "", "SGD"]]);
  await expect.poll(() => page.locator("#rows .note").nth(2).textContent()).toBe("Confirmed");
});

test("the same receipt twice is marked; a removed one can be brought back", async () => {
  const { page } = await open(() => answer());
  await drop(page, pictures(2));
  await untilDone(page, 2);
  await page.getByRole("button", { name: "Same as receipt 1" }).click();
  await expect
    .poll(() => page.locator(":focus").getAttribute("aria-label"))
    .toBe("Show the picture of 1.png");
  // The same file is not even read again.
  await drop(page, pictures(2).slice(1));
  await page.getByText("1 file is already here: skipped.").waitFor();
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect
    .poll(() => page.locator(":focus").getAttribute("aria-label"))
    .toBe("Show the picture of 2.png");
  expect(server.uploads).toHaveLength(2);
  await expect.poll(() => page.locator("#sums").textContent()).toContain("1 possible duplicate is counted");
  const line = page.locator("#sums-line");
  await expect.poll(() => line.textContent()).toBe("SGD 25.60");
  await line.click();
  await page.getByLabel("Leave duplicates out of sums and exports").check();
  await expect.poll(() => line.textContent()).toBe("SGD 12.80");
  await expect.poll(() => page.locator("#sums").textContent()).toContain("1 possible duplicate is left out");
  const csv = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download CSV" }).click();
  expect(parse(await textOf(await csv), { bom: true })).toHaveLength(2);
  await line.click();
  await expect.poll(() => page.locator("#sums").isVisible()).toBe(false);
  await page.getByRole("button", { name: "Remove 1.png" }).click();
  await expect.poll(() => readTable(page)).toEqual([READ]);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Same as receipt 1").waitFor();
});

test("an edit can be put back to what was read, by a click and by Escape; Ctrl+Z undoes edits, removals and clearing", async () => {
  const { page } = await open(() => answer());
  await drop(page, pictures(2));
  await untilDone(page, 2);
  const total = page.getByLabel("Total, receipt 1");
  const putBack = page.getByRole("button", { name: "Read: 12.80" });
  await total.fill("15.12");
  await total.press("Enter");
  await page.reload();
  await untilDone(page, 2);
  await putBack.click();
  await expect
    .poll(async () => [await total.inputValue(), await putBack.isVisible()])
    .toEqual(["12.80", false]);
  await total.fill("15.12");
  await total.press("Enter");
  await total.press("Escape");
  await expect
    .poll(async () => [await total.inputValue(), await putBack.isVisible()])
    .toEqual(["12.80", false]);
  await page.locator("#list-title").focus();
  await page.keyboard.press("Control+z");
  await expect.poll(() => total.inputValue()).toBe("15.12");
  await page.keyboard.press("Control+Shift+Z");
  await expect.poll(() => total.inputValue()).toBe("12.80");
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "Remove 2.png" }).click();
  await untilDone(page, 1);
  await page.getByRole("button", { name: "Clear everything" }).click();
  await page.locator("#clear-yes").click();
  await page.getByRole("heading", { name: "Receipts in, a table out" }).waitFor();
  await page.keyboard.press("Control+z");
  await untilDone(page, 1);
  await page.keyboard.press("Control+z");
  await untilDone(page, 2);
  await page.reload();
  await untilDone(page, 2);
  expect((await readTable(page)).map((cells) => cells[2])).toEqual(["15.12", "12.80"]);
  await page.getByRole("button", { name: "Show the picture of 2.png" }).click();
  await page.locator(".sheet img[src^=blob]").waitFor();
});

test("photos that had better be taken again are named in their rows, and in the series as long as they are there", async () => {
  server.follow(({ name }) => {
    const notes =
      { "2.png": [{ code: "blurred", page: 1 }], "3.png": [{ code: "cut", receipt: 0 }] }[name] ?? [];
    return answerOfSeveral([{ total: 12.8, pages: [1] }], notes);
  });
  left = await visit(browser, server.url, { ...PHONE, viewport: { width: 360, height: 640 } });
  const { page } = left;
  const hint = page.locator("#series-hint");
  for (const [index, photo] of pictures(3).entries()) {
    await page.setInputFiles("#photo", photo);
    await untilDone(page, index + 1);
  }
  await expect.poll(() => row(page, 1).locator(".remarks").textContent()).toContain("Blurred: take it again");
  await expect.poll(() => row(page, 2).locator(".remarks").textContent()).toContain("Cut off: take it again");
  await expect
    .poll(() => hint.textContent())
    .toBe("Take receipts 2, 3 again, if you can: blurred or cut off");
  expect(await hint.evaluate((text) => text.scrollWidth - text.clientWidth)).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.getByRole("button", { name: "Remove 2.png" }).click();
  await expect.poll(() => hint.textContent()).toBe("Take receipt 3 again, if you can: blurred or cut off");
  await page.getByRole("button", { name: "Done", exact: true }).press("Enter"); // below the notice
  await expect.poll(() => hint.textContent()).toBe("");
});

test("a picture that the reader turned is shown upright, with its marks", async () => {
  const box = { left: 0.5, top: 0.25, width: 0.25, height: 0.5 };
  const line = { text: "TOTAL 99.50", box: { left: 0, top: 0.8, width: 1, height: 0.1 }, confidence: 1 };
  const { page } = await open(() =>
    answer(
      {},
      {
        turned: 90,
        confidence: { total: 0.4 },
        evidence: { total: { text: "12.80", box } },
        lines: [line],
      },
    ),
  );
  await drop(page, [{ name: "lies.png", mimeType: "image/png", buffer: png(400, 200) }]);
  await untilDone(page, 1);
  await page.getByRole("button", { name: "Show the picture of lies.png" }).click();
  const places = () =>
    page.evaluate(() => {
      const of = (selector: string) =>
        document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect();
      const [picture, mark] = [of(".sheet img"), of(".marks > span")];
      return {
        tall: picture.height > picture.width,
        left: (mark.left - picture.left) / picture.width,
        top: (mark.top - picture.top) / picture.height,
      };
    });
  await expect.poll(async () => (await places()).tall).toBe(true);
  expect((await places()).left).toBeCloseTo(0.5, 1);
  expect((await places()).top).toBeCloseTo(0.25, 1);
  await page.getByRole("button", { name: "Turn right" }).click();
  // Turned by a quarter more: what was at the left is at the top, and what was at the top at the right.
  expect((await places()).tall).toBe(false);
  expect((await places()).top).toBeCloseTo(0.5, 1);
  await page.reload();
  await untilDone(page, 1);
  await page.locator(".file .name").click(); // anywhere in the row
  await expect.poll(async () => (await places()).tall).toBe(false);
  await page.locator(".marks > span").click();
  await expect
    .poll(() => page.locator("#rows input:focus").getAttribute("aria-label"))
    .toBe("Total, receipt 1");
  // The doubtful cell shows its part of the picture; a click on a text fills it, wherever that is now.
  const strip = page.locator("#cell-strip");
  await strip.waitFor();
  const { x = 0, y = 0, width = 0, height = 0 } = (await page.locator(".sheet img").boundingBox()) ?? {};
  await page.mouse.click(x + 0.15 * width, y + 0.5 * height);
  await expect.poll(() => page.locator("#rows input:focus").inputValue()).toBe("99.50");
  await page.keyboard.press("Tab");
  await strip.waitFor({ state: "hidden" });
});

test("each receipt of a PDF file is a row with its pages; the file is sent once", async () => {
  let query = {};
  const { page, troubles } = await open(
    ({ c, name }) => {
      if (name !== "scan.pdf") {
        return answer();
      }
      query = c.req.query();
      return answerOfSeveral(
        [
          { total: 1, pages: [1] },
          { total: 2, pages: [2, 3] },
          { total: 3, pages: [4] },
        ],
        [{ code: "pages-left-out", pages: [5, 6] }],
      );
    },
    {
      parameters: ["evidence", "all", "lines"],
      preview: true,
      mediaTypes: ["application/pdf", "image/png"],
    },
  );
  const pdf = { name: "scan.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") };
  await drop(page, [pdf, ...pictures(1)]);
  await untilDone(page, 4);
  const files = async () =>
    (await page.locator("#rows .file > div").allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
  // Before the first frame no row is laid out, and so none has a text.
  await expect
    .poll(files)
    .toEqual([
      "1 scan.pdf Page 1 Pages 5–6 were not read",
      "1.2 scan.pdf Pages 2–3",
      "1.3 scan.pdf Page 4",
      "2 1.png",
    ]);
  expect((await readTable(page)).map((cells) => cells[2])).toEqual(["1.00", "2.00", "3.00", "12.80"]);
  expect(server.uploads.toSorted()).toEqual(["1.png", "scan.pdf"]);
  expect(query).toEqual({ evidence: "true", all: "true", lines: "true" });
  await page.getByRole("button", { name: "Remove scan.pdf", exact: true }).click();
  await page.getByLabel("Total, receipt 1.2").fill("22");
  await page.getByLabel("Total, receipt 1.2").press("Enter");
  await page.reload();
  await untilDone(page, 3);
  expect((await readTable(page)).map((cells) => cells[2])).toEqual(["22.00", "3.00", "12.80"]);
  // The file is kept for the receipts that are left.
  await page.getByRole("button", { name: "Show the picture of scan.pdf, receipt 3 of the file" }).click();
  // Its page is drawn by the server, once, and kept in the browser, as is the small picture in the list.
  const width = () => page.locator(".sheet img").evaluate((image: HTMLImageElement) => image.naturalWidth);
  await expect.poll(width).toBe(400);
  await expect.poll(() => page.locator(".thumbnail img:visible").count()).toBe(3);
  const drawn = server.previews;
  await page.reload();
  await untilDone(page, 3);
  await page.getByRole("button", { name: "Show the picture of scan.pdf, receipt 2 of the file" }).click();
  await page.getByText("scan.pdf, page 2").waitFor();
  await page.getByRole("button", { name: "Next page" }).click();
  await page.getByText("scan.pdf, page 3").waitFor();
  await expect.poll(() => server.previews).toBe(drawn + 1);
  expect(troubles).toEqual([]);
});

test("a picture is pasted", async () => {
  const { page } = await open(() => answer());
  await page.evaluate(
    (bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(bytes)], "image.png", { type: "image/png" }));
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    },
    [...png()],
  );
  await untilDone(page, 1);
});

test("the table is copied for spreadsheets", async () => {
  const { page } = await open(() => answer());
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await drop(page, pictures(1));
  await untilDone(page, 1);
  await page.getByRole("button", { name: "Copy table" }).click();
  await page.getByText("1 row copied").first().waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    "Store\tDate\tTotal\tCurrency\tFile\tTo check\tCategory\tNote\nHarbour Bakery\t2026-03-14\t12.80\tSGD\t1.png\t\t\t",
  );
});

test("closing the tab in the middle asks; what was not read is read afterwards, with no click", async () => {
  let answering = false;
  const { page } = await open(({ nth }) => (answering || nth === 1 ? answer() : never()));
  await drop(page, pictures(3));
  await untilDone(page, 1);
  await page.locator("h1:visible").click(); // browsers ask only somebody who has touched the page
  const question = page.waitForEvent("dialog");
  const reload = page.reload();
  const dialog = await question;
  expect(dialog.type()).toBe("beforeunload");
  answering = true;
  await dialog.accept();
  await reload;
  await untilDone(page, 3);
  expect(server.uploads).toHaveLength(5);
});

test("clear everything empties the page and what this browser keeps, after a question", async () => {
  const { page } = await open(() => answer());
  await drop(page, pictures(2));
  await untilDone(page, 2);
  await page.getByRole("button", { name: "Clear everything" }).click();
  await page.getByRole("button", { name: "Keep them" }).click();
  await expect.poll(() => readTable(page)).toHaveLength(2);
  await page.getByRole("button", { name: "Clear everything" }).click();
  await page.locator("#clear-yes").click();
  await page.getByRole("heading", { name: "Receipts in, a table out" }).waitFor();
  await page.reload();
  await page.waitForTimeout(300);
  await expect.poll(() => readTable(page)).toEqual([]);
  expect(
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          indexedDB.open("receipts").onsuccess = ({ target }) => {
            if (target instanceof IDBOpenDBRequest) {
              target.result.transaction("pictures").objectStore("pictures").count().onsuccess = (event) =>
                resolve(event.target instanceof IDBRequest ? event.target.result : undefined);
            }
          };
        }),
    ),
  ).toBe(0);
});

test.each([
  ["refused", "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };"],
  ["full", "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };"],
])("storage is %s: the page says so and works", async (_, sabotage) => {
  server.follow(() => answer());
  const context = await browser.newContext();
  await context.addInitScript(sabotage);
  const page = await context.newPage();
  await page.goto(server.url);
  await drop(page, pictures(2));
  await untilDone(page, 2);
  await expect.poll(() => readTable(page)).toEqual([READ, READ]);
  expect(await notices(page)).toContain("does not let the page keep the list");
  await context.close();
});
