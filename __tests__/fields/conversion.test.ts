import { expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

const TODAY = new Date("2026-11-28");

test.each([
  [
    "below the total",
    "Av. Alder km 9, Cancun\nTACOS  240.00\nCERVEZA  90.00\nTOTAL MXN  $330.00\nEXCH RATE 1 USD = 17.10 MXN\nTRANSACTION AMOUNT USD 19.30\nI accept the conversion (DCC)\nMARKUP 3.5%",
    330,
    "MXN",
  ],
  [
    "on a slip",
    "12 Sukhumvit, Bangkok\nSALE\nAMOUNT  THB 1,250.00\nEXCHANGE RATE  1 EUR = 38.20 THB\nTOTAL  EUR 32.72\nI have chosen to pay in EUR",
    1250,
    "THB",
  ],
  [
    "with a rate of the shop's currency",
    "SALE\nAMOUNT  EUR 50.00\nExchange rate: 1 EUR = 0.8580 GBP\nTransaction currency GBP\nAMOUNT  GBP 42.90\nIncludes 4% mark-up",
    50,
    "EUR",
  ],
  [
    "with a rate alone",
    "Praha 1\nProdej\nCastka  CZK 1000.00\nKurz 25.2\nCastka  EUR 39.68\nDCC",
    1000,
    "CZK",
  ],
  [
    "above the total of the shop",
    "Calle Alder 5, Madrid\nSALE\nUSD 54.60\nEXCHANGE RATE 1.0920\nTOTAL  EUR 50.00\nCardholder currency USD",
    50,
    "EUR",
  ],
  [
    "where the total has no mark",
    "Av. Alder km 9, Cancun\nTACOS  240.00\nCERVEZA  90.00\nTOTAL  330.00\n1 USD = 17.10 MXN\nTOTAL USD  19.30",
    330,
    "MXN",
  ],
  [
    "without a country",
    "TACOS  240.00\nBEER  90.00\nTOTAL  330.00\nRATE 1 USD = 17.10 MXN\nTRANSACTION AMOUNT USD 19.30",
    330,
    "MXN",
  ],
  [
    "in Switzerland",
    "8001 Zürich\nFondue  45.00\nTotal CHF  45.00\nWechselkurs 1 CHF = 1.04 EUR\nTotal EUR  46.80\nKarte EUR  46.80",
    45,
    "CHF",
  ],
  [
    "in Japan",
    "Umeda, Osaka\nRamen  1,200\nTotal JPY  1,200\nEXCHANGE RATE 1 JPY = 0.0067 USD\nUSD 8.04",
    1200,
    "JPY",
  ],
  [
    "in words alone",
    "Fish  70.00\nWine  30.00\nTotal TRY  100.00\nCardholder amount EUR 2.10\nConverted at 0.021",
    100,
    "TRY",
  ],
  ["in an app", "Tea set  $25.00\nTotal  US$25.00\nYou paid  £20.11\n1 USD = 0.8044 GBP", 25, "USD"],
])("the amount of the shop and its currency: converted %s", (_, rows, total, currency) => {
  const text = `ALDER GRILL\n14/03/2026 20:15\n${rows}`;
  expect(chooseFields(pageOfText(text), TODAY)).toMatchObject({ total, currency });
});

test.each([
  [
    "a code among the words and a sign that many share",
    "Tacos  330.00\nTOTAL MXN  $330.00\nUSD accepted",
    330,
    "MXN",
  ],
  ["two totals", "Cap  5.00\nShirt  20.00\nTotal USD  25.00\nTotal CAD  33.75", 25, "USD"],
])("an amount has its own currency: %s", (_, rows, total, currency) => {
  const text = `ALDER GRILL\n14/03/2026 20:15\n${rows}`;
  expect(chooseFields(pageOfText(text), TODAY)).toMatchObject({ total, currency });
});
