import sharp from "sharp";
import { expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { loadModels } from "../../app/reader/models.ts";
import type { Page } from "../../app/reader/page.ts";
import { readPage } from "../../app/reader/read-page.ts";
import { createRuntime } from "../../app/reader/runtime.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";
import { renderReceipt } from "../../tools/reader/rendered-receipt.ts";

const TODAY = new Date("2024-06-30");

const PAPERS = [
  ["a blank page", ""],
  ["a landscape with a sign", "Bus Stop\nNo Parking"],
  [
    "a page of a book",
    "CHAPTER 7\nThe road went on past the mill, where in 1912 the first bridge had been\nbuilt, and nobody could say who had paid for it. On 12 May 1913 the river\nrose again. Anna kept the letters in a tin.\n84",
  ],
  [
    "a menu",
    "# Trattoria del Ponte\nAntipasti\nBruschetta  6,50\nCaprese  9,00\nPrimi\nSpaghetti al pomodoro  11,00\nRisotto ai funghi  14,50\nDolci\nTiramisù  6,00\nCoperto  2,00\nTel. 055 1234567",
  ],
  [
    "a business card",
    "Jane Alder\nHead of Sales\nAlder Ltd, 12 Main Street\nTel. 020 5550 1234\nwww.alder.example",
  ],
  ["a poster", "SUMMER CONCERT\n12 July 2024, 20:00\nTickets 25.00"],
  [
    "a poster of a band",
    "SUMMER JAZZ\nSaturday 20 April 2024\nCity Park, Leeds\nDoors open 18:00\nTickets £25.00\nTHE BLUE HERONS",
  ],
  [
    "a letter",
    "Alder Ltd\n12 Main Street\nLondon, 3 June 2024\n\nDear Mr Pine,\nthank you for your order. We offer the table for 250.00 and two chairs\nfor 80.00 each. Delivery takes three weeks.\n\nYours sincerely,\nJane Alder",
  ],
  [
    "a price list with the hours of its shop",
    "Salon Alder\nPreisliste gültig ab 01.01.2024\nSchneiden  28,00 €\nFärben  45,00 €\nKinder  15,00 €\nDi - Fr 9.00 - 18.00 Uhr",
  ],
  [
    "a poster with its prices",
    "# NIGHT OF THE GUITARS\n15.06.2024 20:00\nKulturhaus, Bahnhofstr. 3, 79098 Freiburg\nKarten  18,00 €\nAbendkasse  22,00 €\nSchüler  12,00 €\nTel. 0761 334455",
  ],
  [
    "a contract",
    "RENTAL AGREEMENT\nThis agreement is made on 1 June 2024 between Alder Ltd and Jane Pine.\n1. Rent. The tenant pays $1,450.00 on the first day of each month.\n2. Total due on signing: $4,350.00.",
  ],
  [
    "a letter about a sum",
    "Hausverwaltung Alder\nSehr geehrter Herr Kiefer,\ndie Miete steigt zum 01.05.2024 um 45,00 EUR.\nDie neue Gesamtmiete beträgt damit 825,00 EUR.\nMit freundlichen Grüßen",
  ],
  [
    "a table with a total of each column",
    "Month  Sales  Costs  Profit\nJan  1,400.00  900.00  500.00\nFeb  1,200.00  800.00  400.00\nTotal  2,600.00  1,700.00  900.00",
  ],
  [
    "a household's budget",
    "Haushaltsbuch 2024\nMiete  850,00\nStrom  74,00\nEssen  420,00\nSumme  1.344,00\nEinnahmen  2.100,00",
  ],
  [
    "a chat about a price",
    "Anna\nToday 18:22\nCan you bring the wine?\nsure, the one for 12.99?\nI owe you 20 from last time",
  ],
  [
    "a shop's page",
    "Steel kettle 1.7 l\n$39.99\nYou save $10.00\nDelivery from $3.99\nIn stock\nAdd to cart",
  ],
  [
    "a report of a laboratory",
    "Laborbefund\n12.05.2024 08:15\nGlucose  92,00\nCholesterin gesamt  201,00\nEisen  80,00",
  ],
  [
    "a takeaway's menu",
    "LUIGI'S PIZZA\n12 Station Road, Leeds  Tel. 0161 555 0134\nMargherita  7.99\nPepperoni  8.99\nVegetarian  8.50\nCash and cards accepted\nValid until 31/12/2024",
  ],
] as const;

function expectNothing(page: Page) {
  const { storeName, purchaseDate, total, currency, warnings } = chooseFields(page, TODAY);
  expect({ storeName, purchaseDate, total, currency }).toEqual({
    storeName: null,
    purchaseDate: null,
    total: null,
    currency: null,
  });
  expect(warnings).toEqual(["No receipt was found in this picture."]);
}

test.each(PAPERS)("%s has no receipt", (_, text) => expectNothing(pageOfText(text)));

test.each([
  ["its total repeated", "ALDER CAFE\n03/05/2024\nTea  4.50\nTotal  4.50"],
  ["a sum", "ALDER CAFE\nTea  4.50\nCake  3.00\nTotal  7.50"],
  ["a day and a list above it", "ALDER CAFE\n03/05/2024\nTea  4.50\nCake  3.00\nTotal  9.90"],
  ["a title", "ALDER CAFE\nReceipt\nTotal  7.50"],
  ["a number of the till and how it was paid", "ALDER CAFE\nTerminal 00412\nTotal  7.50\nVisa"],
])("little makes a receipt: a total with %s", (_, text) => {
  expect(chooseFields(pageOfText(text), TODAY)).toMatchObject({ storeName: "ALDER CAFE", notes: [] });
});

const models = await loadModels(await createRuntime(2));

test.each(PAPERS)("a picture of %s has no receipt", async (_, text) => {
  const picture = await renderReceipt(text, { tilt: 2 });
  expectNothing((await readPage(models, picture)).page);
});

const LANDSCAPES = [
  [
    "hills",
    `<rect width="640" height="480" fill="#8ab8e0"/><circle cx="520" cy="90" r="40" fill="#fff4c0"/>
     <path d="M0 300 Q160 180 320 290 T640 260 V480 H0Z" fill="#4d7c4a"/>
     <path d="M0 380 Q200 300 400 370 T640 350 V480 H0Z" fill="#35602f"/>`,
  ],
  [
    "houses with windows and a fence",
    `<rect width="640" height="480" fill="#c9d6df"/>${Array.from(
      { length: 60 },
      (_, i) =>
        `<rect x="${(i % 12) * 52 + 8}" y="${Math.floor(i / 12) * 60 + 30}" width="26" height="34" fill="#556"/>`,
    ).join(
      "",
    )}${Array.from({ length: 40 }, (_, i) => `<rect x="${i * 16}" y="380" width="7" height="90"/>`).join("")}`,
  ],
] as const;

test.each(LANDSCAPES)("a landscape: %s", async (_, shapes) => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">${shapes}</svg>`;
  const picture = await sharp(Buffer.from(svg)).removeAlpha().jpeg({ quality: 70 }).toBuffer();
  expectNothing((await readPage(models, picture)).page);
});
