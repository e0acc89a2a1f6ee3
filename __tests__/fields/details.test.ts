import { describe, expect, test } from "vitest";
import type { Details } from "../../app/details.ts";
import { explainFields } from "../../app/reader/fields/choose-fields.ts";
import { type DetailsOfReceipt, readDetails } from "../../app/reader/fields/details/read-details.ts";
import { DETAILS_RECEIPTS } from "../../fixtures/details-receipts.ts";
import { pageOfText } from "../../fixtures/page-of-text.ts";

const TODAY = new Date("2026-12-31");

function detailsOf(text: string): DetailsOfReceipt {
  const { text: read, reading } = explainFields(pageOfText(text.trim()), TODAY);
  return readDetails(read, reading.total, (place) => ({ ...place, page: 1 }));
}

const itemsOf = (text: string) => detailsOf(text).values.items;

/** A receipt of these rows. */
const listOf = (rows: string, total: string) =>
  `# HARBOUR GROCERS\n12 Quay Street\nReceipt No 4711\n14/03/2026 09:41\n${rows.trim()}\nTOTAL  ${total}\nCash  ${total}`;

describe("receipts of many countries", () => {
  test.each(DETAILS_RECEIPTS)("$name", ({ text, details }) => {
    const { values, notes } = detailsOf(text);
    expect(values).toMatchObject(details);
    expect(notes).toEqual([]);
  });
});

describe("rows that belong together", () => {
  test.each<[string, string, string, Partial<Details["items"][number]>[]]>([
    [
      "a count and a price below",
      "Apples  6.40\n2 x 3.20\nBread  2.10",
      "8.50",
      [{ description: "Apples", quantity: 2, unitPrice: 3.2, amount: 6.4 }, { description: "Bread" }],
    ],
    [
      "a description in the row above",
      "Organic wholemeal loaf\n2 x 3.20  6.40\nMilk  2.10",
      "8.50",
      [
        { description: "Organic wholemeal loaf", quantity: 2, unitPrice: 3.2, amount: 6.4 },
        { description: "Milk", amount: 2.1 },
      ],
    ],
    [
      "a weight with the price of a kilogram",
      "Bananas\n0.845 kg @ 2.00/kg  1.69\nMilk  2.10",
      "3.79",
      [{ description: "Bananas", quantity: 0.845, unit: "kg", unitPrice: 2, amount: 1.69 }, {}],
    ],
    [
      "a count with its price in a column of its own below",
      "H-Milch  2.38\n2 Stk x  1.19\nEggs  34.95\n2st*17.48",
      "37.33",
      [
        { description: "H-Milch", quantity: 2, unitPrice: 1.19, amount: 2.38 },
        { description: "Eggs", quantity: 2, unitPrice: 17.48, amount: 34.95 },
      ],
    ],
    [
      "what it is above a net weight with a price",
      "Bananas\n1.205 kg NET @ $3.90/kg  4.70\nMilk  2.10",
      "6.80",
      [{ description: "Bananas", quantity: 1.205, unit: "kg", unitPrice: 3.9, amount: 4.7 }, {}],
    ],
    [
      "counts in a column, and prices behind what it is",
      "Pivo  6 ks  12.00\n3 Barley @2.50  7.50",
      "19.50",
      [
        { description: "Pivo", quantity: 6, amount: 12 },
        { description: "Barley", quantity: 3, unitPrice: 2.5, amount: 7.5 },
      ],
    ],
    [
      "signs for taxes in a column before the price",
      "Bananas  FN  1.29\nTowel set  T  24.99",
      "26.28",
      [{ description: "Bananas" }, { description: "Towel set" }],
    ],
    [
      "discounts that are called otherwise, and what a price was",
      "Tomaten  1.99\nPreisvorteil  -0.40\nVin  7.90\nREMISE FIDELITE  -1.00\nMilk  6.00\nPRICE REDUCED BY $1.50 EACH",
      "14.49",
      [{ discount: 0.4 }, { discount: 1 }, { amount: 6, discount: null }],
    ],
    [
      "prices for several, for members and in percent, and a sign for taxes",
      "Avocado  1.70\n2 for £1.50  -£0.20\nPizza  3.75\nCard price £2.50  -£1.25\nShirt  44.95\n25% OFF  (11.24)\nSHAMPOO  6.47 X",
      "44.18",
      [{ discount: 0.2 }, { discount: 1.25 }, { discount: 11.24 }, { description: "SHAMPOO", amount: 6.47 }],
    ],
    [
      "how many of which price, and what is given back",
      "Bread  1.98\n2 AT 1 FOR 0.99\nCable  2 x -3.00  -6.00",
      "-4.02",
      [
        { description: "Bread", quantity: 2, unitPrice: 0.99, amount: 1.98 },
        { description: "Cable", quantity: 2, amount: -6 },
      ],
    ],
    [
      "sums of groups below, which are no items",
      "Roast  17.95\nNut roast  15.50\nBitter  10.40\nFood  33.45\nDrinks  10.40",
      "43.85",
      [{ description: "Roast" }, { description: "Nut roast" }, { description: "Bitter" }],
    ],
    [
      "a discount below an item",
      "Coffee 500g  8.00\nDiscount  -1.50\nMilk  2.10",
      "8.60",
      [
        { description: "Coffee 500g", amount: 8, discount: 1.5 },
        { description: "Milk", discount: null },
      ],
    ],
    [
      "numbers of articles and letters of taxes",
      "400110  Coffee  8.00 A\nMilk  2.10 B",
      "10.10",
      [
        { description: "Coffee", amount: 8 },
        { description: "Milk", amount: 2.1 },
      ],
    ],
    [
      "words that are months elsewhere",
      "Egg set  8.40\nVada set  2  80.00  160.00",
      "168.40",
      [
        { description: "Egg set", amount: 8.4 },
        { description: "Vada set", quantity: 2, unitPrice: 80 },
      ],
    ],
    [
      "something given back",
      "Coffee  8.00\nBottle deposit  -0.25",
      "7.75",
      [{ amount: 8 }, { description: "Bottle deposit", amount: -0.25 }],
    ],
    [
      "names that are nearly those of sums",
      "Tip Top Bread  3.00\nTotal muesli  4.00\nPesto roll  5.00",
      "12.00",
      [{ description: "Tip Top Bread" }, { description: "Total muesli" }, { description: "Pesto roll" }],
    ],
  ])("%s", (_, rows, total, items) => {
    expect(itemsOf(listOf(rows, total))).toMatchObject(items);
    expect(itemsOf(listOf(rows, total))).toHaveLength(items.length);
    expect(detailsOf(listOf(rows, total)).notes).toEqual([]);
  });

  test("two hundred items stay in their order", () => {
    const names = Array.from(
      { length: 200 },
      (_, index) => `Article ${String.fromCharCode(65 + (index % 26))}${index}x`,
    );
    const rows = names.map((name) => `${name}  1.25`).join("\n");
    expect(itemsOf(listOf(rows, "250.00")).map(({ description }) => description)).toEqual(names);
  });
});

describe("the sum before the rest", () => {
  test.each<[string, string, number]>([
    [
      "the last of several, which with the tax is the total",
      "Soup  6.74\nFood Sub-Total  6.74\nKind guest  -0.65\nOther Sub-Total  -0.65\nSUB TOTAL  6.09\nSales Tax  0.56\nTOTAL  6.65",
      6.09,
    ],
    [
      "the amount without tax, where only the table names one",
      "Vino  20.00\nPan  4.80\nTotal  24.80\nVAT 10%  22.55  2.25\nTotal  24.80",
      22.55,
    ],
    [
      "the one that is called so and is the total, not what is taxed",
      "CASH  5.00\nSub Total:  5.00\nTotal:  5.00\nGST 06% Paid  0.28\nS=GST @:  4.72  0.28",
      5,
    ],
    [
      "the one that is called so, not the net amount below",
      "Crunchie  0.75\nSUBTOTAL  0.75\nCASH  1.00\nCHANGE  0.25\nNetSales  0.62\nVAT 20.00%  0.13",
      0.75,
    ],
    [
      "what with the charge for service is the total",
      "Duck  80.75\nWine  20.00\nSERVICE CHARGE  12.60\nNET SALES  100.75  GRAND TOTAL  113.35",
      100.75,
    ],
    ["on a slip the amount above an empty tip", "AMOUNT  17.00\nTIP\nTOTAL", 17],
  ])("%s", (_, rows, subtotal) => {
    const head = "# HARBOUR KITCHEN\n12 Quay Street\nReceipt No 4711\n14/03/2026 09:41";
    expect(detailsOf(`${head}\n${rows}`).values.subtotal).toBe(subtotal);
  });

  test.each(["Taxes", "Total Taxes"])("%s are a tax", (name) => {
    const { values, notes } = detailsOf(listOf(`Coffee  2.00\nSubtotal  2.00\n${name}  0.23`, "2.23"));
    expect([values.taxes, notes]).toMatchObject([[{ name, amount: 0.23, included: false }], []]);
  });
});

describe("taxes and charges", () => {
  const taxesOf = (rows: string, total: string) => detailsOf(listOf(rows, total)).values.taxes;

  test("a rate of five decimals, with what it is of", () => {
    const rows = "Towel set  24.99\nSUBTOTAL  24.99\nT = MN TAX 9.02500% on $24.99  $2.26";
    expect(taxesOf(rows, "27.25")).toMatchObject([
      { name: "MN TAX", rate: 9.025, base: 24.99, amount: 2.26, included: false },
    ]);
  });

  test("what is taxed in brackets", () => {
    const { taxes } = detailsOf(`${listOf("Menu  40.70", "40.70")}\nDont TVA 10.00% (34,20)  3,11`).values;
    expect(taxes).toMatchObject([{ rate: 10, amount: 3.11, included: true }]);
  });

  test("what was saved on items is not taken off once more", () => {
    const rows = "Avocado  1.70\nDiscount  -0.20\nSUBTOTAL  1.70\nSavings  -0.20";
    const { items, discounts } = detailsOf(listOf(rows, "1.50")).values;
    expect([items, discounts]).toMatchObject([[{ discount: 0.2 }], []]);
  });

  test("the number of a tax payer is not of the name", () => {
    expect(taxesOf("Poutine  36.75\nTPS 123456789RT0001  1.84", "38.59")).toMatchObject([{ name: "TPS" }]);
  });

  test.each([
    ["the rate of an amount or in it, nobody knows", "2.60%  5.98  0.15", null],
    ["in an amount that is printed with the tax", "2.60%  5.82  0.15  5.97", 5.82],
  ])("small taxes: %s", (_, row, base) => {
    const { taxes } = detailsOf(`${listOf("Milk  5.97", "5.97")}\n${row}`).values;
    expect(taxes).toMatchObject([{ rate: 2.6, base, amount: 0.15 }]);
  });

  test.each(["Svc Chrg 10%  1.00", "Discretionary Service\nCharge 10%  1.00"])("a charge: %s", (row) => {
    const { values, notes } = detailsOf(listOf(`Coffee  8.00\nMilk  2.00\nSubtotal  10.00\n${row}`, "11.00"));
    expect([values.charges, values.taxes, notes]).toMatchObject([[{ amount: 1 }], [], []]);
  });

  test("of several sums that are taxed none is the subtotal", () => {
    const rows = "CHLEB  5.49\nWODA  9.45\nSPRZEDAZ OPODATKOWANA A  9.45\nSPRZEDAZ OPODATKOWANA C  5.49";
    expect(detailsOf(listOf(rows, "14.94")).values.subtotal).toBeNull();
  });

  test("EC-Cash is a card", () => {
    const text = listOf("Coffee  8.00", "8.00").replace("Cash ", "Geg. EC-Cash ");
    expect(detailsOf(text).values.payments).toMatchObject([{ method: "card", amount: 8 }]);
  });
});

describe("the shop's particulars", () => {
  test("a row of what was bought, or of the bill, is no address", () => {
    const store = (address: string) =>
      detailsOf(
        `# HARBOUR GROCERS\n${address}\nBill no 1182 Table 5\n14/03/2026 09:41\nRolls  29.00\n10 ks x 2.90\nTOTAL  29.00`,
      ).values.store.address;
    expect(["12 Quay Street", ""].map(store)).toEqual(["12 Quay Street", null]);
  });

  test("telephones with points, amounts behind T: and an hour behind the day", () => {
    const [head, ...rest] = listOf("Coffee  8.00", "8.00")
      .replace("14/03/2026 09:41", "LE 14/03/2026 A 09:41 CAISSE 4")
      .split("\n");
    const { time, store } = detailsOf([head, "Tel 02.99.12.34.56", ...rest].join("\n")).values;
    expect([time, store.phone]).toEqual(["09:41", "02.99.12.34.56"]);
    expect(detailsOf([head, ...rest, "T: 1298.63 45.69 45.68"].join("\n")).values.store.phone).toBeNull();
  });
});

describe("letters of a table of taxes", () => {
  const ITEMS = "Coffee  8.00 A\nSalt  2.00 A\nMilk  2.10 B";
  const TABLE = "A 19% 8.40 1.60 10.00\nB 7% 1.96 0.14 2.10".replaceAll(" ", "  ");
  const table = (items: string, rows = TABLE) => detailsOf(`${listOf(items, "12.10")}\n${rows}`);
  const bases = ({ values }: DetailsOfReceipt) => values.taxes.map(({ base }) => base);

  test.each([
    ["amounts with the tax", ITEMS, TABLE],
    ["amounts without the tax", ITEMS, TABLE.replace(/ +10.00/, "").replace(/ +2.10/, "")],
    ["an item without a letter", ITEMS.replace("2.10 B", "2.10").replace("2.00 A", "2.00 B"), TABLE],
    ["a discount below an item", ITEMS.replace("2.00 A", "3.00 A\nDiscount  -1.00"), TABLE],
  ])("explains the rows: %s", (_, items, rows) => {
    const read = table(items, rows);
    expect([bases(read), read.notes]).toEqual([[8.4, 1.96], []]);
  });

  test("contradicts the rows: what is taxed is null, and less sure", () => {
    const read = table(ITEMS.replace("2.00 A", "2.00 B"));
    expect([bases(read), read.notes]).toEqual([[null, null], [{ code: "taxes-differ" }]]);
    expect(read.values.taxes).toMatchObject([
      { rate: 19, amount: 1.6 },
      { rate: 7, amount: 0.14 },
    ]);
    expect(read.confidence?.taxes[0]?.rate).toBeLessThan(table(ITEMS).confidence?.taxes[0]?.rate ?? 0);
  });
});

describe("what does not come out", () => {
  test("a sum that differs is noted, with what is missing, and makes less sure", () => {
    const right = detailsOf(listOf("Coffee  8.00\nMilk  2.10", "10.10"));
    const wrong = detailsOf(listOf("Coffee  8.00\nMilk  2.10", "11.10"));
    expect(wrong.notes).toEqual([{ code: "sum-differs", difference: 1 }]);
    expect(wrong.confidence?.items[0]?.amount).toBeLessThan(right.confidence?.items[0]?.amount ?? 0);
  });

  test("nothing is surer than what was read of it", () => {
    const page = pageOfText(listOf("Coffee  8.00\nMilk  2.10", "10.10"));
    const lines = page.lines.map((line) => (line.text === "2.10" ? { ...line, confidence: 0.5 } : line));
    const { text, reading } = explainFields({ ...page, lines }, TODAY);
    const { confidence } = readDetails(text, reading.total, (place) => ({ ...place, page: 1 }));
    expect(confidence?.items.map(({ amount }) => amount)).toEqual([0.96, 0.5]);
    expect(confidence?.items.map(({ description }) => description)).toEqual([0.85, 0.85]);
  });

  test("a receipt without items has none, and nothing is noted", () => {
    const { values, notes } = detailsOf(
      "# PARKHAUS MITTE\nTicket 5512\n14.03.2026 09:41\nSUMME EUR  4,50\nBAR  4,50",
    );
    expect([values.items, notes]).toEqual([[], []]);
    expect(values).toMatchObject({ receiptNumber: "5512", payments: [{ method: "cash", amount: 4.5 }] });
  });

  test("what somebody is told to have saved is no discount", () => {
    const { values, notes } = detailsOf(
      listOf("Coffee  8.00\nMilk  2.10\nSubtotal  10.10\nYOU SAVED  1.20", "10.10"),
    );
    expect([values.discounts, notes]).toEqual([[], []]);
  });

  test("suggested tips are none", () => {
    const slip = `${listOf("Coffee  8.00\nMilk  2.10", "10.10")}\nTip guide\n15% tip 1.52  18% tip 1.82  20% tip 2.02`;
    expect(detailsOf(slip).values.tip).toBeNull();
  });
});

test("places and confidence have the shape of the values", () => {
  const { values, confidence, evidence } = detailsOf(listOf("Coffee  8.00\n2 x 1.05\nMilk  2.10", "10.10"));
  const shapeOf = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(shapeOf)
      : typeof value === "object" && value !== null && !("box" in value)
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]))
        : value === null;
  expect(shapeOf(confidence)).toEqual(shapeOf(values));
  expect(shapeOf(evidence)).toEqual(shapeOf(values));
  expect(evidence?.items[1]?.amount).toMatchObject({ text: "2.10", page: 1 });
});

test("amounts in another currency are left out", () => {
  const text = `${listOf("Coffee  EUR 8.00\nMilk  EUR 2.10", "EUR 10.10")}\nTax  USD 1.20`;
  expect(detailsOf(text).values.taxes).toEqual([]);
});

test("no names of those who served, and of those who bought", () => {
  const text = listOf("Coffee  8.00\nServer: Marissa Doe\nGuest: John Roe\n2.10", "10.10");
  expect(JSON.stringify(detailsOf(text).values)).not.toMatch(/Doe|Roe/);
});
