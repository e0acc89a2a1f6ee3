import { expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

const HEAD = "# OTTER COFFEE HOUSE\n8 Quay Street, Leeds";

test.each([
  [
    "a number of the shop",
    `${HEAD}\nVAT No GB 123 4567 89\n12/03/2026 08:51\nFlat white   3.40\nAlmond cake   4.10`,
  ],
  ["a title", `${HEAD}\nRECEIPT\n12/03/2026 08:51\nFlat white   3.40`],
  [
    "neither, but prices in one column down to the cut",
    `${HEAD}\n8 Quay Street, Leeds LS1 4DL\n12/03/2026 08:51\nFlat white   3.40\nAlmond cake   4.10\nTea   2.50`,
  ],
])("a receipt that is cut above its total, with %s", (_, text) => {
  const { storeName, purchaseDate, total, reasons, notes } = chooseFields(
    pageOfText(text),
    new Date("2026-06-01"),
  );
  expect({ storeName, purchaseDate, total }).toEqual({
    storeName: "OTTER COFFEE HOUSE",
    purchaseDate: "2026-03-12",
    total: null,
  });
  expect(reasons.total).toBe("not_found");
  expect(notes).toEqual([]);
});

test.each([
  [
    "a letter with an appointment",
    "Oak Tree Dental\nDear Ms Brown,\nyour next appointment is on 14/05/2026 at 10:30.\nPatient no 123456\nPlease arrive ten minutes early.",
  ],
  [
    "a poster with prices",
    "# CITY MARATHON\n5/10/2026 08:30\n10 km   25.00\nKids run   5.00\nwww.run.example",
  ],
  [
    "a poster with more prices",
    "# CITY MARATHON\n1 High Street, Leeds LS1 4DL\n5/10/2026 08:30\n10 km   25.00\nHalf   35.00\nKids run   5.00\nwww.run.example",
  ],
  [
    "a menu with its day",
    "# THE OLD MILL\n1 High Street, Leeds LS1 4DL\nLunch 5/10/2026 12:00\nSoup   6.50\nPie   12.00\nDesserts\nTart   6.00\nIce cream   4.50",
  ],
  ["prices of shares", "Markets 12/03/2026\nALDER   182.50\nPINE   402.10\n16:30 close"],
])("%s is no receipt", (_, text) => {
  const { notes } = chooseFields(pageOfText(text), new Date("2026-06-01"));
  expect(notes).toEqual([{ code: "not-a-receipt" }]);
});

const REST =
  "12/03/2026 08:51\nFlat white   3.40\nAlmond cake   4.10\nTotal £   7.50\nCard   7.50\nThank you";

test.each([
  ["an address", `8 Quay Street, Leeds LS1 4DL\nTel 0113 555 0141\n${REST}`],
  ["a town", `Natick MA 01760\n${REST}`],
  [
    "a registration and an address",
    `(81109-A)\nNO 290, JALAN AIR PANAS,\nSETAPAK,\n53200, KUALA LUMPUR.\n${REST}`,
  ],
  ["its title", `FACTURA SIMPLIFICADA\nN.º T-0048812\n${REST}`],
  ["who served", `Served by: Gareth\nTable 9\n${REST}`],
  ["heads of columns", `Qty   Description   Price   Amount\n${REST}`],
  ["something bought", `Almond croissant   3.20\n${REST}`],
])("a receipt that is cut below its shop's name has none: it begins with %s", (_, text) => {
  const reading = chooseFields(pageOfText(text), new Date("2026-06-01"));
  expect(reading).toMatchObject({ storeName: null, purchaseDate: "2026-03-12", total: 7.5, notes: [] });
  expect(reading.confidence.storeName).toBe(0);
});

test.each([
  ["its foot", `8 Quay Street, Leeds LS1 4DL\n${REST} for shopping at Otter Coffee`, "Otter Coffee"],
  ["its company", `Otter Coffee Ltd\n8 Quay Street, Leeds LS1 4DL\n${REST}`, "Otter Coffee Ltd"],
  ["a chain's name", `8 Quay Street, Leeds LS1 4DL\nStarbucks\n${REST}`, "Starbucks"],
  ["its title at the top of a page", `RECEIPT\nHedgerow Physio\n${REST}`, "Hedgerow Physio"],
  ["its title and its company", `RECEIPT\nFrom Juniper Studio Ltd\n${REST}`, "Juniper Studio Ltd"],
])("what is left of a cut receipt names the shop in %s", (_, text, name) => {
  expect(chooseFields(pageOfText(text), new Date("2026-06-01")).storeName).toBe(name);
});
