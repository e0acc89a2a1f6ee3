/** Takes the screenshots for the README, in docs/screenshots: the page of the real server, with receipts that it read. */
import { mkdir } from "node:fs/promises";
import type { BrowserContextOptions, Page } from "playwright-core";
import sharp from "sharp";
import { launchChromium } from "../../fixtures/browser/chromium.ts";
import { PHONE, untilDone, visit, WIDE } from "../../fixtures/browser/visit.ts";
import { startProcess } from "../../fixtures/process.ts";
import { renderReceipt } from "../reader/rendered-receipt.ts";

const FOLDER = new URL("../../docs/screenshots/", import.meta.url);

const RECEIPTS: readonly (readonly [name: string, text: string, tilt: number])[] = [
  [
    "breakfast.jpg",
    "# HARBOUR BAKERY\n\n12 Quay Street, Singapore\nDate: 14/03/2026  09:41\n\n2 x Croissant  6.40\n1 x Sourdough loaf  8.90\n1 x Flat white  5.20\n\nSubtotal  20.50\nGST 9 %  1.85\nTOTAL  SGD 22.35\n\nCash  50.00\nChange  27.65\n",
    3,
  ],
  [
    "taxi to the airport.jpg",
    "# CITY CAB\n\nReceipt 7741\n15 Mar 2026  05:12\n\nFare  28.40\nAirport charge  6.00\n\nTOTAL  SGD 34.40\nVISA  34.40\n",
    0,
  ],
  [
    "hotel.jpg",
    "# Hotel Blauer Anker\n\nHafenstr. 4, 24103 Kiel\nRechnung 2026-0311\nDatum: 17.03.2026\n\n2 Nächte à 89,00  178,00\nFrühstück  24,00\n\nSumme EUR  202,00\nenthaltene MwSt 7 %  13,21\n",
    -2,
  ],
  [
    "lunch.jpg",
    "# Trattoria Pino\n\nVia Roma 8, Torino\n18/03/2026  13:05\n\n2 Coperto  4,00\n1 Tagliatelle  12,50\n1 Acqua  2,50\n\nTOTALE EURO  19,00\nContante  20,00\nResto  1,00\n",
    0,
  ],
  ["parking.jpg", "# PARK & GO\n\nTicket 0093\n\nParking 3 h  7.50\n\nTOTAL  EUR 7.50\n\nDrive safely\n", 4],
  [
    "breakfast (copy).jpg",
    "# HARBOUR BAKERY\n\n12 Quay Street, Singapore\nDate: 14/03/2026  09:41\n\n2 x Croissant  6.40\n1 x Sourdough loaf  8.90\n1 x Flat white  5.20\n\nSubtotal  20.50\nGST 9 %  1.85\nTOTAL  SGD 22.35\n\nCash  50.00\nChange  27.65\n",
    0,
  ],
];

// Before a receipt is rendered: rendering sets its own fonts.
const browser = await launchChromium();
const server = await startProcess({});
const files = await Promise.all(
  RECEIPTS.map(async ([name, text, tilt]) => ({
    name,
    mimeType: "image/jpeg",
    buffer: await renderReceipt(text, { tilt }),
  })),
);
await mkdir(FOLDER, { recursive: true });
try {
  await take("start", WIDE, async () => {});
  const lookAtTotal = async (page: Page) => {
    await page.setInputFiles("#files", files);
    await untilDone(page, files.length);
    await page.getByLabel("Total, receipt 1").focus();
    await page.waitForTimeout(300);
  };
  await take("table", WIDE, lookAtTotal);
  await take("table-dark", { ...WIDE, colorScheme: "dark" }, lookAtTotal);
  await take("phone", PHONE, async (page) => {
    await page.setInputFiles("#files", files.slice(0, 2));
    await untilDone(page, 2);
    await page.waitForTimeout(300);
  });
} finally {
  await browser.close();
  server.child.kill();
}

async function take(
  name: string,
  options: BrowserContextOptions,
  act: (page: Page) => Promise<void>,
): Promise<void> {
  const { page, close } = await visit(browser, server.url, options);
  await page.locator("#takes:not(:empty)").waitFor({ state: "attached" });
  await act(page);
  const picture = sharp(await page.screenshot()).png({ palette: true, compressionLevel: 9 });
  await picture.toFile(new URL(`${name}.png`, FOLDER).pathname);
  await close();
  process.stdout.write(`docs/screenshots/${name}.png\n`);
}
