import { expect, test } from "vitest";
import { chooseFields } from "../../app/reader/fields/choose-fields.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

const TODAY = new Date("2024-06-30");
const HEAD = "Alder Shop\n12 Main Street\n03/02/2024 10:00\n";

function totalOf(text: string) {
  return chooseFields(pageOfText(HEAD + text), TODAY).total;
}

test.each([
  ["the amount paid, not the cash and the change", "Tea  4.50\nTotal  4.50\nCash  20.00\nChange  15.50", 4.5],
  [
    "not the subtotal",
    "Tea  4.50\nCake  5.50\nSubtotal  10.00\nService 10%  1.00\nGST 7%  0.77\nTotal  11.77",
    11.77,
  ],
  [
    "after rounding",
    "Tea  4.52\nTotal  4.52\nRounding  -0.02\nTotal Rounded  4.50\nCash  5.00\nChange  0.50",
    4.5,
  ],
  ["rounded, without a word", "Tea  4.52\nTotal  4.52\nRounding  -0.02\n4.50\nCash  5.00\nChange  0.50", 4.5],
  [
    "rounded, with a misread rounding: what was paid in cash",
    "Tea  4.52\nTotal  4.52\nRounding  -02\nRounding  4.50\nCash  5.00\nChange  0.50",
    4.5,
  ],
  [
    "rounded, in a word of its own",
    "Thee  4,52\nTotaal (1)  4,52\nAfgerond  4,50\nCash  5,00\nTerug  0,50",
    4.5,
  ],
  ["behind the number of items", "Tea  4.50\nCake  3.00\nTOTAL (4 ITEMS)  7.50\nCard  7.50", 7.5],
  ["not points", "Tea  4.50\nTotal  4.50\nVisa  4.50\nTotal Points  128.00", 4.5],
  ["not a tip suggestion", "Tea  4.50\nTotal  4.50\nTip 18%  0.81\nTip 20%  0.90", 4.5],
  ["not the second currency", "Tee  4.50\nTotal CHF  4.50\nTotal EUR  4.95\nBar CHF  4.50", 4.5],
  [
    "not the sums of the tax table",
    "Tee  4,50\nSumme  4,50\nBar  4,50\nMwSt  Netto  Steuer  Brutto\n7%  4,21  0,29  4,50\nSumme  4,21  0,29  4,50",
    4.5,
  ],
  ["not the number of items", "Tea  4.50\nTotal Items: 3\nTotal  4.50\nCash  4.50", 4.5],
  ["not without tax", "Tea  4.50\nTotal (excl. GST)  4.25\nTotal GST  0.25\nTotal (incl. GST)  4.50", 4.5],
  [
    "not the part with one rate of tax, whose digit was lost",
    "Bread  26.61\nCorn  -2.88\nTotal 6% supplies (inc. GST):  -3.05\nTotal %supplies:  26.61\nTotal Payable:  23.56",
    23.56,
  ],
  ["in the row below its word", "Tea  4.50\nCake  3.00\nTotal\n7.50\nCard  7.50", 7.5],
  ["misread words", "Tea  4.50\nCake  3.00\nSubtota1  7.50\nT0TAl  7.50\nCA5H  10.00\nCHANGF  2.50", 7.5],
  ["badly misread", "Tea  4.50\nCake  3.00\nIUIAL  7.50\nCASH  10.00\nCHANGE  2.50", 7.5],
  ["a misread digit, by the items", "Tea  4.75\nCake  10.00\nTotal  19.75", 14.75],
  [
    "a lost decimal point, by the parts",
    "Bread  10.00\nCorn  4.75\nTotal 6% supplies (inc. GST):  10.00\nTotal 0% supplies:  4.75\nTotal Payable:  1475",
    14.75,
  ],
  ["a lost decimal point, by the card", "Tea  4.75\nCake  10.00\nTotal  1475\nVisa  14.75", 14.75],
  [
    "a place's name is no change",
    "Meter fare  8.08\nMidnight  4.04\nChangi Airport  3.00\nTotal  15.12\nPaid amt  15.12",
    15.12,
  ],
  ["the surcharges of a taxi", "Fare  9.40\nAirport  3.00\nPeak  2.35\nTotal  19.75", 14.75],
  ["not the items, when digits differ that are not alike", "Tea  4.75\nCake  10.00\nTotal  12.75", 12.75],
  [
    "not the items, when the cash speaks for the total",
    "Tea  4.75\nCake  5.00\nTotal  4.75\nCash  10.00\nChange  5.25",
    4.75,
  ],
  [
    "a misread cent, by the cash and the rounding",
    "Tea  58.31\nCake  40.00\nSubtotal  98.37\nRounding  -0.02\nTotal after rounding  98.36\nCash  100.00\nChange  1.65",
    98.35,
  ],
  [
    "not the rounded total for a misread one above it",
    "Tea  7.16\nTotal  7.16\nRounding  -0.01\nTotal rounded  7.15\nCash  20.20\nChange  13.05",
    7.15,
  ],
  [
    "a misread digit, by the cash, printed with a minus, and the only item",
    "Gin  270.00\nTotal  270.30\nCash  -300.00\nChange  30.00",
    270,
  ],
  ["a misread digit, by an item with a misread dollar", "Tea  $2.70  82 70\nCake  $5.50\nTotal  $4.20", 8.2],
  ["only a subtotal", "Tea  4.50\nCake  3.00\nSubtotal  7.50\nCash  10.00\nChange  2.50", 7.5],
  ["a dollar sign read as a five", "Tea  $7.80\nCake  $5.00\nTOTAL:  512.80\nCASH:  $12.80", 12.8],
  [
    "not the larger sum in the currency of before",
    "Fish  70,50\nWine  8,00\nUKUPNO EUR  78,50\nUKUPNO HRK  591,46\nGotovina  78,50",
    78.5,
  ],
  ["not the same in another currency", "Cap  5.00\nShirt  20.00\nTotal USD  25.00\nTotal CAD  33.75", 25],
  [
    "settled by a negative payment",
    "Room  149.00\nTax  8.94\nTotal charges  157.94\nVisa payment  -157.94",
    157.94,
  ],
  ["cents after a colon", "Roman  279:00\nPenna  19:90\nSumma  298:90\nKort  298:90", 298.9],
  ["a fare", "Fahrt 12 km\nFahrpreis  31,60\nBar  50,00\nRückgeld  18,40", 31.6],
  ["a refund", "Pullover  -39.95\nTOTAL  -39.95\nRefund Card  -39.95", -39.95],
  ["a refund, printed once without its minus", "Refund\nPullover  39.95\nTOTAL  -39.95\nVisa  39.95", -39.95],
  [
    "not twice the total, given in cash",
    "Map  10.00\nSub total  10.00\nGrand total  10.00\nCash  20.00\nChange  10.00",
    10,
  ],
  ["a discount below the total", "Tea  14.50\nTotal  14.50\nDiscount  -4.50\nTo pay  10.00\nCard  10.00", 10],
  [
    "a subtotal with its fees",
    "Fare  14.60\nPeak  3.65\nSubtotal  18.25\nAdmin fee 10%  1.83\nGST on fee  0.16\nTotal paid  20.24",
    20.24,
  ],
  ["a total named as paid", "Tea  17.50\nTotal Paid  17.50", 17.5],
  ["not what was paid, with change", "Tea  17.50\nTotal  17.50\nTotal Paid  20.00\nChange  2.50", 17.5],
  [
    "nothing, after a discount of all of it",
    "Tea  4.50\nCake  3.00\nSubtotal  7.50\nDiscount  7.50\nTotal  0.00",
    0,
  ],
  ["less a tax", "Rice  30.00\nFish  26.00\nTotal sales  56.00\nLess VAT  6.00\nAmount due  50.00", 50],
  [
    "delivered, after a discount of all of it",
    "Tea  24.50\nCake  5.50\nSubtotal  30.00\nDiscount  30.00\nDelivery fee  5.00\nTotal  5.00",
    5,
  ],
  ["a discount", "Tea  14.50\nDiscount  -4.50\nTotal  10.00\nYou saved  4.50", 10],
  ["not what a card was authorised for before", "Preauth  150.00\nFuel  24.50\n24.50", 24.5],
  [
    "less what is taken from the gross",
    "Tea  4.50\nCake  3.00\nGross  7.50\nLess disc  -0.75\nNet amt  6.75\nCash",
    6.75,
  ],
  ["paid with a wallet", "Gross  63.80\nVoucher  -6.95\nNett (4 items)  56.85\nEwallet  56.85", 56.85],
  ["with ones read as letters", "Coffee  4.50\nSandwich  3.50\nJuice  2.00\nTotal  l0.00\nVisa  I0.00", 10],
  ["by the items, of which one is large", "Kaffee groß  4,75\nKuchen  10,00\nSumme EUR  19,75", 14.75],
  ["paid by Bancontact", "Friet  4,50\nCola  3,00\nBANCONTACT  7,50", 7.5],
  ["an unlabelled sum that was paid exactly", "Tea  4.50\nCake  3.00\n7.50\nVISA  7.50", 7.5],
])("%s", (_, text, total) => {
  expect(totalOf(text)).toBe(total);
});

test("no amount: no total, and why", () => {
  const reading = chooseFields(pageOfText(`${HEAD}Receipt No 4411\nTotal\nPaid with thanks`), TODAY);
  expect(reading.total).toBeNull();
  expect(reading.reasons.total).toBe("unreadable");
});

test.each(["delivery charge", "delivery fee", "admin fee", "booking fee", "handling fee"])(
  "the %s is no total",
  (fee) => {
    expect(totalOf(`Pizza  4.00\n${fee}  6.00\nCard  10.00`)).toBe(10);
  },
);

test("the evidence of a rounded total is not the total before", () => {
  const page = pageOfText(`${HEAD}Total  17.16\nRounded  17.15\nCash  20.00\nChange  2.85`);
  expect(chooseFields(page, TODAY)).toMatchObject({ total: 17.15, evidence: { total: { text: "17.15" } } });
});

test("the evidence is the piece with the amount, in fractions of the picture", () => {
  const page = pageOfText(`${HEAD}Tea  4.50\nTotal  4.50\nCash  20.00\nChange  15.50`);
  const evidence = chooseFields(page, TODAY).evidence.total;
  const line = page.lines.filter(({ text }) => text === "4.50")[1];
  expect(evidence?.text).toBe("4.50");
  expect(evidence?.box.top).toBeCloseTo((line?.quad[0].y ?? 0) / page.height, 5);
  expect(evidence?.box.left).toBeCloseTo((line?.quad[0].x ?? 0) / page.width, 5);
});

test.each([
  ["of a gift card", "Novel  16.99\nTax  1.06\nTotal  18.05\nGift card  18.05\nGift card balance  81.95"],
  ["of a gift card, remaining", "Novel  18.05\nTotal  18.05\nGift card  18.05\nRemaining balance  81.95"],
  [
    "of a gift card, new",
    "Novel  18.05\nTotal  18.05\nGift card  18.05\nPrevious balance  100.00\nNew balance  81.95",
  ],
  [
    "of a gift card without the word total",
    "Novel  16.99\nTax  1.06\nAmount due  18.05\nCard balance  81.95",
  ],
  ["of a store's credit", "Novel  18.05\nTotal  18.05\nStore credit  18.05\nStore credit balance  81.95"],
  ["of a Guthaben", "Roman  18,05\nSumme  18,05\nGeschenkkarte  18,05\nRestguthaben  81,95"],
  ["of a carte cadeau", "Roman  18,05\nTOTAL  18,05\nCarte cadeau  18,05\nSolde carte cadeau  81,95"],
  ["of a tarjeta regalo", "Novela  18,05\nTOTAL  18,05\nTarjeta regalo  18,05\nSaldo tarjeta  81,95"],
  ["of a cadeaukaart", "Roman  18,05\nTOTAAL  18,05\nCadeaukaart  18,05\nResterend tegoed  81,95"],
  ["and its total", "Novel  18.05\nTotal  18.05\nGift card  18.05\nTotal card balance  81.95"],
])("not the balance %s", (_, text) => {
  expect(totalOf(text)).toBe(18.05);
});

test.each([
  ["by rates", "Subtotal  38.00\nTax  3.14\nTotal  41.14\n15%  5.70\n18%  6.84\n20%  7.60"],
  [
    "with what it comes to",
    "Total  41.14\nSuggested tip\n18% Tip 6.84  Total 47.98\n20% Tip 7.60  Total 48.74",
  ],
  ["in brackets", "Total  41.14\n18% (Tip $6.84 Total $47.98)\n20% (Tip $7.60 Total $48.74)"],
  ["as equations", "Total  $41.14\nGratuity guide\n18% = $6.84 Total = $47.98\n20% = $7.60 Total = $48.74"],
  ["with an empty line for it", "Total  41.14\nTip  ______\nTotal  ______\nSuggested: 20%  8.23"],
  ["in German", "Summe  41,14\nTrinkgeld 10% 4,11  Gesamt 45,25"],
])("not a suggested tip: %s", (_, text) => {
  expect(totalOf(`Ribs  24.00\nBeer  14.00\n${text}`)).toBe(41.14);
});

test("with the tip that was given", () => {
  expect(
    totalOf("Ribs  24.00\nBeer  14.00\nSubtotal  38.00\nTax  3.14\nAuto gratuity 20%  7.60\nTotal  48.74"),
  ).toBe(48.74);
});

test.each([
  [
    "change",
    16.1,
    "Pizza  11.49\nWater  2.99\nSubtotal  14.48\nStaff fund  0.29\nTax  1.33\nCash  20.00\nChange  3.90\nPaid  16.10",
  ],
  [
    "taxes",
    118.07,
    "Haircut  100.00\nSub total  100.00\nVat@13.13%  13.13\nService tax 4.94%  4.94\nCash  118.07",
  ],
])("what was paid rather than a subtotal, as %s prove it", (_, total, text) => {
  expect(totalOf(text)).toBe(total);
});
