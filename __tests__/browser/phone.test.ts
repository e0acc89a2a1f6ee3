/** What a phone's width asks for: nothing scrolls sideways, and cards are as high as what is in them. */
import { expect, test } from "vitest";
import { drop, PHONE, pictures, untilDone, visit } from "../../fixtures/browser/visit.ts";
import { browser, server } from "./browser-and-server.ts";
import { answer, problem } from "./scripted-server.ts";

test.each([360, 390])(
  "all buttons for the list are in sight, and a failed card has no empty room: %i pixels",
  async (width) => {
    server.follow(({ name }) => {
      switch (name) {
        case "1.png":
          return answer();
        case "2.png":
          return problem(502, "The model failed to answer.");
        default:
          return new Promise<Response>(() => {});
      }
    });
    const { page, close } = await visit(browser, server.url, {
      ...PHONE,
      viewport: { width, height: 740 },
    });
    await drop(page, pictures(5));
    await untilDone(page, 1);
    await page.getByRole("button", { name: "Try again (1)" }).waitFor();
    await page.getByRole("button", { name: "Cancel all" }).waitFor();
    const buttons = await page.$$eval(".toolbar button", (all) =>
      all
        .filter((button) => button.checkVisibility())
        .map((button) => {
          const { left, right } = button.getBoundingClientRect();
          const isWhole = left >= 0 && right <= innerWidth && button.scrollWidth <= button.clientWidth;
          return isWhole ? "" : button.textContent;
        }),
    );
    expect(buttons.length).toBeGreaterThan(8);
    expect(buttons.filter(Boolean)).toEqual([]);
    const sideways = await page.$$eval(".toolbar *", (all) =>
      all.filter(
        (part) => part.scrollWidth > part.clientWidth && getComputedStyle(part).overflowX === "auto",
      ),
    );
    expect(sideways).toEqual([]);
    const spare = () =>
      page.$$eval('#rows tr[data-state="failed"]', (cards) =>
        cards.map((card) => {
          const end = card.querySelector(".work")?.getBoundingClientRect().bottom ?? 0;
          return card.getBoundingClientRect().bottom - end;
        }),
      );
    await expect.poll(spare).toEqual([expect.closeTo(8, 0)]);
    await close();
  },
);
