import { expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

const TODAY = new Date("2026-11-28");

test.each([
  [
    "a currency in the words before the total",
    "26/11/03 14:05\nBubble tea  65\nOolong  55\nTOTAL NT$  120\nCash  200\nChange  80",
    120,
  ],
  [
    "a Hungarian one",
    "2026.11.03 14:05\nEspresso  650\nRétes  890\nÖSSZESEN Ft  1540\nBankkártya  1540",
    1540,
  ],
  [
    "a code in brackets",
    "2026/11/03 14:05\nCoffee  450\nCake  520\nTOTAL (JPY)  970\nCASH  1000\nCHANGE  30",
    970,
  ],
  [
    "no currency, paid by card",
    "03.11.2026 14:05\nCafé  1500\nTorta  2200\nTOTAL  3700\nTarjeta  3700",
    3700,
  ],
  [
    "no currency, paid in cash",
    "2026-11-03 14:05\nTea  65\nCake  55\nTOTAL  120\nCash  200\nChange  80",
    120,
  ],
])("a receipt in whole numbers with %s", (_, text, total) => {
  const found = chooseFields(pageOfText(`# FORMOSA TEA HOUSE\n12 Main Road\n${text}`), TODAY);
  expect({ date: found.purchaseDate, total: found.total, notes: found.notes }).toEqual({
    date: "2026-11-03",
    total,
    notes: [],
  });
});

test("points of a game, which nobody paid, are no receipt", () => {
  const { notes } = chooseFields(
    pageOfText("ROUND 3\n03/11/2026 14:05\nAnna  65\nBen  55\nTOTAL  120"),
    TODAY,
  );
  expect(notes).toEqual([{ code: "not-a-receipt" }]);
});
