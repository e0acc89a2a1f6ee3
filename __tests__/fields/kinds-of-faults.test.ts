import { describe, expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { similarity } from "../../app/reader/fields/text/letters.ts";
import type { Line, Quad } from "../../app/reader/page.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

/** What receipts of shops that nobody had seen got wrong, by kind. */
const read = (text: string) => chooseFields(pageOfText(text), new Date("2026-06-30"));

const SALE = "\n03/02/2024 10:00\nTea  4.50\nCake  3.00\nTotal  7.50\nCash  10.00\nChange  2.50";
const VERKAUF =
  "\nLindenweg 5\n33100 Paderborn\n03.02.2024 10:00\nBrot  4,50\nKuchen  3,00\nSumme EUR  7,50\nBar EUR  10,00";

describe("the name of the shop", () => {
  test.each([
    [
      "two rows of a logo, one of them misread",
      `# ALDER\n# M0EBEL${VERKAUF}\nwww.alder-moebel.de`,
      "ALDER MOEBEL",
    ],
    ["a logo that the web address has right", `# ALDFRWERK${VERKAUF}\nwww.alderwerk.de`, "ALDERWERK"],
    [
      "below who made the till",
      `Powered by TillMaster\nAlder Kitchen\n12 Main Street${SALE}`,
      "Alder Kitchen",
    ],
    [
      "below the till's software",
      `TillMaster POS v4.2\nAlder Kitchen\n12 Main Street${SALE}`,
      "Alder Kitchen",
    ],
    ["below the brand of the till", `Lightspeed\nAlder Kitchen\n12 Main Street${SALE}`, "Alder Kitchen"],
    ["below a large brand of the till", `# SumUp\nZum Alder${VERKAUF}`, "Zum Alder"],
    ["below whose copy it is", `CUSTOMER COPY\nAlder Kitchen\n12 Main Street${SALE}`, "Alder Kitchen"],
    ["below whose copy it is, in German", `KUNDENBELEG\nAlder Bäckerei${VERKAUF}`, "Alder Bäckerei"],
    ["below what it is", `ORDER SUMMARY\nAlder Kitchen\n12 Main Street${SALE}`, "Alder Kitchen"],
    ["behind a label", `Store: Alder Kitchen\n12 Main Street${SALE}`, "Alder Kitchen"],
    ["behind another label", `Merchant: Alder Kitchen\n12 Main Street${SALE}`, "Alder Kitchen"],
    ["before the number of its store", `Alder Kitchen Store No. 412\n12 Main Street${SALE}`, "Alder Kitchen"],
    ["before its address in one row", `Alder Kitchen, 12 Main Street, Leeds LS1 4DL${SALE}`, "Alder Kitchen"],
    [
      "before its address in one row, below a title",
      `RECHNUNG\nAlder Bäckerei, Lindenweg 5, 33100 Paderborn${SALE}`,
      "Alder Bäckerei",
    ],
    [
      "next to a title",
      `Alder Schreinerei GmbH  RECHNUNG\nInnenausbau - Türen${VERKAUF}`,
      "Alder Schreinerei GmbH",
    ],
    [
      "below a title with its number",
      `FACTURE N° F-2025-1131\nAlder Plomberie\nArtisan depuis 1987\n22 rue des Tanneurs${SALE}`,
      "Alder Plomberie",
    ],
    [
      "below its label, next to who bought",
      `FAKTURA VAT nr 88/07/2026\nSprzedawca:  Nabywca:\nBit-Alder Jan  Birk Sp. z o.o.\nul. Polna 4  ul. Lipowa 18${SALE}`,
      "Bit-Alder Jan",
    ],
    [
      "at the foot, below a title in one word",
      `TAXIKVITTO\nOrg nr 559022-1183\nFordon 14${SALE}\nAlder Taxi AB`,
      "Alder Taxi AB",
    ],
    [
      "with a digit in the word for its kind",
      `H0TEL ALDER (VEG)\n12 Main Street${SALE}`,
      "HOTEL ALDER (VEG)",
    ],
    ["like a code", `X5 Alder\n12 Main Street${SALE}`, "X5 Alder"],
    ["like a street", `Alder Road Kitchen\n12 Main Street${SALE}`, "Alder Road Kitchen"],
    [
      "above what kind of company it is",
      `ALDER RATU\nRestaurant & Catering PTE LTD\n12 Main Street${SALE}`,
      "ALDER RATU Restaurant & Catering PTE LTD",
    ],
    ["below its kind of house", `Berghotel\nAlder Joch${VERKAUF}`, "Berghotel Alder Joch"],
    ["before a number", `Alder Kitchen #0412\n12 Main Street${SALE}`, "Alder Kitchen"],
    ["before the number of its branch", `Alder Möbel Filiale 412${VERKAUF}`, "Alder Möbel"],
    ["two tall letters", `# QX\n12 Main Street${SALE}`, "QX"],
    ["below a tax number", `P.IVA 01234567890\nBAR ALDER\nVia Roma 4\n16121 Genova${SALE}`, "BAR ALDER"],
    ["at the foot", `${SALE.trim()}\n# ALDER KITCHEN\n12 Main Street, Leeds LS1 4DL`, "ALDER KITCHEN"],
    ["before its days and hours", `Alder Kitchen Mon-Sat 8-20\n12 Main Street${SALE}`, "Alder Kitchen"],
    ["before its hours", `Alder Bäckerei 8:00-18:00 Uhr${VERKAUF}`, "Alder Bäckerei"],
    ["with a misread legal form", `Alder Werkstatt G m8H${VERKAUF}`, "Alder Werkstatt GmbH"],
    [
      "with a misread legal form of Italy",
      `ALDER PANE S. R. 1.\nVia Roma 4\n16121 Genova${SALE}`,
      "ALDER PANE S.R.L.",
    ],
  ])("%s", (_, text, name) => {
    expect(similarity(read(text).storeName ?? "", name)).toBe(1);
  });

  test.each([
    ["a number that belongs to it", "Studio 10", "Studio 10"],
    ["days without hours", "Friday-Sunday Market", "Friday-Sunday Market"],
    ["the brand of a till that is the shop's", "# CLOVER\nFood Lab", "CLOVER"],
    ["what a Polish company is called", "Firma Handlowa Alder", "Firma Handlowa Alder"],
    ["the name below its house", "Holly House, 12 Main Street, Leeds\nAlder Kitchen", "Alder Kitchen"],
    ["a heading that is nearly a chain's name", "PROMO\nAlder Kitchen", "Alder Kitchen"],
  ])("keeps %s", (_, head, name) => {
    expect(read(`${head}\n12 Main Street${SALE}`).storeName).toBe(name);
  });
});

describe("text around the paper", () => {
  const place = (text: string, x: number, y: number, height: number): Line => {
    const [right, bottom] = [x + text.length * height * 0.6, y + height];
    const quad: Quad = [
      { x, y },
      { x: right, y },
      { x: right, y: bottom },
      { x, y: bottom },
    ];
    return { text, confidence: 0.99, quad };
  };
  const receipt = pageOfText(`Alder Kitchen\n12 Main Street\nLeeds LS1 4DL${SALE}`);

  test.each([
    [
      "a frame of an app",
      [place("IMG_2041.jpg", 100, -80, 40), place("Edit", 400, -80, 40), place("Delete", 300, 700, 40)],
    ],
    ["a mat below it", [place("BREWERS FINEST", 40, 700, 120)]],
  ])("%s", (_, others) => {
    const page = { ...receipt, lines: [...receipt.lines, ...others] };
    const { storeName, purchaseDate, total } = chooseFields(page, new Date("2026-06-30"));
    expect([storeName, purchaseDate, total]).toEqual(["Alder Kitchen", "2024-02-03", 7.5]);
  });
});

test.each([
  ["a dollar read as an S", "Tea  S4.50\nCake  S3.00\nTotal  S7.50\nVisa  S7.50", 7.5],
  ["a sign read as a point", "Tea  .4.50\nCake  .3.00\nTotal  .7.50\nVisa  .7.50", 7.5],
  [
    "an abbreviation with its point",
    "Tea  Rs.450.00\nCake  Rs.300.00\nTotal  Rs.750.00\nCash  Rs.750.00",
    750,
  ],
  ["an abbreviation behind it", "Te  45.00kr\nKake  30.00kr\nSumma  75.00kr\nKort  75.00kr", 75],
  ["an E behind it", "Tee  4,50E\nKuchen  3,00E\nSumme  7,50E\nBar  7,50E", 7.5],
  ["called a balance", "Tea  4.50\nCake  3.00\nBALANCE  7.50\nVISA  7.50", 7.5],
  ["called paid, not what was tendered", "Tea  7.50\nPAID  7.50\nAMOUNT TENDERED  10.00\nCHANGE  2.50", 7.5],
  ["in Slovene", "Čaj  4,50\nTorta  3,00\nZa plačilo EUR  7,50\nGotovina  10,00\nVračilo  2,50", 7.5],
  ["after a discount", "Tea  7.50\nTotal before discount  7.50\nDiscount  -1.50\nTotal  6.00\nVisa  6.00", 6],
])("the total: %s", (_, text, total) => {
  expect(read(`Alder Shop\n12 Main Street\n03/02/2024 10:00\n${text}`).total).toBe(total);
});

test.each([
  ["0CT 12 2023", "2023-10-12"],
  ["12 N0V 2023", "2023-11-12"],
  ["12 JU1 2023", "2023-07-12"],
  ["12-5EP-2023", "2023-09-12"],
  ["12 0kt 2023", "2023-10-12"],
  ["12 D3C 2023", "2023-12-12"],
  ["12 APR1L 2023", "2023-04-12"],
  ["JUN17, 2023", "2023-06-17"],
  ["APR11'23", "2023-04-11"],
  ["DATE12/09/2023", "2023-09-12"],
  ["Datum12.09.2023Zeit10:41", "2023-09-12"],
  ["2023-09-13T\n10:41:07.000Z", "2023-09-13"],
  ["2023-09-  13T10:41:07.000Z", "2023-09-13"],
  ["13/09/1999 10:41", "1999-09-13"],
  ["13-SEP-98 10:41", "1998-09-13"],
])("the day: %j", (text, day) => {
  const sale = "Tea  4.50\nCake  3.00\nTotal  7.50\nVisa  7.50";
  expect(read(`Alder Shop\n12 Main Street\n${text}\n${sale}`).purchaseDate).toBe(day);
});
