import { expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { pageOfText } from "./page-of-text.ts";

const TODAY = new Date("2024-06-30");

test.each([
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
])("%s has no receipt", (_, text) => {
  const { storeName, purchaseDate, total, currency, warnings } = chooseFields(pageOfText(text), TODAY);
  expect({ storeName, purchaseDate, total, currency }).toEqual({
    storeName: null,
    purchaseDate: null,
    total: null,
    currency: null,
  });
  expect(warnings).toEqual(["No receipt was found in this picture."]);
});
